import "server-only";
import type { LinkWriteState } from "@/lib/contracts/ticket-context-fields";
import type { Ref } from "@/lib/domain/ref";
import type { Ticket } from "@/lib/domain/ticket";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { toProblem } from "@/lib/server/api/problem";
import type { Actor } from "@/lib/server/api/route";
import { audited, outcomeOf } from "@/lib/server/audit";
import { actorFor } from "@/lib/server/auth/vault";
import { Conflict, SourceSignInNeeded } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import { isSourceFault } from "@/lib/server/source-fault";
import {
  claimLinkWrite,
  settleLinkWrite,
  type TicketPair,
} from "@/lib/server/store/ticket-links-repo";
import {
  UpstreamAuthError,
  UpstreamError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import type { UpstreamActor } from "@/lib/server/upstream/port";
import { addressOf } from "./own-address";
import { readLive } from "./read-ticket";

type End = Pick<Ticket, "ref" | "source" | "number">;
/** The ticket that is written to, and the one that it is told of. */
interface Side {
  here: End;
  there: End;
}
interface Result {
  state: LinkWriteState;
  words: string | null;
}

/** A person waits; a browser that goes away must not cut off a write that is on its way. */
const CALL = { priority: "person" } as const;

/**
 * Writes a link into one of its two systems, unless that is done or being done, and keeps what came of it. A writing
 * of which nobody knows whether it arrived is looked for before it is sent again. Failures of the source are results.
 */
export async function writeLinkSide(actor: Actor, pair: TicketPair, side: Side): Promise<void> {
  const { db } = actor.runtime.store;
  const { source, ref } = side.here;
  const claim = await claimLinkWrite(db, pair, source, new Date().toISOString());
  if (claim === "taken") return;
  const result = await tryWriting(actor, side, claim === "unclear");
  await settleLinkWrite(db, pair, source, { ...result, at: new Date().toISOString() });
  if (result.state === "done") await readAgain(actor, ref);
}

async function tryWriting(actor: Actor, side: Side, isUnclear: boolean): Promise<Result> {
  const { source, ref } = side.here;
  const { label } = SOURCE_LABELS[source];
  try {
    const hands = await actorFor(actor.runtime, actor.viewer, source);
    if (isUnclear && (await stands(hands, ref, firstLine(side.there)))) {
      return { state: "done", words: "It had arrived the first time." };
    }
    return { state: "done", words: await leaveWord(actor, hands, side) };
  } catch (error) {
    if (error instanceof SourceSignInNeeded || error instanceof UpstreamAuthError) {
      return { state: "signIn", words: `You are not signed in to ${label}.` };
    }
    if (error instanceof Conflict) return { state: "signIn", words: error.message };
    if (!isOfSource(error)) throw error;
    const state = outcomeOf(error);
    if (state === "unknown") {
      const words = `${label} gave no clear answer, so it may have arrived. Trying again looks for it first.`;
      return { state, words };
    }
    const words = toProblem(error, actor.requestId, Date.now()).title;
    return { state: state === "refused" ? "refused" : "failed", words };
  }
}

function isOfSource(error: unknown): boolean {
  return (
    error instanceof UpstreamError ||
    error instanceof UpstreamShapeError ||
    error instanceof UpstreamRefusal
  );
}

/**
 * A link where the system's tickets keep such, else an internal comment; also where the link is refused, since the
 * colleague over there needs the word more than its form. Returns what is worth knowing of how it was written.
 */
async function leaveWord(
  actor: Actor,
  hands: UpstreamActor,
  { here, there }: Side,
): Promise<string | null> {
  const { label } = SOURCE_LABELS[there.source];
  const address = addressOf(actor.runtime.settings.authUrl, there.ref);
  const line = { source: here.source, target: here.ref };
  const detail = { other: there.ref };
  let refused: string | null = null;
  if (hands.addLink && address !== null) {
    const link = { name: `${label} ${there.number}`, address };
    const add = hands.addLink;
    try {
      await audited(actor, { operation: "tickets.addLink", ...line, detail }, () =>
        add(here.ref, link, CALL),
      );
      return null;
    } catch (error) {
      if (outcomeOf(error) !== "refused") throw error;
      refused = toProblem(error, actor.requestId, Date.now()).title;
    }
  }
  const text = [firstLine(there), address, `Linked in Sightline by ${actor.viewer.name}.`];
  await audited(
    actor,
    { operation: "tickets.comment", ...line, detail: { ...detail, internal: true } },
    () =>
      hands.comment(
        here.ref,
        { text: text.filter((part) => part !== null).join("\n"), internal: true },
        CALL,
      ),
  );
  return refused === null ? null : `As a note, because of the link: ${refused}`;
}

const firstLine = ({ source, number }: End) =>
  `Same matter as ${SOURCE_LABELS[source].label} ${number}.`;

/** Whether a ticket's conversation holds this line, as the viewer's own session shows it now. */
async function stands(hands: UpstreamActor, ref: Ref, line: string): Promise<boolean> {
  const found = await hands.readTicket(ref, CALL);
  return found?.events.some(({ body }) => body.includes(line)) ?? false;
}

/** It is written; that it cannot be read again yet is no fault of the writing. */
async function readAgain(actor: Actor, ref: Ref): Promise<void> {
  try {
    await readLive({ ...actor, signal: new AbortController().signal }, ref);
  } catch (error) {
    if (!isSourceFault(error)) throw error;
    const { requestId } = actor;
    log.warn({ requestId, reason: error.name }, "a linked ticket was not read again");
  }
}
