import "server-only";
import type { TicketContext, TicketLink } from "@/lib/contracts/ticket-context";
import { LINK_WRITE_STATES } from "@/lib/contracts/ticket-context-fields";
import { SOURCES } from "@/lib/domain/source";
import { compareTickets, LIKENESS_MIN } from "@/lib/domain/ticket-likeness";
import type { Viewer } from "@/lib/domain/viewer";
import type { Db } from "@/lib/server/store/db";
import type { TicketAnchor } from "@/lib/server/store/read/ticket-context";
import {
  readTicketLinks,
  readTwinCandidates,
  type OtherTicket,
} from "@/lib/server/store/read/ticket-twins";
import { WRITING_LASTS_SECONDS, type TicketLinkRow } from "@/lib/server/store/ticket-links-repo";
import { linkRefusal } from "./link-rights";

const TWINS_SHOWN = 5;

/** What was said of a ticket and others, and the tickets of the other system that may be the same matter, likeliest first. */
export async function composeLinks(
  db: Db,
  viewer: Viewer,
  anchor: TicketAnchor,
): Promise<Pick<TicketContext, "links" | "twins">> {
  const [links, candidates] = await Promise.all([
    readTicketLinks(db, anchor),
    anchor.removedAt === null ? readTwinCandidates(db, anchor) : [],
  ]);
  const side = { ...anchor, personId: anchor.requesterPersonId };
  const twins = candidates
    .map((other) => ({
      other,
      likeness: compareTickets(side, { ...other, personId: other.requesterPersonId }),
    }))
    .filter(({ likeness }) => likeness.score >= LIKENESS_MIN)
    .sort((a, b) => b.likeness.score - a.likeness.score || (a.other.ref < b.other.ref ? -1 : 1))
    .slice(0, TWINS_SHOWN);
  return {
    links: links.flatMap(({ link, other }) =>
      toLink(link, other, linkRefusal(viewer, [anchor, other])),
    ),
    twins: twins.map(({ other, likeness }) => ({
      ticket: toBrief(other),
      ...likeness,
      refusal: linkRefusal(viewer, [anchor, other]),
    })),
  };
}

function toLink(link: TicketLinkRow, other: OtherTicket, refusal: string | null): TicketLink[] {
  if (link.verdict === "undone") return [];
  // What a system said of a write is for those who may write there.
  const written = refusal === null && link.verdict === "linked" ? toWritten(link.written) : [];
  const { verdict, saidBy, saidAt } = link;
  return [{ ticket: toBrief(other), verdict, saidBy, saidAt, written, refusal }];
}

function toWritten(written: TicketLinkRow["written"]): TicketLink["written"] {
  return SOURCES.map((source) => {
    const kept = written[source];
    // A side that nobody has begun is one that failed to begin: the server ended in between.
    const state = LINK_WRITE_STATES.find((one) => one === kept) ?? "failed";
    if (state === "writing" && hasLapsed(written[`${source}At`])) {
      return { source, state: "unknown", words: "The server ended while it was being written." };
    }
    return { source, state, words: written[`${source}Words`] ?? null };
  });
}

function hasLapsed(beganAt: string | undefined): boolean {
  return !(Date.now() - Date.parse(beganAt ?? "") < WRITING_LASTS_SECONDS * 1000);
}

function toBrief({
  requesterPersonId: _person,
  deviceId: _device,
  assigneeRef: _assignee,
  ...brief
}: OtherTicket): TicketLink["ticket"] {
  return brief;
}
