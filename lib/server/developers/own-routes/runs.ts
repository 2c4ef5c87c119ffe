import "server-only";
import { z } from "zod";
import {
  ListRunsQuery,
  ListRunsResult,
  RunActBody,
  RunPlanBody,
  RunPlanResult,
  RunResult,
  RunSubjectsQuery,
  RunSubjectsResult,
  StartRunBody,
} from "@/lib/contracts/runs";
import { LogWork } from "@/lib/contracts/ticket-work";
import type { OwnRoute } from "./own-route";

const GROUP = "Devices";
const RUN = { id: "The run’s id, as starting it answered" };

/** What people have done to devices. */
export const RUN_ROUTES: readonly OwnRoute[] = [
  {
    id: "deviceRuns.list",
    group: GROUP,
    title: "List what you had done to devices",
    method: "GET",
    path: "/api/device-runs",
    right: "everyone",
    query: ListRunsQuery,
    answer: ListRunsResult,
  },
  {
    id: "deviceRuns.start",
    group: GROUP,
    title: "Have something done to several devices",
    method: "POST",
    path: "/api/device-runs",
    right: "everyone",
    body: StartRunBody,
    answer: RunResult,
  },
  {
    id: "deviceRuns.plan",
    group: GROUP,
    title: "Ask what would be done to which devices",
    method: "POST",
    path: "/api/device-runs/plan",
    right: "everyone",
    body: RunPlanBody,
    answer: RunPlanResult,
  },
  {
    id: "deviceRuns.subjects",
    group: GROUP,
    title: "List the scripts or managed installs that you may run",
    method: "GET",
    path: "/api/device-runs/subjects",
    right: "everyone",
    query: RunSubjectsQuery,
    answer: RunSubjectsResult,
  },
  {
    id: "deviceRuns.read",
    group: GROUP,
    title: "Read a run with how far it is on each device",
    method: "GET",
    path: "/api/device-runs/{id}",
    right: "everyone",
    values: RUN,
    query: z.strictObject({}),
    answer: RunResult,
  },
  {
    id: "deviceRuns.act",
    group: GROUP,
    title: "Stop following a run, or go on with it",
    method: "POST",
    path: "/api/device-runs/{id}/acts",
    right: "everyone",
    values: RUN,
    body: RunActBody,
    answer: RunResult,
  },
  {
    id: "deviceRuns.writeResult",
    group: GROUP,
    title: "Write the result of a run into the ticket that it was started from",
    method: "POST",
    path: "/api/device-runs/{id}/ticket-work",
    right: "everyone",
    values: RUN,
    body: LogWork,
    answer: RunResult,
  },
];
