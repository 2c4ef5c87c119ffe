import "server-only";
import type { RecordForm } from "@/lib/domain/record-form";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Ticket } from "@/lib/domain/ticket";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { NotFound } from "@/lib/server/failures";
import { nameOwners } from "@/lib/server/forms/name-accounts";
import { readRecordAgain } from "@/lib/server/forms/send-form";
import * as store from "@/lib/server/store/read/tickets";
import type { UpstreamActor } from "@/lib/server/upstream/port";
import type { TicketFormDesk } from "@/lib/server/upstream/ticket-form-desk";

export type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;

/** A source's ticket forms, in somebody's hands. */
export interface TicketHands {
  source: Source;
  hands: UpstreamActor;
  desk: TicketFormDesk;
}

export interface OpenTicketForm extends TicketHands {
  ref: Ref;
  form: RecordForm;
}

/** The ticket forms of a source as the viewer. Throws SourceSignInNeeded, NotFound where the source has none. */
export async function ticketHands(
  { runtime, viewer }: Pick<Asker, "runtime" | "viewer">,
  source: Source,
): Promise<TicketHands> {
  const hands = await actorFor(runtime, viewer, source);
  const desk = hands.ticketForms;
  if (!desk) throw new NotFound(`form of ${SOURCE_LABELS[source].label}’s tickets`);
  return { source, hands, desk };
}

/**
 * Reads a ticket's form as it stands now, as the viewer.
 * Throws {@link absenceOf} where they see no such ticket, SourceSignInNeeded, and what the source says.
 */
export async function openTicketForm(
  asker: Asker,
  refText: string | undefined,
  view: string | undefined,
): Promise<OpenTicketForm> {
  const { runtime, viewer, signal } = asker;
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const { source } = splitRef(ref);
  const stored = await store.readTicket(runtime.store.db, visibilityOf(viewer), ref);
  if (!stored) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  const { hands, desk } = await ticketHands(asker, source);
  const ask = { view: view ?? null, asStaff: isStaff(viewer, source, stored) };
  const read = await desk.read(ref, ask, { priority: "person", signal });
  if (!read) throw absenceOf(runtime, viewer, { ref, what: "ticket in its system" });
  const fields = await nameOwners(asker, source, read.fields);
  const readOnly = whyReadOnly(viewer, source) ?? read.readOnly;
  return { ref, source, hands, desk, form: { ...read, fields, readOnly } };
}

/** Why a viewer may write no ticket of a source, as far as it is known before asking the source. */
export function whyReadOnly(viewer: Viewer, source: Source): string | null {
  const { label } = SOURCE_LABELS[source];
  const account = viewer.accounts[source];
  if (!account) return `You are not signed in to ${label}.`;
  return account.role === "readonly" ? `Your role in ${label} only reads.` : null;
}

/** Whether somebody works on tickets of a source, or has this one: its form has more for them. */
export function isStaff(
  viewer: Viewer,
  source: Source,
  ticket?: Pick<Ticket, "assigneeRef">,
): boolean {
  const account = viewer.accounts[source];
  if (!account) return false;
  return account.role !== "user" || (ticket?.assigneeRef ?? null) === account.ref;
}

/**
 * Brings the index up to date about a ticket. An end user's session hides what the index knows, so the source's service
 * reads in its place.
 */
export async function readTicketAgain(
  actor: Pick<Actor, "runtime" | "viewer" | "requestId">,
  hands: UpstreamActor,
  ref: Ref,
): Promise<void> {
  const { source } = splitRef(ref);
  const isSeeingAll = visibilityOf(actor.viewer)[source] === "all";
  const reader = isSeeingAll ? hands : actor.runtime.services[source];
  if (reader) await readRecordAgain(actor, reader, ref);
}
