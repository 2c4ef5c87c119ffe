import "server-only";
import type { FormChoicesResult } from "@/lib/contracts/record-form";
import type {
  NewTicketFormQuery,
  NewTicketFormResult,
  NewTicketStarts,
  TicketTemplatesResult,
} from "@/lib/contracts/ticket-form";
import { splitRef } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { Forbidden } from "@/lib/server/failures";
import { findFieldChoices } from "@/lib/server/forms/field-choices";
import { nameOwners } from "@/lib/server/forms/name-accounts";
import { viewLayout } from "@/lib/server/forms/view-form";
import { readQueueNames } from "@/lib/server/store/read/people";
import type { BlankTicket } from "@/lib/server/upstream/ticket-form-desk";
import {
  isStaff,
  ticketHands,
  whyReadOnly,
  type Asker,
  type TicketHands,
} from "./open-ticket-form";
import { prefill } from "./prefill";

/** SysAid's record types by the names that its API has for them. End users ask for help and for things. */
const RECORD_TYPES = [
  { id: "incident", name: "Incident", forUsers: true },
  { id: "request", name: "Request", forUsers: true },
  { id: "change", name: "Change", forUsers: false },
  { id: "problem", name: "Problem", forUsers: false },
] as const;

/** Where a viewer can create tickets, and what kinds of them. What a source leaves out has its reason. */
export async function listTicketStarts({
  runtime,
  viewer,
}: Pick<Asker, "runtime" | "viewer">): Promise<NewTicketStarts> {
  const systems = SOURCES.filter((source) => runtime.upstreams[source] !== undefined);
  return {
    systems: await Promise.all(
      systems.map(async (source) => {
        const reason = whyReadOnly(viewer, source);
        return {
          source,
          unit: source === "kace" ? ("queue" as const) : ("record type" as const),
          permission: { allowed: reason === null, reason },
          kinds: reason === null ? await kindsOf({ runtime, viewer }, source) : [],
        };
      }),
    ),
  };
}

async function kindsOf({ runtime, viewer }: Pick<Asker, "runtime" | "viewer">, source: Source) {
  if (source === "sysaid") {
    const all = isStaff(viewer, source);
    return RECORD_TYPES.filter(({ forUsers }) => all || forUsers).map(({ id, name }) => ({
      id,
      name,
    }));
  }
  const queues = await readQueueNames(runtime.store.db, visibilityOf(viewer), source);
  return queues.map(({ ref, name }) => ({ id: splitRef(ref).nativeId, name }));
}

/** The templates that a new ticket of a queue or record type can begin with, as its source tells them. */
export async function listTicketTemplates(
  asker: Asker,
  { source, kind }: { source: Source; kind: string },
): Promise<TicketTemplatesResult> {
  const { desk } = await handsToCreate(asker, source);
  return { templates: await desk.templates(kind, callOf(asker)) };
}

/** The form of a new ticket, with what is known of it filled in, and what of that could not be. */
export async function readNewTicketForm(
  asker: Asker,
  query: NewTicketFormQuery,
): Promise<NewTicketFormResult> {
  const open = await openBlank(asker, query);
  const { form, notes } = await prefill(asker, open, query);
  return { form: viewLayout(query.source, form), notes };
}

/** The values that a field of that form can be set to, those whose name holds `search`. */
export async function readNewTicketChoices(
  asker: Asker,
  { field, search = "", ...start }: Start & { field: string; search?: string | undefined },
): Promise<FormChoicesResult> {
  const { blank, desk, source } = await openBlank(asker, start);
  return findFieldChoices(asker, { form: blank, desk, source }, { key: field, search });
}

export type Start = Pick<NewTicketFormQuery, "source" | "kind" | "template" | "view">;

export interface OpenBlank extends TicketHands {
  blank: BlankTicket;
}

/** Reads the form of a new ticket as the viewer. Throws {@link Forbidden}, and what the source says. */
export async function openBlank(
  asker: Asker,
  { source, kind, template, view }: Start,
): Promise<OpenBlank> {
  const { hands, desk } = await handsToCreate(asker, source);
  const start = { kindId: kind, templateId: template ?? null };
  const ask = { view: view ?? null, asStaff: isStaff(asker.viewer, source) };
  const read = await desk.blank(start, ask, callOf(asker));
  const named = await nameOwners(asker, source, read.fields);
  const fields = asksForThemselves(asker.viewer, source)
    ? named.map((field) =>
        field.key === desk.roles.requester ? { ...field, readOnly: OWN_REQUEST } : field,
      )
    : named;
  return { source, hands, desk, blank: { ...read, fields } };
}

const OWN_REQUEST = "Your account asks for itself alone.";

/** End users' own accounts ask in both systems; whom else they may name, the API does not tell. */
export function asksForThemselves(viewer: Viewer, source: Source): boolean {
  return viewer.accounts[source]?.role === "user";
}

async function handsToCreate(asker: Asker, source: Source): Promise<TicketHands> {
  const open = await ticketHands(asker, source);
  const reason = whyReadOnly(asker.viewer, source);
  if (reason !== null) throw new Forbidden(reason);
  return open;
}

const callOf = ({ signal }: Asker) => ({ priority: "person" as const, signal });
