"use client";

import { useQuery } from "@tanstack/react-query";
import { ticketKeys, type Search } from "../keys";
import { fetchTicketRows } from "./requests";

/** A list of tickets that somebody came from, and where in it they were. */
export interface Origin {
  /** The list's request: filters, text and sort. */
  search: Search;
  /** The place of the ticket in it, or -1. */
  index: number;
}

/** A ticket beside another one in a list. */
export interface Neighbour {
  ref: string;
  index: number;
}

export interface Neighbours {
  previous: Neighbour | null;
  next: Neighbour | null;
}

const NONE: Neighbours = { previous: null, next: null };
/** Lists move while somebody reads; a ticket is looked for this far around the place where it stood. */
const AROUND_ROWS = 25;

/** The tickets before and after `ref` in the list that its reader came from, as that list is now. */
export function useNeighbours(ref: string, origin: Origin | null): Neighbours {
  const index = origin?.index ?? -1;
  const offset = Math.max(0, index - AROUND_ROWS);
  const search = origin?.search ?? {};
  const around = useQuery({
    queryKey: [...ticketKeys.list(search), "around", offset],
    queryFn: ({ signal }) =>
      fetchTicketRows(search, { offset, limit: 2 * AROUND_ROWS + 1, signal }),
    enabled: origin !== null,
  });
  return around.data === undefined ? NONE : neighboursIn(around.data.rows, { offset, ref, index });
}

/**
 * The neighbours of a ticket among the rows of a list from `offset` on. One that has left the list, because it was
 * closed say, has those that closed up around its former place.
 */
export function neighboursIn(
  rows: readonly { ref: string }[],
  { offset, ref, index }: { offset: number; ref: string; index: number },
): Neighbours {
  const at = rows.findIndex((row) => row.ref === ref);
  if (at < 0 && index < 0) return NONE;
  const neighbour = (place: number): Neighbour | null => {
    const row = rows[place];
    return row === undefined ? null : { ref: row.ref, index: offset + place };
  };
  const former = index - offset;
  return at < 0
    ? { previous: neighbour(former - 1), next: neighbour(former) }
    : { previous: neighbour(at - 1), next: neighbour(at + 1) };
}
