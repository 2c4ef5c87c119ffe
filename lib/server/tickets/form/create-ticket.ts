import "server-only";
import type { CreateTicket, CreateTicketResult } from "@/lib/contracts/ticket-form";
import { findFormFaults, type FormValue } from "@/lib/domain/record-form";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { findAllowed } from "@/lib/server/forms/allowed-values";
import { fateOf, wordsOf } from "@/lib/server/forms/fate";
import {
  countFaults,
  prepareOrFault,
  readFormValues,
  toSent,
  type Values,
} from "@/lib/server/forms/form-values";
import { placeRefusal } from "@/lib/server/forms/refusal-places";
import { log } from "@/lib/server/log";
import { isSourceFault } from "@/lib/server/source-fault";
import type { FormRequest } from "@/lib/server/upstream/form-desk";
import { differing } from "@/lib/server/upstream/ticket-form-desk";
import { openBlank, type OpenBlank } from "./new-ticket";
import { readTicketAgain } from "./open-ticket-form";

/**
 * Makes a new ticket as the viewer, in one request that is never repeated, and reads it into the index, so that every open
 * list gets it. An answer that was lost is told as such, with the tickets of the same title that were made since: whether
 * one of them is it, its author decides. The outcomes are {@link CreateTicketResult}'s; a failure that left everything as it
 * was throws. Throws Forbidden, BadRequest for fields that the form does not have, and what the source says.
 */
export async function createTicket(
  actor: Actor,
  { values, preview, sentBefore, ...start }: CreateTicket,
): Promise<CreateTicketResult> {
  const open = await openBlank(actor, start);
  const { blank } = open;
  const wanted = readFormValues(blank, values);
  const faults = findFormFaults(blank.fields, wanted, { isNew: true });
  if (Object.keys(faults).length > 0) return refusedHere(actor, open, faults);
  const all: Values = new Map(
    blank.fields.map(({ key, value }) => [key, wanted.get(key) ?? value] as const),
  );
  const keys = [...differing(blank, all).keys()];
  const request = prepareOrFault(blank, keys, () => open.desk.prepareNew(blank, all));
  if ("faults" in request) return refusedHere(actor, open, request.faults);
  if (preview === true) return { outcome: "preview", request: toSent(request) };
  const title = titleIn(open, all);
  if (sentBefore !== undefined) {
    const found = await lookFor(actor, open, { title, since: sentBefore });
    if (found === null || found.length > 0) return heldBack(open, { found, sentAt: sentBefore });
  }
  return send(actor, open, { request, keys, title });
}

async function send(
  actor: Actor,
  open: OpenBlank,
  { request, keys, title }: { request: FormRequest; keys: string[]; title: string },
): Promise<CreateTicketResult> {
  const { desk, source, blank, hands } = open;
  const { kindId, templateId } = blank.start;
  const sentAt = new Date().toISOString();
  try {
    const ref = await audited(
      actor,
      {
        operation: "tickets.create",
        source,
        target: null,
        detail: { kind: kindId, template: templateId, fields: keys },
      },
      // A browser that goes away must not cut off a write that is on its way.
      () => desk.create(blank, request, { priority: "person" }),
    );
    await readTicketAgain(actor, hands, ref);
    return { outcome: "created", ref };
  } catch (error) {
    const fate = fateOf(error);
    if (fate === "nothing_sent") throw error;
    if (fate === "refused") return refusedThere(actor, open, { keys, words: wordsOf(error) });
    return lostAnswer(open, {
      found: await lookFor(actor, open, { title, since: sentAt }),
      sentAt,
    });
  }
}

/** Tickets of this title that were made since, now in the index too; `null` where the source does not tell. */
async function lookFor(
  actor: Actor,
  { desk, hands, source }: OpenBlank,
  wanted: { title: string; since: string },
) {
  try {
    const found = await desk.findRecent(wanted, { priority: "person" });
    for (const { ref } of found) await readTicketAgain(actor, hands, ref);
    return found;
  } catch (error) {
    if (!isSourceFault(error)) throw error;
    log.warn(
      { source, reason: error.name },
      "a new ticket whose answer was lost was not looked for",
    );
    return null;
  }
}

type Found = Awaited<ReturnType<typeof lookFor>>;

function lostAnswer(
  { source }: OpenBlank,
  { found, sentAt }: { found: Found; sentAt: string },
): CreateTicketResult {
  const { label } = SOURCE_LABELS[source];
  const told =
    found === null
      ? "Looking for it failed too. What you wrote is kept."
      : found.length === 0
        ? "None of its title is there so far. What you wrote is kept; look again before you send it again."
        : "This is what was made of its title just now. What you wrote is kept.";
  const message = `${label} gave no clear answer, so it is unknown whether the ticket was made. ${told}`;
  return { outcome: "unknown", message, sentAt, found };
}

function heldBack(
  { source }: OpenBlank,
  { found, sentAt }: { found: Found; sentAt: string },
): CreateTicketResult {
  const { label } = SOURCE_LABELS[source];
  const message =
    found === null
      ? `Nothing was sent: ${label} does not tell whether the ticket that you sent before was made.`
      : "Nothing was sent: a ticket of this title was made since you first sent it.";
  return { outcome: "unknown", message, sentAt, found };
}

async function refusedHere(
  actor: Actor,
  { blank, desk }: OpenBlank,
  faults: Record<string, string>,
): Promise<CreateTicketResult> {
  return {
    outcome: "refused",
    sent: false,
    message: countFaults(faults),
    fields: faults,
    allowed: await findAllowed(actor, { form: blank, desk }, Object.keys(faults)),
  };
}

async function refusedThere(
  actor: Actor,
  open: OpenBlank,
  { keys, words }: { keys: string[]; words: string | null },
): Promise<CreateTicketResult> {
  const { label } = SOURCE_LABELS[open.source];
  const said = words ?? "no reason given";
  // What a source misses may be a field that nobody filled in.
  const fields = placeRefusal(open.blank, keys, said);
  const missed = placeRefusal(open.blank, emptyKeys(open, keys), said, { onlyNamed: true });
  const places = { ...missed, ...fields };
  return {
    outcome: "refused",
    sent: true,
    message: `${label} refused the ticket: ${said}`,
    fields: places,
    allowed: await findAllowed(actor, { form: open.blank, desk: open.desk }, Object.keys(places)),
  };
}

function emptyKeys({ blank }: OpenBlank, sent: readonly string[]): string[] {
  return blank.fields
    .filter(({ key, readOnly }) => readOnly === null && !sent.includes(key))
    .map(({ key }) => key);
}

function titleIn({ desk }: OpenBlank, values: Values): string {
  const title: FormValue = values.get(desk.roles.title) ?? "";
  return typeof title === "string" ? title : "";
}
