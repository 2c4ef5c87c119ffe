"use client";

import { useState } from "react";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { requestFor } from "@/lib/client/account/sign-in-requests";
import { useLeaveConflicts } from "@/lib/client/devices/conflicts/use-conflicts";
import type { ConflictRow } from "@/lib/contracts/conflicts";
import { SOURCES, type Source } from "@/lib/domain/source";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";

/** What can be done with conflicts. */
export interface ConflictActs {
  /** The question that is open: whose values are taken, and for which conflicts. */
  asked: { taken: Source; rows: readonly ConflictRow[] } | null;
  /** Opens the question; nothing is sent yet. */
  take: (taken: Source, rows: readonly ConflictRow[]) => void;
  close: () => void;
  leave: (answer: "ignore" | "ask", rows: readonly ConflictRow[]) => void;
  isLeaving: boolean;
}

/** The system that is written when the values of this one are taken. */
export const otherSource = (source: Source): Source =>
  SOURCES.find((one) => one !== source) ?? source;

/** Keeps which question is open, and carries out what needs none. */
export function useConflictActs(): ConflictActs {
  const [asked, setAsked] = useState<ConflictActs["asked"]>(null);
  const leaving = useLeaveConflicts();
  return {
    asked,
    take: (taken, rows) => setAsked({ taken, rows }),
    close: () => setAsked(null),
    leave: (answer, rows) =>
      leaving.mutate(
        { answer, rows: [...rows] },
        {
          onSuccess: (failed) => tellLeft(answer, rows.length, failed),
          onError: (error) => {
            if (requestFor(error) === null) tellFailed(error);
          },
        },
      ),
    isLeaving: leaving.isPending,
  };
}

function tellLeft(answer: "ignore" | "ask", asked: number, failed: number): void {
  const done = formatCounted(asked - failed, "conflict", DISPLAY_LOCALE);
  const changed =
    failed === 0
      ? undefined
      : `${formatCounted(failed, "conflict", DISPLAY_LOCALE)} changed meanwhile and stayed.`;
  if (answer === "ask") tellDone(`${done} back in the list`, changed);
  else tellDone(`${done} ignored`, changed ?? "To undo: State, Ignored.");
}
