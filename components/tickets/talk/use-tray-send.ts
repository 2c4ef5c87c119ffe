"use client";

import { useEffect, useRef } from "react";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { requestFor } from "@/lib/client/account/sign-in-requests";
import { addFiles, useTray, type Tray } from "@/lib/client/tickets/files/file-tray";
import { useSendTray } from "@/lib/client/tickets/files/use-send-tray";
import type { TrayOutcome } from "@/lib/client/tickets/files/send-tray";
import { forgetHeld, holdSend } from "@/lib/client/tickets/held-sends";
import type { SentComment } from "@/lib/client/tickets/ticket-acts";
import { forgetSent } from "@/lib/client/tickets/use-draft";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

type Ticket = Pick<TicketDetail, "ref" | "source" | "fileLimits">;

/** The files that wait at a ticket, and what can be done with them. */
export interface TrayWork {
  tray: Tray;
  isSending: boolean;
  add: (picked: { files: readonly File[]; folders: readonly string[] }) => void;
  /** Sends them, with a comment or, where it holds no text, alone. What is refused stays as it is. */
  send: (comment: SentComment | null) => void;
  /** Gives up what is on its way. */
  cancel: () => void;
}

/** Brings the tray of a ticket together with the box for its comment. `seen`: what its author has seen by now. */
export function useTraySend(ticket: Ticket, seen: () => TicketSeen | undefined): TrayWork {
  const { ref, source, fileLimits } = ticket;
  const { label } = SOURCE_LABELS[source];
  const tray = useTray(ref);
  const control = useRef<AbortController | null>(null);
  const sending = useSendTray(ref, {
    onComment: ({ comment }) => {
      forgetHeld(ref);
      if (comment) forgetSent(ref, comment);
    },
    onDone: (outcome, { comment }) =>
      tellOutcome(outcome, { label, hasComment: Boolean(comment?.text) }),
    onFailed: (error) => {
      if (holdSend(ref, error) || requestFor(error) !== null) return;
      tellFailed(isGivenUp(error) ? new Error(`Cancelled. ${STAYS}`) : error);
    },
  });
  useLeaveWarning(tray.files.length > 0);
  return {
    tray,
    isSending: sending.isPending,
    add: (picked) => addFiles(ref, picked, { ...fileLimits, label }),
    send: (comment) => {
      if (sending.isPending) return;
      const { withComment } = fileLimits;
      const known = comment?.text ? seen() : undefined;
      const abort = new AbortController();
      control.current = abort;
      const asked = { ref, comment, withComment, signal: abort.signal };
      sending.mutate({ ...asked, ...(known && { seen: known }) });
    },
    cancel: () => control.current?.abort(),
  };
}

const STAYS = "What had not arrived is still here.";

const isGivenUp = (error: Error) => error.name === "AbortError";

function tellOutcome(
  { sentFiles, failedFiles, wasFound }: TrayOutcome,
  { label, hasComment }: { label: string; hasComment: boolean },
): void {
  const files = sentFiles === 1 ? "1 file" : `${sentFiles} files`;
  const what = [hasComment ? "Comment" : "", sentFiles > 0 ? files : ""].filter(
    (one) => one !== "",
  );
  if (what.length > 0) {
    const note = wasFound ? `${label} gave no clear answer, but it arrived.` : undefined;
    tellDone(`${what.join(" and ")} sent`, note);
  }
  if (failedFiles === 0) return;
  const stays = failedFiles === 1 ? "1 file was" : `${failedFiles} files were`;
  tellFailed(new Error(`${stays} not sent and stay here; why, stands beside each.`));
}

/** A browser gives no file back to a page that is loaded anew, so it asks before that happens. */
function useLeaveWarning(hasFiles: boolean): void {
  useEffect(() => {
    if (!hasFiles) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [hasFiles]);
}
