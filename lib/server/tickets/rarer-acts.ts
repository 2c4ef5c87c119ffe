import "server-only";
import type { TicketWrite } from "@/lib/contracts/tickets";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { STATE_AFTER, type TicketApproval } from "@/lib/domain/ticket-approval";
import { visibilityOf } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { toProblem } from "@/lib/server/api/problem";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { BadRequest, Conflict } from "@/lib/server/failures";
import { isSourceFault } from "@/lib/server/source-fault";
import * as store from "@/lib/server/store/read/tickets";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { UpstreamActor } from "@/lib/server/upstream/port";
import type { TicketDesk } from "@/lib/server/upstream/ticket-desk";
import { findDecided } from "./find-decided";
import { addressOf } from "./own-address";
import { sendSurely } from "./send-surely";

const RARER_ACTS = [
  "decide",
  "clone",
  "delete",
  "switchPattern",
  "addLink",
  "linkTicket",
  "removeLink",
  "message",
] as const;
/** The acts that a source's desk for tickets carries out. */
export type RarerWrite = Extract<TicketWrite, { act: (typeof RARER_ACTS)[number] }>;

export function isRarer(write: TicketWrite): write is RarerWrite {
  return RARER_ACTS.some((act) => act === write.act);
}

interface Work {
  actor: Actor;
  hands: UpstreamActor;
  desk: TicketDesk;
  ticket: store.StoredTicket;
}

/** A browser that goes away must not cut off a write that is on its way. */
const CALL = { priority: "person" } as const;

/** What of a write is known before anything is sent: which approval is meant, and which ticket. */
export type SettledRarer =
  | { write: Exclude<RarerWrite, { act: "decide" | "linkTicket" }> }
  | { write: Extract<RarerWrite, { act: "decide" }>; item: TicketApproval }
  | { write: Extract<RarerWrite, { act: "linkTicket" }>; name: string; address: string };

/**
 * Finds what a rarer act is about, before the audit begins and anything is sent.
 * @throws BadRequest, Forbidden, Conflict, absenceOf, and of reading what the source throws
 */
export async function settleRarer(
  actor: Actor,
  hands: UpstreamActor,
  ticket: store.StoredTicket,
  write: RarerWrite,
): Promise<SettledRarer> {
  switch (write.act) {
    case "decide":
      return { write, item: await findDecided(actor, hands, ticket, write) };
    case "linkTicket":
      return { write, ...(await findOther(actor, ticket, write.other)) };
    case "message":
      requireOwn(ticket, [...write.to, ...write.cc]);
      return { write };
    case "clone":
    case "delete":
    case "switchPattern":
    case "addLink":
    case "removeLink":
      return { write };
  }
}

/** Carries a rarer act out, once, and says which ticket to show then. Throws what the source said. */
export async function sendRarer(
  actor: Actor,
  hands: UpstreamActor,
  ticket: store.StoredTicket,
  settled: SettledRarer,
): Promise<Ref> {
  const desk = hands.tickets;
  if (!desk) throw cannot(ticket);
  const work = { actor, hands, desk, ticket };
  const { ref } = ticket;
  if ("item" in settled) await decide(work, settled);
  else if ("address" in settled) await addLink(work, settled);
  else {
    const { write } = settled;
    switch (write.act) {
      case "clone":
        if (!desk.clone) throw cannot(ticket);
        return desk.clone(ref, CALL);
      case "delete":
        await surely(
          work,
          () => desk.remove(ref, CALL),
          async () => (await hands.readTicket(ref, CALL)) === null,
        );
        break;
      case "switchPattern":
        if (!desk.switchPattern) throw cannot(ticket);
        await desk.switchPattern(ref, write.patternId, CALL);
        break;
      case "addLink":
        await addLink(work, write);
        break;
      case "removeLink":
        await removeLink(work, write.name);
        break;
      case "message": {
        if (!desk.message) throw cannot(ticket);
        const from = actor.viewer.accounts[ticket.source]?.ref ?? null;
        await desk.message(ref, { ...write, from }, CALL);
      }
    }
  }
  return ref;
}

/** Does something of which a lost answer leaves nothing open when a look shows that it was done. */
async function surely(
  { ticket }: Pick<Work, "ticket">,
  send: () => Promise<void>,
  isDone: () => Promise<boolean>,
): Promise<void> {
  const look = () =>
    isDone().catch((fault: unknown) => {
      if (isSourceFault(fault)) return null;
      throw fault;
    });
  await sendSurely(ticket.source, { send, look });
}

