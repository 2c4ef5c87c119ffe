import type { PutTicketLook } from "@/lib/contracts/ticket-views";
import type { TicketLook } from "@/lib/contracts/tickets";
import { SOURCES, type Source } from "@/lib/domain/source";

type Until = PutTicketLook["until"];

/** Who goes on sooner only glanced: the list must have stood before them so long. */
export const GLANCE_MS = 5_000;

const perSource = (read: (source: Source) => string | null): Until => ({
  kace: read("kace"),
  sysaid: read("sysaid"),
});

/** Whether a list of what is new holds any. */
export function holdsNew(look: TicketLook): boolean {
  return SOURCES.some((source) => look.newest[source] !== null);
}

/** Where the marks move when its reader has seen a list: to its newest ticket of each source that has any. */
export function movesOf(look: TicketLook): Until {
  return perSource((source) => look.newest[source]);
}

/** Where the marks go back to when that is undone: only those that were moved. */
export function returnsOf(look: TicketLook): Until {
  return perSource((source) => (look.newest[source] === null ? null : look.since[source]));
}

/** Whether somebody who leaves a list for another has seen it. */
export function leavesAMark(look: TicketLook, shownMs: number): boolean {
  return holdsNew(look) && shownMs >= GLANCE_MS;
}
