"use client";

import { Lock, MessageSquare } from "lucide-react";
import { useId, type RefObject } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { changeDraft, useDraft } from "@/lib/client/tickets/use-draft";
import type { SentComment } from "@/lib/client/tickets/ticket-acts";
import type { CommentKind } from "@/lib/contracts/ticket-fields";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** The longest comment that a request carries. */
const TEXT_MAX = 65_536;

/** The box for a comment. What is typed stays, for this ticket, until it was sent. */
export function CommentBox({
  ticket,
  sending,
  onSend,
  box,
}: {
  ticket: Pick<TicketDetail, "ref" | "source" | "permissions" | "commentKinds">;
  /** On their way already. */
  sending: readonly SentComment[];
  onSend: (comment: SentComment) => void;
  box: RefObject<HTMLTextAreaElement | null>;
}) {
  const id = useId();
  const draft = useDraft(ticket.ref);
  const { allowed, reason } = ticket.permissions.comment;
  const kind = pickKind(ticket.commentKinds, draft);
  // A comment on its way stands in the conversation; in the box it would look unsent. Should it fail, it comes back.
  const isSent = sending.some((one) => one.text === draft?.text.trim());
  const text = isSent ? "" : (draft?.text ?? "");
  const change = (next: string) =>
    changeDraft(ticket.ref, { text: next, internal: kind === "internal" });
  const send = () => {
    if (text.trim() !== "" && allowed) onSend({ text: text.trim(), internal: kind === "internal" });
  };
  if (!allowed) return <p className="text-xs text-ink-soft">{reason}</p>;
  return (
    <form
      aria-label="Comment"
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        ref={box}
        rows={3}
        maxLength={TEXT_MAX}
        value={text}
        aria-label={kind === "internal" ? "Internal comment" : "Public comment"}
        aria-describedby={id}
        placeholder={kind === "internal" ? "Write to your colleagues" : "Write to the requester"}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          send();
        }}
        className={classNames(kind === "internal" && "border-dashed bg-warn-soft")}
      />
      <div className="flex flex-wrap items-center gap-2">
        <KindSwitch
          kinds={ticket.commentKinds}
          kind={kind}
          onChange={(next) => changeDraft(ticket.ref, { text, internal: next === "internal" })}
        />
        <p id={id} className="min-w-0 grow text-xs text-ink-soft">
          {whoReads(kind, ticket)}
        </p>
        <Button
          type="submit"
          look="primary"
          refusedBecause={text.trim() === "" ? "Write something first." : null}
        >
          {kind === "internal" ? "Add internal comment" : "Send comment"}
        </Button>
        <span aria-hidden className="hidden sm:inline">
          <Kbd keys="Ctrl Enter" />
        </span>
      </div>
    </form>
  );
}

function pickKind(kinds: readonly CommentKind[], draft: SentComment | null): CommentKind {
  const wanted = draft?.internal === true ? "internal" : "public";
  return kinds.includes(wanted) ? wanted : (kinds[0] ?? "public");
}

function whoReads(
  kind: CommentKind,
  ticket: Pick<TicketDetail, "source" | "commentKinds">,
): string {
  const { label } = SOURCE_LABELS[ticket.source];
  if (kind === "public") return "The requester reads it too.";
  return ticket.commentKinds.includes("public")
    ? "Only staff read it."
    : `${label} keeps it as a note that only staff read.`;
}

const KIND_LABELS = { public: "Public", internal: "Internal" } as const;

/** Who is to read it; nothing to choose where only one kind is taken. */
function KindSwitch({
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