async function decide(
  work: Work,
  { item, write }: Extract<SettledRarer, { item: TicketApproval }>,
): Promise<void> {
  const { hands, desk, ticket, actor } = work;
  const { decision, note } = write;
  const { ref } = ticket;
  await surely(
    work,
    () => desk.decide(ref, { id: item.id, decision, note: desk.keepsNotes ? note : null }, CALL),
    async () => {
      const now = await desk.approvals(ref, CALL);
      return (
        now?.some(({ id, state }) => id === item.id && state === STATE_AFTER[decision]) === true
      );
    },
  );
  if (note === null || desk.keepsNotes) return;
  try {
    await hands.comment(ref, { text: note, internal: true }, CALL);
  } catch (error) {
    if (!isSourceFault(error)) throw error;
    const { title } = toProblem(error, actor.requestId, Date.now());
    throw new Conflict(`It is decided, but your reason was not kept. ${title}`);
  }
}

/** Another ticket of the same source as a link: its number as the name, and where it stands here. */
async function findOther(
  { runtime, viewer }: Actor,
  ticket: store.StoredTicket,
  otherRef: Ref,
): Promise<{ name: string; address: string }> {
  const { source, entity } = splitRef(otherRef);
  if (source !== ticket.source || (entity !== "record" && entity !== "ticket")) {
    throw new BadRequest({ other: "must be a ticket of the same system" });
  }
  if (otherRef === ticket.ref) throw new BadRequest({ other: "must be another ticket" });
  const other = await store.readTicket(runtime.store.db, visibilityOf(viewer), otherRef);
  if (!other) throw absenceOf(runtime, viewer, { ref: otherRef, what: "ticket" });
  const address = addressOf(runtime.settings.authUrl, otherRef);
  if (address === null) {
    throw new Conflict("This server does not know its own address, so that it cannot link to it.");
  }
  return { name: `${SOURCE_LABELS[source].label} ${other.number}`, address };
}

async function addLink(
  work: Work,
  { name, address }: { name: string; address: string },
): Promise<void> {
  const { hands, ticket } = work;
  const add = hands.addLink;
  if (!add) throw cannot(ticket);
  // It looks for the address first, so that a link is never there twice.
  await surely(
    work,
    () => add(ticket.ref, { name, address }, CALL),
    () => holdsLink(hands, ticket.ref, (link) => link.address === address),
  );
}

async function removeLink(work: Work, name: string): Promise<void> {
  const { hands, desk, ticket } = work;
  const remove = desk.removeLink;
  if (!remove) throw cannot(ticket);
  await surely(
    work,
    () => remove(ticket.ref, name, CALL),
    async () => !(await holdsLink(hands, ticket.ref, (link) => link.name === name)),
  );
}

async function holdsLink(
  { tickets }: UpstreamActor,
  ref: Ref,
  isIt: (link: { name: string; address: string }) => boolean,
): Promise<boolean> {
  const found = await tickets?.links(ref, CALL);
  return found?.links.some((link) => link.relation === "link" && isIt(link)) === true;
}

function requireOwn({ source }: store.StoredTicket, refs: readonly Ref[]): void {
  const isOwn = (ref: Ref) => {
    const parts = splitRef(ref);
    return parts.source === source && (parts.entity === "user" || parts.entity === "group");
  };
  if (refs.every(isOwn)) return;
  const { label } = SOURCE_LABELS[source];
  throw new BadRequest({ to: `must be people and groups of ${label}` });
}

function cannot({ source }: store.StoredTicket): UpstreamRefusal {
  return new UpstreamRefusal(source, `${SOURCE_LABELS[source].label}’s API cannot do this.`);
}

/** What the audit keeps of a rarer act: ids and lengths, never what was typed. */
export function detailOfRarer(write: RarerWrite): Record<string, unknown> {
  switch (write.act) {
    case "decide": {
      const { decision, approvalId, note } = write;
      return { decision, approvalId, characters: note?.length ?? 0 };
    }
    case "clone":
    case "delete":
    case "addLink":
    case "removeLink":
      return {};
    case "switchPattern":
      return { patternId: write.patternId };
    case "linkTicket":
      return { other: write.other };
    case "message":
      return {
        method: write.method,
        to: write.to.length,
        cc: write.cc.length,
        characters: write.text.length,
      };
  }
}
