"use client";

import { Lock, MessageSquare } from "lucide-react";
import { Segments } from "@/components/ui/segments";
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
  if (kinds.length < 2) return null;
  return (
    <Segments label="Who reads it" values={kinds} value={kind} onChange={onChange}>
      {(one) => (
        <>
          {one === "internal" ? (
            <Lock size={12} aria-hidden />
          ) : (
            <MessageSquare size={12} aria-hidden />
          )}
          {KIND_LABELS[one]}
        </>
      )}
    </Segments>
  );
}
