"use client";

import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { Toaster as Sonner, toast } from "sonner";
import { readProblem } from "./read-problem";

/** Short news about what was just done. One per page, in the layout. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      icons={{
        success: <CircleCheck size={16} aria-hidden className="text-good" />,
        error: <TriangleAlert size={16} aria-hidden className="text-bad" />,
        info: <Info size={16} aria-hidden className="text-info" />,
        close: <X size={14} aria-hidden />,
      }}
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2 rounded-md border bg-raised p-3 pe-8 text-sm text-ink shadow-lift",
          description: "text-xs text-ink-soft",
          closeButton:
            "absolute end-1.5 top-1.5 grid size-6 place-items-center rounded-sm text-ink-faint",
          actionButton: "ms-auto shrink-0 rounded-sm px-2 font-medium text-accent",
        },
      }}
    />
  );
}

/** Says that something was done. */
export function tellDone(title: string, description?: string): void {
  toast.success(title, description === undefined ? {} : { description });
}

/** Says that something failed, with the request id when there is one. Stays until it is closed. */
export function tellFailed(error: unknown): void {
  const problem = readProblem(error);
  toast.error(problem.title, {
    duration: Number.POSITIVE_INFINITY,
    ...(problem.requestId === null ? {} : { description: `Request ${problem.requestId}` }),
  });
}
