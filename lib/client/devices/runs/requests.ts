import type {
  ListRunsResult,
  RunActBody,
  RunPlanBody,
  RunPlanResult,
  RunResult,
  RunSubjectsResult,
  StartRunBody,
} from "@/lib/contracts/runs";
import type { LogWork } from "@/lib/contracts/ticket-work";
import { apiGet, apiSend } from "../../api";
import { toSearchString } from "../../keys";

const PATH = "/api/device-runs";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

/** A plain body: refs come from rows and addresses, and the server reads them as what they are. */
export type Asked<Body extends { refs: unknown }> = Omit<
  Body,
  "refs" | "subjectRef" | "ticketRef"
> & {
  refs: readonly string[];
  subjectRef?: string;
  ticketRef?: string;
};

/** The newest runs. Throws ApiError, as all of these do. */
export function fetchRuns(
  search: { open?: "1"; ticket?: string; offset?: number; limit?: number },
  signal: AbortSignal,
): Promise<ListRunsResult> {
  const path = `${PATH}${toSearchString(search)}`;
  return apiGet<ListRunsResult>(path, ["rows", "total"], { signal });
}

/** A run with how far it is on each device. */
export function fetchRun(id: string, signal: AbortSignal): Promise<RunResult> {
  return apiGet<RunResult>(pathOf(id), ["run", "targets"], { signal });
}

/** What would be done to which devices; changes nothing. */
export function fetchRunPlan(asked: Asked<RunPlanBody>): Promise<RunPlanResult> {
  return apiSend<RunPlanResult>("POST", `${PATH}/plan`, asked, ["targets", "leftOut"]);
}

/** The scripts or managed installs to choose from; with a device, the scripts that suit it. */
export function fetchRunSubjects(
  kind: "script" | "install",
  device: string | null,
  signal: AbortSignal,
): Promise<RunSubjectsResult> {
  const search = toSearchString({ kind, device: device ?? undefined });
  return apiGet<RunSubjectsResult>(`${PATH}/subjects${search}`, ["subjects"], { signal });
}

/** Has it done. The same id twice starts one run. */
export function sendRun(asked: Asked<StartRunBody>): Promise<RunResult> {
  return apiSend<RunResult>("POST", PATH, asked, ["run", "targets"]);
}

/** Stops following a run, or goes on with it. */
export function sendRunAct(id: string, body: RunActBody): Promise<RunResult> {
  return apiSend<RunResult>("POST", `${pathOf(id)}/acts`, body, ["run", "targets"]);
}

/** Writes a run's result into its ticket, once. */
export function sendRunResult(id: string, work: LogWork): Promise<RunResult> {
  return apiSend<RunResult>("POST", `${pathOf(id)}/ticket-work`, work, ["run", "targets"]);
}
