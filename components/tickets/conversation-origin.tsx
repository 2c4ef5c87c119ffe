"use client";

import { RotateCw } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import { ShapeMark } from "@/components/ui/shape-mark";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** Where the conversation was read: live just now, saved and how old, or not at all and why. Always one line high. */
export function ConversationOrigin({
  ticket,
  isAsking,
  onAsk,
}: {
  ticket: Pick<TicketDetail, "source" | "conversation">;
  isAsking: boolean;
  onAsk: () => void;
}) {
  const { label } = SOURCE_LABELS[ticket.source];
  return (
    <p className="flex min-h-6 flex-wrap items-center gap-x-2 text-xs text-ink-soft">
      <Origin label={label} conversation={ticket.conversation} />
      {isAsking ? (
        <span className="ms-auto">Asking {label}</span>
      ) : (
        <button
          type="button"
          onClick={onAsk}
          className="ms-auto inline-flex min-h-6 items-center gap-1 text-accent hover:underline"
        >
          <RotateCw size={11} aria-hidden />
          Read again
        </button>
      )}
    </p>
  );
}

function Origin({
  label,
  conversation,
}: {
  label: string;
  conversation: TicketDetail["conversation"];
}) {
  switch (conversation.state) {
    case "live":
      return (
        <>
          <span className="text-good">
            <ShapeMark shape="circle" size={9} />
          </span>
          <span>
            Live from {label}, <RelativeTime iso={conversation.asOf} />
          </span>
        </>
      );
    case "saved":
      return (
        <>
          <span className="text-warn">
            <ShapeMark shape="half" size={9} />
          </span>
          <span>
            Saved copy, read <RelativeTime iso={conversation.asOf} /> ({conversation.reason})
          </span>
        </>
      );
    case "missing":
      return (
        <>
          <span className="text-bad">
            <ShapeMark shape="cross" size={9} />
          </span>
          <span>The conversation is not here: {conversation.reason}</span>
        </>
      );
  }
}
