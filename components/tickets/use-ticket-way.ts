"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { readListSearch } from "@/components/grid/url-state";
import { usePreferences } from "@/components/ui/preferences";
import type { Search } from "@/lib/client/keys";
import { placeOf, rememberPlace, wayBack } from "@/lib/client/list-places";
import { QUEUE_PATH, QUEUE_START, queueWith, ticketHref } from "@/lib/client/tickets/ticket-links";
import { inZone, underHeadings } from "@/lib/client/tickets/ticket-search";
import {
  useNeighbours,
  type Neighbour,
  type Neighbours,
} from "@/lib/client/tickets/use-neighbours";
import { useZone } from "@/lib/client/zone";
import { TICKET_FILTER_NAMES, TICKET_SORT_FIELDS } from "@/lib/contracts/ticket-fields";

/** Where one goes from a ticket's page. */
export interface TicketWay extends Neighbours {
  /** Whether its reader came from a list. */
  hasList: boolean;
  goTo: (neighbour: Neighbour | null) => void;
  back: () => void;
  /** Goes where its reader likes to be once a ticket is closed. */
  leaveClosed: () => void;
  /** Goes back to the list from a ticket that is no more. */
  leaveGone: () => void;
}

/** The ways from a ticket's page: back to the list, and along it. */
export function useTicketWay(ref: string): TicketWay {
  const router = useRouter();
  const { afterClose } = usePreferences();
  // Its neighbours are asked for in a browser alone, which knows its zone.
  const zone = useZone("UTC");
  // As it was left: what is remembered from now on is where this page goes.
  const [place] = useState(() => placeOf(QUEUE_PATH));
  const neighbours = useNeighbours(
    ref,
    place === null ? null : { search: inZone(toQuestion(place.search), zone), index: place.index },
  );
  const back = () =>
    router.push(placeOf(QUEUE_PATH) === null ? queueWith(ref) : wayBack(QUEUE_PATH));
  const goTo = (neighbour: Neighbour | null) => {
    if (neighbour === null || place === null) return;
    const search = new URLSearchParams(place.search);
    search.set("open", neighbour.ref);
    rememberPlace(QUEUE_PATH, { search: search.toString(), index: neighbour.index });
    router.push(ticketHref(neighbour.ref));
  };
  const leaveClosed = () => {
    // After the last one there is nothing but the list.
    if (afterClose === "list") back();
    else if (afterClose === "next" && neighbours.next === null) back();
    else if (afterClose === "next") goTo(neighbours.next);
  };
  const leaveGone = () =>
    router.push(placeOf(QUEUE_PATH) === null ? QUEUE_START : wayBack(QUEUE_PATH));
  return { ...neighbours, hasList: place !== null, goTo, back, leaveClosed, leaveGone };
}

/** What the list's request asks, of what its address spells. */
function toQuestion(search: string): Search {
  const { group, folded, ...told } = Object.fromEntries(new URLSearchParams(search));
  const question = readListSearch(told, {
    facets: TICKET_FILTER_NAMES,
    sortFields: TICKET_SORT_FIELDS,
  });
  return underHeadings(question, { group, folded });
}
