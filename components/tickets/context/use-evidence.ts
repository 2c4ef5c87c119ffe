"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type RefObject } from "react";
import { useActions } from "@/components/ui/actions";
import { usePlace } from "@/components/ui/clock";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { changeDraft, useDraft } from "@/lib/client/tickets/use-draft";
import { contextQuery } from "@/lib/client/tickets/use-ticket-context";
import type { ContextDevice, TicketContext } from "@/lib/contracts/ticket-context";
import { appendLine, toEvidence } from "@/lib/format/evidence";
import type { TicketWork } from "../use-ticket-work";

/** Puts a device's state into the comment that is being typed. */
export interface Evidence {
  /** Why there is no comment to put it into; `null`: there is. */
  refusedBecause: string | null;
  /** Of this device, or of the ticket's own. Nothing is sent. */
  insert: (device?: ContextDevice) => void;
}

/** The evidence of a ticket's device, by button and by the key `i`. What is typed already stays; the focus goes to the box. */
export function useEvidence(
  ticketRef: string,
  work: TicketWork,
  box: RefObject<HTMLTextAreaElement | null>,
): Evidence {
  const client = useQueryClient();
  const place = usePlace();
  const draft = useDraft(ticketRef);
  const { ticket, sending } = work;
  // A comment on its way stands in the conversation and no more in the box.
  const isSent = sending.some((one) => one.text === draft?.text);
  const typed = isSent ? "" : (draft?.text ?? "");
  const newest = useRef({ typed, internal: draft?.internal ?? false });
  useEffect(() => {
    newest.current = { typed, internal: draft?.internal ?? false };
  });
  const refusedBecause = refusalOf(ticket);

  const put = (context: TicketContext, picked: ContextDevice | undefined) => {
    const device = picked ?? deviceOf(context);
    if (device === null) return void tellDone("There is nothing to insert", noDevice(context));
    const own = context.device;
    const isOwn = own.state === "known" && own.device.ref === device.ref;
    const median = isOwn ? (own.model?.medianTickets ?? null) : null;
    const { typed: before, internal } = newest.current;
    const text = appendLine(before, toEvidence(device, median, place));
    changeDraft(ticketRef, { text, internal });
    focusEnd(box.current);
  };
  const insert = (picked?: ContextDevice) => {
    if (refusedBecause !== null) return;
    // A page that shows what stands around the ticket has it; a folded one asks now.
    client.ensureQueryData(contextQuery(ticketRef)).then(
      ({ context }) => put(context, picked),
      (error: unknown) => tellFailed(error),
    );
  };
  useActions([
    {
      id: "ticket-evidence",
      label: "Insert the device's evidence",
      group: "Open ticket",
      keys: "i",
      run: () => insert(),
    },
  ]);
  return { refusedBecause, insert };
}

function refusalOf(ticket: TicketWork["ticket"]): string | null {
  if (ticket === undefined) return "The ticket is still being read.";
  const { allowed, reason } = ticket.permissions.comment;
  return allowed ? null : (reason ?? "You may not comment here.");
}

/** The ticket's own device; where it names none, the only one that its requester has. */
function deviceOf({ device, devices }: TicketContext): ContextDevice | null {
  if (device.state === "known") return device.device;
  return devices.length === 1 ? (devices[0] ?? null) : null;
}

function noDevice({ device, devices }: TicketContext): string {
  const reason = device.state === "missing" ? device.reason : "";
  return devices.length === 0 ? reason : `${reason} Choose one of the requester's.`;
}

function focusEnd(box: HTMLTextAreaElement | null): void {
  if (box === null) return;
  box.focus();
  // The box shows the new text at the next drawing.
  requestAnimationFrame(() => {
    box.setSelectionRange(box.value.length, box.value.length);
    box.scrollTop = box.scrollHeight;
  });
}
