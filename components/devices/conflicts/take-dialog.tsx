"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LiveRegion } from "@/components/ui/live-region";
import { FailedFace } from "@/components/ui/panel";
import { ProgressBar } from "@/components/ui/progress-bar";
import { SkeletonLines } from "@/components/ui/skeleton";
import {
  useTaking,
  type Taking,
  type TakingOutcome,
} from "@/lib/client/devices/conflicts/use-taking";
import type { ConflictOutcome } from "@/lib/contracts/conflict-fields";
import type { ConflictPreview, ConflictRow } from "@/lib/contracts/conflicts";
import type { Source } from "@/lib/domain/source";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Tone } from "@/lib/format/tones";
import { otherSource } from "./use-conflict-acts";

const OUTCOMES: Record<ConflictOutcome, { label: string; tone: Tone }> = {
  done: { label: "Written", tone: "good" },
  changed: { label: "Changed meanwhile", tone: "warn" },
  impossible: { label: "Not possible", tone: "neutral" },
  refused: { label: "Refused", tone: "bad" },
  unknown: { label: "Unknown", tone: "warn" },
  kept: { label: "Written but still differs", tone: "warn" },
};

/** Shows the exact requests that taking one system's values sends, and sends them when told to. */
export function TakeDialog({
  taken,
  rows,
  onClose,
}: {
  taken: Source;
  rows: readonly ConflictRow[];
  onClose: () => void;
}) {
  const taking = useTaking(taken, rows);
  const [first] = rows;
  const [label, written] = [SOURCE_LABELS[taken].label, SOURCE_LABELS[otherSource(taken)].label];
  const what = rows.length === 1 ? (first?.label.toLowerCase() ?? "") : `${rows.length} values`;
  const isSending = taking.sendingId !== null;
  return (
    <Dialog
      open
      wide
      // A request that is on its way cannot be called back; its outcome is waited for.
      onOpenChange={() => (isSending ? taking.stop() : onClose())}
      title={`Take ${label}’s ${what}`}
      description={`${written} is changed, in your name. ${label} stays as it is.`}
      actions={<Actions taking={taking} onClose={onClose} />}
    >
      <Contents taking={taking} rows={rows} />
    </Dialog>
  );
}

function Actions({ taking, onClose }: { taking: Taking; onClose: () => void }) {
  const [hasSent, setHasSent] = useState(false);
  const waiting = possible(taking).filter(({ id }) => !taking.outcomes.has(id));
  const refused = [...taking.outcomes.values()].filter(({ outcome }) => outcome === "refused");
  const send = () => {
    setHasSent(true);
    void taking.send();
  };
  if (taking.sendingId !== null) {
    return <Button onClick={taking.stop}>Stop after this one</Button>;
  }
  return (
    <>
      <Button look="quiet" onClick={onClose}>
        {hasSent ? "Close" : "Cancel"}
      </Button>
      {refused.length === 0 ? null : (
        <Button onClick={taking.retry}>
          Prepare {formatCounted(refused.length, "refused one", DISPLAY_LOCALE)} again
        </Button>
      )}
      {hasSent && waiting.length === 0 ? null : (
        <Button
          look="primary"
          refusedBecause={whyNotSent(taking, waiting.length)}
          busy={taking.isPreparing}
          onClick={send}
        >
          Send {formatCounted(waiting.length, "request", DISPLAY_LOCALE)}
        </Button>
      )}
    </>
  );
}

function whyNotSent(taking: Taking, waiting: number): string | null {
  if (taking.previews === undefined) return "The requests are not prepared yet.";
  return waiting === 0 ? "There is no request to send." : null;
}

const possible = ({ previews }: Taking) =>
  (previews ?? []).filter(({ request }) => request !== null);

