"use client";

import { useState } from "react";
import type { OperationDetail } from "@/lib/contracts/developers";
import { emptyDraft, type CallDraft } from "./prepare-call";

// What was typed for each operation stays while the page does: walking to another one and back loses nothing. It is
// kept nowhere else, for bodies may hold passwords.
const typed = new Map<string, CallDraft>();

/** What somebody typed for an operation, and how to change it. */
export function useCallDraft(
  operation: OperationDetail,
): [CallDraft, (change: Partial<CallDraft>) => void] {
  const [draft, setDraft] = useState(() => typed.get(operation.key) ?? emptyDraft(operation));
  const change = (part: Partial<CallDraft>) =>
    setDraft((before) => {
      const next = { ...before, ...part };
      typed.set(operation.key, next);
      return next;
    });
  return [draft, change];
}
