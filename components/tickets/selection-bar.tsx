"use client";

import { Copy, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { tellDone } from "@/components/ui/toaster";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";

/** What can be done with the picked tickets. */
export function SelectionBar({
  refs,
  onClear,
}: {
  refs: ReadonlySet<string>;
  onClear: () => void;
}) {
  if (refs.size === 0) return null;
  const copy = async () => {
    const numbers = [...refs].map((ref) => ref.split(":").slice(2).join(":"));
    await navigator.clipboard.writeText(numbers.join("\n"));
    tellDone(`Copied ${formatCounted(numbers.length, "number", DISPLAY_LOCALE)}`);
  };
  return (
    <div role="group" aria-label="Picked tickets" className="flex flex-wrap items-center gap-2">
      <span className="text-sm font-medium figures">
        {formatCounted(refs.size, "ticket", DISPLAY_LOCALE)} picked
      </span>
      <Button onClick={() => void copy()}>
        <Copy size={14} aria-hidden />
        Copy the numbers
      </Button>
      <Button look="quiet" onClick={onClear}>
        <X size={14} aria-hidden />
        Pick none
      </Button>
    </div>
  );
}
