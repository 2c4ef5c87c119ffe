"use client";

import { ReasonDialog } from "./reason-dialog";
import type { PairActs } from "./use-pair-acts";

/** Asks why two records are one machine, or are not. Nothing while nothing is asked. */
export function DecideDialog({ acts }: { acts: PairActs }) {
  const { asked } = acts;
  if (asked === null) return null;
  const [one, other] = asked.names;
  const isSame = asked.verdict === "same";
  return (
    <ReasonDialog
      title={isSame ? "Link these two records?" : "Not the same machine?"}
      description={
        isSame
          ? `${one} and ${other} become one device in Sightline. Neither system is changed.`
          : `${one} and ${other} stay two devices in Sightline, whatever they have in common. Neither system is changed.`
      }
      act={isSame ? "Link" : "Not the same"}
      busy={acts.busy}
      error={acts.error}
      onAct={acts.decide}
      onClose={acts.close}
    />
  );
}
