"use client";

import { Lock, MessageSquare } from "lucide-react";
import { useId } from "react";
import { classNames } from "@/components/ui/class-names";
import type { CommentKind } from "@/lib/contracts/ticket-fields";

const KIND_LABELS = { public: "Public", internal: "Internal" } as const;

/** Who is to read it; nothing to choose where only one kind is taken. */
export function KindSwitch({
  kinds,
  kind,
  onChange,
}: {
  kinds: readonly CommentKind[];
  kind: CommentKind;
  onChange: (kind: CommentKind) => void;
}) {
  const name = useId();
  if (kinds.length < 2) return null;
  return (
    <fieldset className="flex overflow-hidden rounded-sm border border-line-strong/50">
      <legend className="sr-only">Who reads it</legend>
      {kinds.map((one) => (
        <label
          key={one}
          className={classNames(
            "flex h-7 cursor-pointer items-center gap-1.5 px-2 text-xs has-focus-visible:ring-inset-accent",
            one === kind ? "bg-selected font-medium text-ink" : "text-ink-soft hover:bg-hover",
          )}
        >
          <input
            type="radio"
            name={name}
            value={one}
            checked={one === kind}
            onChange={() => onChange(one)}
            className="sr-only"
          />
          {one === "internal" ? (
            <Lock size={12} aria-hidden />
          ) : (
            <MessageSquare size={12} aria-hidden />
          )}
          {KIND_LABELS[one]}
        </label>
      ))}
    </fieldset>
  );
}