function Contents({ taking, rows }: { taking: Taking; rows: readonly ConflictRow[] }) {
  if (taking.previews === undefined || taking.isPreparing) {
    if (taking.error && !taking.isPreparing) {
      return <FailedFace error={taking.error} retry={taking.prepare} busy={false} />;
    }
    return (
      <div>
        <p className="mb-3 text-sm text-ink-soft">Preparing, without sending anything</p>
        <SkeletonLines />
      </div>
    );
  }
  const { previews, outcomes, sendingId } = taking;
  const barred = previews.filter(({ request }) => request === null).length;
  const total = possible(taking).length;
  const done = possible(taking).filter(({ id }) => outcomes.has(id)).length;
  const nameOf = (id: string) => rows.find((row) => row.id === id)?.deviceName ?? "";
  return (
    <div className="grid gap-3">
      {previews.length === 1 ? null : (
        <p className="text-sm text-ink-soft">
          {formatCounted(total, "request", DISPLAY_LOCALE)} as shown
          {barred === 0 ? "." : `; ${barred} cannot be written, each with its reason.`}
        </p>
      )}
      {sendingId === null ? null : <ProgressBar label="Sent" done={done} total={total} />}
      <LiveRegion>
        {sendingId === null && done > 0 ? summaryWords([...outcomes.values()]) : ""}
      </LiveRegion>
      <ul className="grid">
        {previews.map((preview) => (
          <RequestLine
            key={preview.id}
            preview={preview}
            name={preview.deviceName ?? nameOf(preview.id)}
            outcome={outcomes.get(preview.id)}
            isSending={sendingId === preview.id}
            isOpen={previews.length === 1}
          />
        ))}
      </ul>
    </div>
  );
}

/** `3 written, 1 refused`. */
export function summaryWords(outcomes: readonly TakingOutcome[]): string {
  const counts = new Map<ConflictOutcome, number>();
  for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts]
    .map(([outcome, count]) => `${count} ${OUTCOMES[outcome].label.toLowerCase()}`)
    .join(", ");
}

function RequestLine({
  preview,
  name,
  outcome,
  isSending,
  isOpen,
}: {
  preview: ConflictPreview;
  name: string;
  outcome: TakingOutcome | undefined;
  isSending: boolean;
  isOpen: boolean;
}) {
  const { request, reason } = preview;
  return (
    <li className="grid gap-1.5 border-b py-2.5 text-sm first:pt-0 last:border-0 last:pb-0">
      <p className="flex min-w-0 flex-wrap items-center gap-x-2">
        <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
        <OutcomeMark outcome={outcome} isSending={isSending} isBarred={request === null} />
      </p>
      {outcome?.message ? <p className="wrap-anywhere text-warn">{outcome.message}</p> : null}
      {request === null ? (
        <p className="wrap-anywhere text-ink-soft">{reason}</p>
      ) : (
        <>
          <p className="wrap-anywhere text-ink-soft">{request.summary}</p>
          <details open={isOpen}>
            <summary className="min-h-6 cursor-pointer text-xs text-ink-soft">
              The request, as {request.account} in {SOURCE_LABELS[request.source].label}
            </summary>
            <pre
              tabIndex={0}
              aria-label={`The request about ${name}`}
              className="mt-1 max-h-64 overflow-auto rounded-sm border bg-sunken p-2.5 font-mono text-xs wrap-anywhere whitespace-pre-wrap"
            >
              {`${request.method} ${request.path}\n\n${request.body}`}
            </pre>
          </details>
        </>
      )}
    </li>
  );
}

function OutcomeMark({
  outcome,
  isSending,
  isBarred,
}: {
  outcome: TakingOutcome | undefined;
  isSending: boolean;
  isBarred: boolean;
}) {
  if (isSending) return <Badge tone="info">Sending</Badge>;
  if (outcome !== undefined) {
    const { label, tone } = OUTCOMES[outcome.outcome];
    return <Badge tone={tone}>{label}</Badge>;
  }
  return isBarred ? <Badge>Not possible</Badge> : null;
}
