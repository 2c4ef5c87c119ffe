"use client";

import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";
import type { RunWish } from "./run-dialog";

const RunDialog = dynamic(() => import("./run-dialog").then((module) => module.RunDialog), {
  ssr: false,
});

/** The dialog that asks before something is done to devices, and what opens it. */
export function useRunDialog(onStarted?: () => void): {
  ask: (wish: RunWish) => void;
  dialog: ReactNode;
} {
  const [asked, setAsked] = useState<{ wish: RunWish; turn: number } | null>(null);
  const ask = (wish: RunWish) => setAsked((old) => ({ wish, turn: (old?.turn ?? 0) + 1 }));
  const dialog =
    asked === null ? null : (
      <RunDialog
        // What was typed for another wish must not stand in this one.
        key={asked.turn}
        wish={asked.wish}
        onClose={() => setAsked(null)}
        {...(onStarted ? { onStarted } : {})}
      />
    );
  return { ask, dialog };
}
