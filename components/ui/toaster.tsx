"use client";

import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { readProblem } from "./read-problem";
import { addToast, type ToastAction } from "./toast-store";

/**
 * Short news about what was just done. One per page, in the layout. No first paint has news, so it loads after
 * it, without waiting for the first: a failure is also told when nothing can be loaded any more.
 */
export const Toaster = dynamic(loadList, { ssr: false });

const TRY_AGAIN_MS = 10_000;

/** A server that goes away in this very moment must not take the whole page with it, so the wait goes on. */
function loadList(): Promise<ComponentType> {
  return import("./toast-list").then(
    (module) => module.ToastList,
    () => new Promise((resolve) => setTimeout(() => resolve(loadList()), TRY_AGAIN_MS)),
  );
}

/** Says that something was done, and offers the way back where there is one. */
export function tellDone(title: string, note?: string, action?: ToastAction): void {
  addToast({ tone: "good", title, note: note ?? null, ...(action ? { action } : {}) });
}

/** Says that something failed, with the request id when there is one. */
export function tellFailed(error: unknown): void {
  const problem = readProblem(error);
  const note = problem.requestId === null ? null : `Request ${problem.requestId}`;
  addToast({ tone: "bad", title: problem.title, note });
}
