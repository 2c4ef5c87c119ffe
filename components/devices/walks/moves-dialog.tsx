"use client";

import { useState } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { readProblem } from "@/components/ui/read-problem";
import { useMoves, useSendMove } from "@/lib/client/devices/walks/use-walk";
import type { WalkDeviceView, WalkMove, WalkOutcome, WalkResult } from "@/lib/contracts/walks";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { OUTCOME_DISPLAYS } from "./walk-displays";

type Possible = Extract<WalkMove["plan"], { state: "possible" }>;
type MovesAnswer = ReturnType<typeof useMoves>[number];

/** Shows each write that brings devices to the walk's place, sends those that are wanted, and says what came of each. */
export function MovesDialog({
  result,
  devices,
  onClose,
}: {
  result: WalkResult;
  devices: readonly WalkDeviceView[];
  onClose: () => void;
}) {
  const answers = useMoves(
    result.walk.id,
    devices.map(({ ref }) => ref),
  );
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(false);
  const send = useSendMove(result.walk.id);
  const outcomeOf = (move: WalkMove) => findOutcome(result.outcomes, move);
  const todo = answers
    .flatMap(({ data }) => data?.moves ?? [])
    .filter((move) => move.plan.state === "possible" && outcomeOf(move)?.state !== "done");
  const sendOne = async (move: WalkMove) => {
    if (move.plan.state !== "possible") return;
    const { method, path, body } = move.plan;
    try {
      await send.mutateAsync({
        deviceRef: move.deviceRef,
        source: move.source,
        attribute: move.attribute,
        shown: { method, path, body },
      });
      setProblems((old) => new Map([...old].filter(([key]) => key !== keyOf(move))));
    } catch (error) {
      const words = error instanceof Error ? readProblem(error).title : "It was not sent.";
      setProblems((old) => new Map(old).set(keyOf(move), words));
    }
  };
  const sendAll = async () => {
    setBusy(true);
    // One after the other: a refusal of one must not hide what came of the next.
    for (const move of todo) await sendOne(move);
    setBusy(false);
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Is here now: ${result.walk.place}`}
      description="Nothing is written before you send it. It goes out as you, exactly as it stands here."
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            look="primary"
            busy={busy}
            refusedBecause={todo.length === 0 ? "There is nothing left to send." : null}
            onClick={() => void sendAll()}
          >
            {todo.length === 0
              ? "Send"
              : `Send ${formatCounted(todo.length, "write", DISPLAY_LOCALE)}`}
          </Button>
        </>
      }
    >
      <ul className="grid gap-4">
        {devices.map((device, at) => (
          <DeviceMoves
            key={device.ref}
            device={device}
            answer={answers[at]}
            outcomeOf={outcomeOf}
            problems={problems}
          />
        ))}
      </ul>
    </Dialog>
  );
}

const keyOf = ({ deviceRef, source, attribute }: WalkMove) => `${deviceRef} ${source} ${attribute}`;

function findOutcome(outcomes: readonly WalkOutcome[], { plan, attribute }: WalkMove) {
  if (plan.state !== "possible") return undefined;
  return outcomes.find(
    (outcome) =>
      outcome.kind === "moved" &&
      outcome.recordRef === plan.recordRef &&
      outcome.attribute === attribute,
  );
}

function DeviceMoves({
  device,
  answer,
  outcomeOf,
  problems,
}: {
  device: WalkDeviceView;
  answer: MovesAnswer | undefined;
  outcomeOf: (move: WalkMove) => WalkOutcome | undefined;
  problems: ReadonlyMap<string, string>;
}) {
  return (
    <li className="grid gap-2">
      <h3 className="font-medium wrap-anywhere">{device.name}</h3>
      {answer?.error ? (
        <p role="alert" className="text-bad">
          {readProblem(answer.error).title}
        </p>
      ) : null}
      {answer?.isPending ? <p role="status">Working out what would be written</p> : null}
      <ul className="grid gap-2">
        {(answer?.data?.moves ?? []).map((move) => (
          <MoveLine
            key={keyOf(move)}
            move={move}
            outcome={outcomeOf(move)}
            problem={problems.get(keyOf(move))}
          />
        ))}
      </ul>
    </li>
  );
}

function MoveLine({
  move,
  outcome,
  problem,
}: {
  move: WalkMove;
  outcome: WalkOutcome | undefined;
  problem: string | undefined;
}) {
  const { label } = SOURCE_LABELS[move.source];
  const what = `${label}: ${move.attribute} “${move.value}”`;
  if (move.plan.state === "impossible") {
    return (
      <li className="text-ink-soft">
        {what} cannot be written. {move.plan.reason}
      </li>
    );
  }
  return (
    <li className="grid gap-1">
      <p className="flex flex-wrap items-center gap-2">
        {what}
        {outcome ? <StatusBadge display={OUTCOME_DISPLAYS[outcome.state]} /> : null}
      </p>
      {outcome?.problem || problem ? (
        <p role="alert" className="text-sm text-bad">
          {problem ?? outcome?.problem}
        </p>
      ) : null}
      <RequestText plan={move.plan} />
    </li>
  );
}

function RequestText({ plan }: { plan: Possible }) {
  return (
    <pre
      tabIndex={0}
      aria-label="The request"
      className="max-h-40 overflow-auto rounded-sm bg-sunken p-2 font-mono text-xs"
    >
      {`${plan.method} ${plan.path}\n${plan.body}`}
    </pre>
  );
}
