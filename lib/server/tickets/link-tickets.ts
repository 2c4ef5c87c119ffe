import "server-only";
import type { SayTicketLink, TicketContextResult } from "@/lib/contracts/ticket-context";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { absenceOf } from "@/lib/server/auth/home";
import { BadRequest, Forbidden } from "@/lib/server/failures";
import { readTicket, type StoredTicket } from "@/lib/server/store/read/tickets";
import { pairOf, sayOfPair } from "@/lib/server/store/ticket-links-repo";
import { linkRefusal } from "./link-rights";
import { readTicketContext } from "./read-context";
import { writeLinkSide } from "./write-link-side";

/**
 * Says of two tickets that they are one matter, that they are not, or takes back what was said. A link is also written
 * to both systems through the viewer's own sessions, each side once: what a side came to is kept and answered, and is
 * no failure of this call. Saying `linked` again writes only the sides that are not done. What was written stays there
 * when the word is taken back. Throws {@link BadRequest}, {@link Forbidden} and {@link absenceOf}.
 */
export async function sayTicketLink(
  actor: Actor,
  refText: string | undefined,
  { other: otherText, say }: SayTicketLink,
): Promise<TicketContextResult> {
  const { runtime, viewer } = actor;
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const other = requireRef(otherText, ["ticket", "record"], "ticket");
  if (splitRef(ref).source === splitRef(other).source) {
    throw new BadRequest({ other: "must be a ticket of the other system" });
  }
  const [here, there] = await Promise.all([requireTicket(actor, ref), requireTicket(actor, other)]);
  const refusal = linkRefusal(viewer, [here, there]);
  if (refusal !== null) throw new Forbidden(refusal);
  const pair = pairOf(ref, other);
  await audited(
    actor,
    { operation: "tickets.link", source: here.source, target: ref, detail: { other, say } },
    () =>
      sayOfPair(runtime.store.db, pair, {
        verdict: say,
        by: viewer.name,
        at: new Date().toISOString(),
      }),
  );
  if (say === "linked") {
    await Promise.all([
      writeLinkSide(actor, pair, { here, there }),
      writeLinkSide(actor, pair, { here: there, there: here }),
    ]);
  }
  return readTicketContext(actor, ref);
}

async function requireTicket({ runtime, viewer }: Actor, ref: Ref): Promise<StoredTicket> {
  const ticket = await readTicket(runtime.store.db, visibilityOf(viewer), ref);
  if (!ticket) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  return ticket;
}
