import { generateKaceLibrary } from "../../fleet/kace-library";
import type { Company, KacePattern, KaceTicket } from "../../fleet/model";
import { createTable, type Table } from "../table";
import type { TicketHistory } from "../ticket-history";
import { createAttachments, type Attachments } from "./attachments";
import { createManagedInstalls, type ManagedInstalls } from "./managed-installs";
import { createNotifications, type Notifications } from "./notifications";
import { createScriptRuns, type ScriptRun } from "./script-runs";
import { createScripts, type ScriptRow } from "./scripts";

/** What an organisation has beside its records: templates, files of tickets, notices, scripts, installs. */
export interface Workbench {
  patterns: Table<KacePattern>;
  attachments: Attachments;
  notifications: Notifications;
  scripts: Table<ScriptRow>;
  runs: Table<ScriptRun>;
  managedInstalls: ManagedInstalls;
}

export function createWorkbench(
  company: Company,
  tickets: readonly KaceTicket[],
  history: TicketHistory,
): Workbench {
  const library = generateKaceLibrary(company);
  return {
    patterns: createTable(library.patterns),
    attachments: createAttachments(history.lastChangeOfCompany),
    notifications: createNotifications(tickets),
    scripts: createScripts(library.scripts),
    runs: createScriptRuns(),
    managedInstalls: createManagedInstalls(library.managedInstalls),
  };
}
