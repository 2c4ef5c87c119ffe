"use client";

import { createContext, useContext, type ReactNode } from "react";
import type { ListTicketsResult, TicketDetail, TicketRow } from "@/lib/contracts/tickets";

type Calendars = ListTicketsResult["calendars"];
const NONE: Calendars = {};
const CalendarsOfList = createContext(NONE);

/** Tells the rows of a list by which calendars their time counts. */
export function CalendarsProvider({
  calendars = NONE,
  children,
}: {
  calendars: Calendars | undefined;
  children: ReactNode;
}) {
  return <CalendarsOfList value={calendars}>{children}</CalendarsOfList>;
}

/** The calendar by which a ticket's time counts, or `null` where every hour does. */
export function useHours(ticket: TicketRow | TicketDetail): TicketDetail["hours"] {
  const calendars = useContext(CalendarsOfList);
  if ("hours" in ticket) return ticket.hours;
  return ticket.calendar === null ? null : (calendars[ticket.calendar] ?? null);
}
