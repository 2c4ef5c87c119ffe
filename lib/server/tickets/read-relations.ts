import "server-only";
import type { TicketRelationsResult, TicketSystemLink } from "@/lib/contracts/ticket-acts";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { SourceSignInNeeded } from "@/lib/server/failures";
import type { BriefRow } from "@/lib/server/store/read/ticket-context";
import { readBriefs } from "@/lib/server/store/read/ticket-briefs";
import { seesTicket } from "@/lib/server/store/read/ticket-sight";
import type { RecordLink } from "@/lib/server/upstream/ticket-desk";
import { ticketAt } from "./own-address";

type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;

/**
 * What a ticket's own system says that it hangs together with: links by name, and tickets of the same system. Read as
 * the viewer; of tickets that they may not see nothing is told but that there is one. Throws {@link absenceOf} and what
 * the source throws.
 */
export async function readTicketRelations(
  { runtime, viewer, signal }: Asker,
  refText: string | undefined,
): Promise<TicketRelationsResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  if (!(await seesTicket(db, visibility, ref))) {
    throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  }
  const { source } = splitRef(ref);
  if (!viewer.accounts[source]) throw new SourceSignInNeeded(source);
  const hands = await actorFor(runtime, viewer, source);
  const told = await hands.tickets?.links(ref, { priority: "person", signal });
  if (!told) return { links: [], untold: null };
  const { authUrl } = runtime.settings;
  const ends = told.links.map((link) =>
    link.relation === "link" ? ticketAt(authUrl, link.address) : link.ref,
  );
  const refs = ends.filter((end) => end !== null);
  const briefs = await readBriefs(db, visibility, refs);
  return {
    links: told.links.map((link, at) => toLink(link, ends[at] ?? null, briefs)),
    untold: told.untold,
  };
}

function toLink(
  link: RecordLink,
  end: Ref | null,
  briefs: ReadonlyMap<Ref, BriefRow>,
): TicketSystemLink {
  const ticket = end === null ? undefined : briefs.get(end);
  if (link.relation !== "link") {
    const shown = ticket ? ({ kind: "ticket", ticket } as const) : ({ kind: "hidden" } as const);
    return { relation: link.relation, name: null, end: shown, address: null };
  }
  const { name, address } = link;
  const common = { relation: "link", name, address } as const;
  if (ticket) return { ...common, end: { kind: "ticket", ticket } };
  if (end !== null) return { ...common, end: { kind: "hidden" } };
  return { ...common, end: { kind: isWeb(address) ? "page" : "text", address } };
}

/** What somebody kept as a link may be anything; only a web address becomes one here. */
function isWeb(address: string): boolean {
  return URL.canParse(address) && ["http:", "https:"].includes(new URL(address).protocol);
}
