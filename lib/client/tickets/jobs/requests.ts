import type { TicketJobRowFilter } from "@/lib/contracts/ticket-job-fields";
import { TICKET_JOB_ROWS_PAGE } from "@/lib/contracts/ticket-job-fields";
import type {
  ListTicketJobsResult,
  TicketJobActBody,
  TicketJobActResult,
  TicketJobResult,
  TicketWish,
} from "@/lib/contracts/ticket-jobs";
import { apiGet, apiSend } from "../../api";
import { toSearchString, type Search } from "../../keys";

const PATH = "/api/ticket-jobs";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

/** Which tickets are meant: these, or all that a question to the list finds. */
export type Among = { by: "refs"; refs: readonly string[] } | { by: "search"; search: Search };

/** A plain body: refs come from rows, and the server reads them as what they are. */
export interface AskedJob {
  id: string;
  wish: TicketWish;
  among: Among;
  confirmation: number;
}

/** The newest jobs. Throws ApiError, as all of these do. */
export function fetchTicketJobs(
  search: { open?: "1"; offset?: number; limit?: number },
  signal: AbortSignal,
): Promise<ListTicketJobsResult> {
  const path = `${PATH}${toSearchString(search)}`;
  return apiGet<ListTicketJobsResult>(path, ["rows", "total"], { signal });
}

/** A job with one page of its rows, counted from 0. */
export function fetchTicketJob(
  id: string,
  { filter, page }: { filter: TicketJobRowFilter | null; page: number },
  signal: AbortSignal,
): Promise<TicketJobResult> {
  const search = toSearchString({
    rows: filter ?? undefined,
    offset: page * TICKET_JOB_ROWS_PAGE,
    limit: TICKET_JOB_ROWS_PAGE,
  });
  return apiGet<TicketJobResult>(`${pathOf(id)}${search}`, ["job", "rows", "total"], { signal });
}

/** Has many tickets given one act. The same id twice starts one job. */
export function sendTicketJob(asked: AskedJob): Promise<TicketJobActResult> {
  return apiSend<TicketJobActResult>("POST", PATH, asked, ["job"]);
}

/** Stops a job, goes on with it, tries its failed tickets again, or takes it back. */
export function sendTicketJobAct(id: string, body: TicketJobActBody): Promise<TicketJobActResult> {
  return apiSend<TicketJobActResult>("POST", `${pathOf(id)}/acts`, body, ["job"]);
}
