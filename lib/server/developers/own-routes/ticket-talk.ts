import "server-only";
import { z } from "zod";
import { SendFilesQuery, SendFilesResult, TicketFileQuery } from "@/lib/contracts/ticket-files";
import { LogWork } from "@/lib/contracts/ticket-work";
import { TicketDetailResult } from "@/lib/contracts/tickets";
import type { OwnRoute } from "./own-route";

const TICKET = { ref: "The ticket: kace:ticket:4211, sysaid:record:815" };

const FILE = { ...TICKET, id: "The file, as an entry of the conversation names it" };

/** Time and files on a ticket. */
export const TICKET_TALK_ROUTES: readonly OwnRoute[] = [
  {
    id: "tickets.logWork",
    group: "Tickets",
    title: "Write your own time on a ticket into its system",
    method: "POST",
    path: "/api/tickets/{ref}/work",
    right: "everyone",
    values: TICKET,
    body: LogWork,
    answer: TicketDetailResult,
  },
  {
    id: "tickets.removeWork",
    group: "Tickets",
    title: "Take a work entry of a ticket back",
    method: "DELETE",
    path: "/api/tickets/{ref}/work/{entryId}",
    right: "everyone",
    values: { ...TICKET, entryId: "The entry of the conversation, such as work-7" },
    body: z.strictObject({}),
    answer: TicketDetailResult,
  },
  {
    id: "tickets.sendFiles",
    group: "Tickets",
    title:
      "Send files to a ticket; the body is their head as JSON (names, sizes, a comment) and then their bytes",
    method: "POST",
    path: "/api/tickets/{ref}/files",
    right: "everyone",
    values: TICKET,
    query: SendFilesQuery,
    answer: SendFilesResult,
  },
  {
    id: "tickets.file",
    group: "Tickets",
    title: "Download a file of a ticket",
    method: "GET",
    path: "/api/tickets/{ref}/files/{id}",
    right: "everyone",
    values: FILE,
    query: TicketFileQuery,
    answer: "file",
  },
  {
    id: "tickets.removeFile",
    group: "Tickets",
    title: "Delete a file of a SysAid record",
    method: "DELETE",
    path: "/api/tickets/{ref}/files/{id}",
    right: "everyone",
    values: FILE,
    body: z.strictObject({}),
    answer: TicketDetailResult,
  },
];
