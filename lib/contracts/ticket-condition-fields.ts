// Which columns of the list of tickets conditions can ask; free of zod, which must not reach the browser.

import type { ConditionColumn } from "@/lib/domain/conditions";
import { SOURCES } from "@/lib/domain/source";
import { PRIORITY_LEVELS, STATUS_KINDS, TICKET_KINDS } from "@/lib/domain/ticket";
import { TICKET_FLAGS, type TicketFlag } from "./ticket-fields";

/** The ready-made questions that a condition can ask: all but what is new, which is a list of its own with its own mark. */
export const CONDITION_FLAGS: readonly TicketFlag[] = TICKET_FLAGS.filter(
  (flag) => flag !== "newSince",
);

const told = { isOptional: false } as const;
const optional = { isOptional: true } as const;

export const TICKET_CONDITION_COLUMNS = [
  { id: "title", type: "text", ...told },
  { id: "number", type: "text", ...told },
  { id: "status", type: "choice", ...told, values: STATUS_KINDS },
  { id: "statusLabel", type: "text", ...told },
  { id: "priority", type: "choice", ...optional, values: PRIORITY_LEVELS.map(String) },
  { id: "priorityLabel", type: "text", ...optional },
  { id: "queue", type: "ref", ...optional },
  { id: "category", type: "text", ...optional },
  { id: "assignee", type: "ref", ...optional },
  { id: "requester", type: "ref", ...optional },
  { id: "device", type: "ref", ...optional },
  { id: "ci", type: "ref", ...optional },
  { id: "source", type: "choice", ...told, values: SOURCES },
  { id: "kind", type: "choice", ...told, values: TICKET_KINDS },
  { id: "created", type: "moment", ...told },
  { id: "updated", type: "moment", ...told },
  { id: "due", type: "moment", ...optional },
  { id: "closed", type: "moment", ...optional },
  { id: "age", type: "days", ...told },
  { id: "flag", type: "flag", ...told, values: CONDITION_FLAGS },
] as const satisfies readonly ConditionColumn[];
export type TicketConditionColumn = (typeof TICKET_CONDITION_COLUMNS)[number]["id"];
