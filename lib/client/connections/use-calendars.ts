"use client";

import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { CalendarsResult, CalendarsWrite } from "@/lib/contracts/calendars";
import { apiGet, apiSend } from "../api";
import { calendarKeys, ticketKeys } from "../keys";

const PATH = "/api/tickets/calendars";
const EXPECTS = ["calendars", "queues", "updatedAt"] as const;

/** The business calendars, with the queues that may have one of their own. */
export function useCalendars(): UseQueryResult<CalendarsResult> {
  return useQuery({
    queryKey: calendarKeys.all,
    queryFn: ({ signal }) => apiGet<CalendarsResult>(PATH, [...EXPECTS], { signal }),
  });
}

/** Sets the calendars whole. Tickets count their time by them, so lists are read again. */
export function useSetCalendars() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (write: CalendarsWrite) =>
      apiSend<CalendarsResult>("PUT", PATH, write, [...EXPECTS]),
    onSuccess: (result) => {
      client.setQueryData(calendarKeys.all, result);
      void client.invalidateQueries({ queryKey: ticketKeys.all });
    },
    // Somebody else's change is the usual reason; what was typed here stays on the screen.
    onError: () => client.invalidateQueries({ queryKey: calendarKeys.all }),
  });
}
