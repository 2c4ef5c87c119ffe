"use client";

import { ArrowUp } from "lucide-react";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { PendingChange } from "./windows";

/** `3 new, 1 gone`: what a change of the list would do. */
export function describePending(change: PendingChange): string {
  const parts = [
    change.added > 0 ? `${formatCount(change.added, DISPLAY_LOCALE)} new` : null,
    change.removed > 0 ? `${formatCount(change.removed, DISPLAY_LOCALE)} gone` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "The order has changed" : parts.join(", ");
}

/** Offers what has changed instead of moving rows under the reader's eyes. Keeps its place when there is nothing. */
export function PendingChip({
  change,
  onShow,
}: {
  change: PendingChange | null;
  onShow: () => void;
}) {
  return (
    <span role="status" aria-live="polite" className="inline-flex min-w-0">
      {change === null ? null : (
        <button
          type="button"
          onClick={onShow}
          className="inline-flex h-6 items-center gap-1 rounded-full bg-accent-soft px-2.5 text-xs font-medium whitespace-nowrap text-accent hover:underline motion-safe:animate-appear"
        >
          <ArrowUp size={12} aria-hidden />
          {describePending(change)}: show
        </button>
      )}
    </span>
  );
}
