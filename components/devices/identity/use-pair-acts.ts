"use client";

import { useState } from "react";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { useDecide, useUndecide } from "@/lib/client/devices/identity/use-identity";
import type { DecideBody, DecisionsResult } from "@/lib/contracts/identity";

type Verdict = DecideBody["verdict"];
type Pairs = DecideBody["pairs"];

/** A decision that somebody is about to make. */
export interface Asked {
  pairs: Pairs;
  verdict: Verdict;
  /** How people call both sides. */
  names: readonly [string, string];
}

/** Decisions about pairs: asked for with a reason, carried out, told, and taken back. */
export interface PairActs {
  asked: Asked | null;
  ask: (asked: Asked) => void;
  close: () => void;
  decide: (reason: string) => void;
  /** Decides without having asked before. */
  decideNow: (asked: Asked, reason: string) => void;
  takeBack: (pairs: Pairs, names: readonly [string, string]) => void;
  busy: boolean;
  error: Error | null;
}

/** `onDone` hears of every decision that was made or taken back. */
export function usePairActs(onDone?: () => void): PairActs {
  const [asked, setAsked] = useState<Asked | null>(null);
  const deciding = useDecide();
  const undeciding = useUndecide();
  const takeBack: PairActs["takeBack"] = (pairs, [one, other]) =>
    undeciding.mutate(
      { pairs },
      {
        onSuccess: ({ together }) => {
          tellDone(
            "The decision is taken back",
            together
              ? `The evidence joins ${one} and ${other}.`
              : `The evidence does not join ${one} and ${other}.`,
          );
          onDone?.();
        },
        onError: tellFailed,
      },
    );
  const decideNow: PairActs["decideNow"] = ({ pairs, verdict, names }, reason) =>
    deciding.mutate(
      { pairs, verdict, reason },
      {
        onSuccess: (result) => {
          setAsked(null);
          tellDone(sayOutcome({ pairs, verdict, names }, result), undefined, {
            label: "Undo",
            run: () => takeBack(result.pairs, names),
          });
          onDone?.();
        },
      },
    );
  return {
    asked,
    ask: (next) => {
      deciding.reset();
      setAsked(next);
    },
    close: () => setAsked(null),
    decide: (reason) => (asked === null ? undefined : decideNow(asked, reason)),
    decideNow,
    takeBack,
    busy: deciding.isPending || undeciding.isPending,
    error: deciding.error,
  };
}

function sayOutcome(
  { verdict, names: [one, other] }: Asked,
  { together }: DecisionsResult,
): string {
  if (together) {
    return verdict === "same"
      ? `${one} and ${other} are one device now`
      : `Kept. Another decision still joins ${one} and ${other}`;
  }
  return verdict === "same"
    ? `Kept. Another decision still parts ${one} and ${other}`
    : `${one} and ${other} stay two devices`;
}
