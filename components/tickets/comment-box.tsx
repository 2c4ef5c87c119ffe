"use client";

import { useId, useRef, type RefObject } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { LiveRegion } from "@/components/ui/live-region";
import { tellDone } from "@/components/ui/toaster";
import { filesIn } from "@/lib/client/tickets/files/file-tray";
import { closeHeld, forgetHeld, useHeldSend } from "@/lib/client/tickets/held-sends";
import { changeDraft, useDraft, useDraftOnServer } from "@/lib/client/tickets/use-draft";
import type { SentComment } from "@/lib/client/tickets/ticket-acts";
import { COMMENT_CHARACTERS_MAX, type CommentKind } from "@/lib/contracts/ticket-fields";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { whyNotSendable } from "@/lib/domain/sendable-text";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { HeldSend, heldWords } from "./held-send";
import { KindSwitch } from "./kind-switch";
import { AttachButton } from "./talk/attach-button";
import { FilesForm, FilesPart, refusedFiles } from "./talk/files-form";
import { useTraySend } from "./talk/use-tray-send";

type Ticket = Pick<
  TicketDetail,
  "ref" | "source" | "number" | "permissions" | "commentKinds" | "viewerRef" | "fileLimits"
>;

interface BoxProps {
  ticket: Ticket;
  /** On their way already. */
  sending: readonly SentComment[];
  onSend: (comment: SentComment) => void;
  /** What its author has seen of the ticket by now. */
  seen: () => TicketSeen | undefined;
  box: RefObject<HTMLTextAreaElement | null>;
}

/** The box for a comment. What is typed stays, for this ticket and in every browser of its author, until it was sent. */
export function CommentBox(props: BoxProps) {
  const { ref, viewerRef, permissions } = props.ticket;
  const { allowed, reason } = permissions.comment;
  useDraftOnServer(ref, allowed ? viewerRef : null);
  return (
    <div className="grid gap-2" data-print="hide">
      {allowed ? (
        <CommentForm {...props} />
      ) : (
        <>
          <p className="text-xs text-ink-soft">{reason}</p>
          <FilesForm ticket={props.ticket} seen={props.seen} />
        </>
      )}
    </div>
  );
}

function CommentForm({ ticket, sending, onSend, seen, box }: BoxProps) {
  const { ref } = ticket;
  const id = useId();
  const anyway = useRef<HTMLButtonElement>(null);
  const draft = useDraft(ref);
  const held = useHeldSend(ref);
  const kind = pickKind(ticket.commentKinds, draft);
  const internal = kind === "internal";
  // A comment on its way stands in the conversation; in the box it would look unsent. Should it fail, it comes back.
  const isSent = sending.some((one) => one.text === draft?.text);
  const text = isSent ? "" : (draft?.text ?? "");
  const files = useTraySend(ticket, seen);
  const hasFiles = files.tray.files.length > 0;
  const missing = whatIsMissing({ text, internal }, hasFiles ? ticket : null);
  const send = () => {
    const comment = { text: text.trim() === "" ? "" : text, internal };
    if (missing !== null) return;
    closeHeld(ref);
    if (hasFiles) files.send(comment);
    else onSend(comment);
  };
  // Whoever sends by habit is led to what came in, and sends from there.
  const sendUnlessHeld = () => (held === null ? send() : anyway.current?.focus());
  const focusBox = () => box.current?.focus();
  const discard = () => {
    const thrown = { text, internal };
    forgetHeld(ref);
    changeDraft(ref, { text: "", internal });
    focusBox();
    const undo = { label: "Undo", run: () => changeDraft(ref, thrown) };
    tellDone("Comment discarded", undefined, undo);
  };
  return (
    <form
      aria-label="Comment"
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        sendUnlessHeld();
      }}
    >
      <LiveRegion>{held === null ? "" : heldWords(held)}</LiveRegion>
      {held === null ? null : (
        <HeldSend
          unseen={held}
          anyway={anyway}
          onSend={() => {
            send();
            focusBox();
          }}
          onKeep={() => {
            closeHeld(ref);
            focusBox();
          }}
          onDiscard={discard}
        />
      )}
      <Textarea
        ref={box}
        rows={3}
        maxLength={COMMENT_CHARACTERS_MAX}
        value={text}
        aria-label={internal ? "Internal comment" : "Public comment"}
        aria-describedby={id}
        readOnly={files.isSending}
        placeholder={internal ? "Write to your colleagues" : "Write to the requester"}
        onChange={(event) => changeDraft(ref, { text: event.target.value, internal })}
        onPaste={(event) => {
          if (!bringsFiles(event.clipboardData)) return;
          event.preventDefault();
          files.add(filesIn(event.clipboardData));
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          sendUnlessHeld();
        }}
        className={classNames(internal && "border-dashed bg-warn-soft")}
      />
      <FilesPart ticket={ticket} files={files} />
      <div className="flex flex-wrap items-center gap-2">
        <AttachButton work={files} refusedBecause={refusedFiles(ticket)} />
        <KindSwitch
          kinds={ticket.commentKinds}
          kind={kind}
          onChange={(next) => changeDraft(ref, { text, internal: next === "internal" })}
        />
        <p id={id} className="min-w-0 grow text-xs text-ink-soft">
          {whoReads(kind, ticket, hasFiles)}
        </p>
        <Button
          type="submit"
          look="primary"
          busy={files.isSending}
          refusedBecause={missing ?? whyHeld(held !== null)}
        >
          {sendWords({ text, internal }, hasFiles)}
        </Button>
        <span aria-hidden className="hidden sm:inline">
          <Kbd keys="Ctrl Enter" />
        </span>
      </div>
    </form>
  );
}

/** Whether files are what was copied. Text that comes with a picture of itself, as from a table, stays text. */
function bringsFiles({ types }: DataTransfer): boolean {
  const isText = types.includes("text/plain") && types.includes("text/html");
  return types.includes("Files") && !isText;
}

/** Why there is nothing to send yet. `to`: the ticket that files wait for, if any do. */
function whatIsMissing(
  { text, internal }: SentComment,
  to: Pick<Ticket, "source" | "fileLimits"> | null,
): string | null {
  if (text.trim() !== "") {
    const fault = whyNotSendable(text);
    return fault === null ? null : `The text ${fault}.`;
  }
  if (to === null) return "Write something first.";
  if (!internal || !to.fileLimits.withComment) return null;
  const { label } = SOURCE_LABELS[to.source];
  return `Write a word with them: ${label} keeps files to staff only with an internal comment.`;
}

function whyHeld(isHeld: boolean): string | null {
  return isHeld ? "The ticket changed. Look at what is new above the box first." : null;
}

function sendWords({ text, internal }: SentComment, hasFiles: boolean): string {
  if (hasFiles && text.trim() === "") return "Send files";
  return internal ? "Add internal comment" : "Send comment";
}

function pickKind(kinds: readonly CommentKind[], draft: SentComment | null): CommentKind {
  const wanted = draft?.internal === true ? "internal" : "public";
  return kinds.includes(wanted) ? wanted : (kinds[0] ?? "public");
}

function whoReads(
  kind: CommentKind,
  ticket: Pick<Ticket, "source" | "commentKinds" | "fileLimits">,
  hasFiles: boolean,
): string {
  const { label } = SOURCE_LABELS[ticket.source];
  if (kind === "public") return "The requester reads it too.";
  if (ticket.commentKinds.includes("public")) return "Only staff read it.";
  const note = `${label} keeps it as a note that only staff read.`;
  // Files are the record's there, not the note's.
  return hasFiles ? `${note} Files are shown to everybody who sees the record.` : note;
}
