import { z } from "zod";
import { Ref } from "@/lib/domain/ref";
import { JOB_ROW_STATES } from "@/lib/domain/job";
import { RUN_KINDS, RUN_WRITTEN } from "@/lib/domain/run";
import { RUNS_PAGE, RUN_REFS_MAX } from "./run-fields";

const refs = z.array(Ref).min(1).max(RUN_REFS_MAX);

/** What somebody means to do, before anything is done. */
export const RunPlanBody = z.strictObject({
  kind: z.enum(RUN_KINDS),
  /** Devices, by any of their records. Never "all": a list that a person has seen. */
  refs,
  /** The script or managed install. */
  subjectRef: Ref.optional(),
});
export type RunPlanBody = z.infer<typeof RunPlanBody>;

export const RunDevice = z.object({ ref: Ref, name: z.string(), osName: z.string().nullable() });
export type RunDevice = z.infer<typeof RunDevice>;

export const RunPlanResult = z.object({
  /** Where it would be done: the record that the act is for. */
  targets: z.array(RunDevice),
  /** Where it would not, and why. */
  leftOut: z.array(z.object({ ref: Ref, name: z.string(), reason: z.string() })),
  /** The script or managed install by its name; `null` where there is none, or nobody asked for it. */
  subjectName: z.string().nullable(),
  /** Why the viewer may not do it at all; `null`: they may. */
  refusal: z.string().nullable(),
  /** What is worth knowing before it is done. */
  warnings: z.array(z.string()),
  maxDevices: z.number().int(),
});
export type RunPlanResult = z.infer<typeof RunPlanResult>;

/** Has it done. `id` is made by the browser, so that a request sent twice starts one run. */
export const StartRunBody = RunPlanBody.extend({
  id: z.uuid(),
  /** How many devices the person was shown. Above ten they type it. */
  confirmation: z.int().min(1),
  /** Of an archiving. */
  reason: z.string().trim().min(1).max(500).optional(),
  /** The run whose rows are tried again. */
  retryOf: z.uuid().optional(),
  /** The ticket that it is done for, and that shows it. */
  ticketRef: Ref.optional(),
});
export type StartRunBody = z.infer<typeof StartRunBody>;

const Counts = z.partialRecord(z.enum(JOB_ROW_STATES), z.int());

export const RunRow = z.object({
  id: z.string(),
  kind: z.enum(RUN_KINDS),
  title: z.string(),
  subjectRef: Ref.nullable(),
  startedBy: z.string(),
  isMine: z.boolean(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Nobody follows it any more since then; what was sent goes on. */
  stoppedAt: z.string().nullable(),
  /** Why it stopped or ended, where its rows do not say. */
  note: z.string().nullable(),
  reason: z.string().nullable(),
  retryOf: z.string().nullable(),
  /** The ticket that it was started from; `written`: how far its result is written there. */
  ticketRef: Ref.nullable(),
  written: z.enum(RUN_WRITTEN).nullable(),
  /** Devices by state. */
  counts: Counts,
});
export type RunRow = z.infer<typeof RunRow>;

export const RunTargetRow = z.object({
  ref: Ref,
  name: z.string(),
  state: z.enum(JOB_ROW_STATES),
  message: z.string().nullable(),
  at: z.string(),
});
export type RunTargetRow = z.infer<typeof RunTargetRow>;

/** `open=1`: only those under way that the viewer started. `ticket`: only those that were started from it. */
export const ListRunsQuery = z.strictObject({
  ticket: Ref.optional(),
  open: z.enum(["0", "1"]).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(RUNS_PAGE),
});
export type ListRunsQuery = z.infer<typeof ListRunsQuery>;
export const ListRunsResult = z.object({ rows: z.array(RunRow), total: z.int() });
export type ListRunsResult = z.infer<typeof ListRunsResult>;

export const RunResult = z.object({ run: RunRow, targets: z.array(RunTargetRow) });
export type RunResult = z.infer<typeof RunResult>;

/** `stop`: sends no more and watches no longer, and takes nothing back. `resume`: goes on. */
export const RunActBody = z.strictObject({ act: z.enum(["stop", "resume"]) });
export type RunActBody = z.infer<typeof RunActBody>;

/** What can be run: scripts (all, or those that suit one device), or managed installs. */
export const RunSubjectsQuery = z.strictObject({
  kind: z.enum(["script", "install"]),
  device: Ref.optional(),
});
export type RunSubjectsQuery = z.infer<typeof RunSubjectsQuery>;

export const RunSubject = z.object({
  ref: Ref,
  name: z.string(),
  description: z.string().nullable(),
  notes: z.string().nullable(),
  /** `false`: a draft or switched off; `null`: not told. */
  isEnabled: z.boolean().nullable(),
  /** Operating systems that it is meant for; empty: all, or not told. */
  systems: z.array(z.string()),
});
export type RunSubject = z.infer<typeof RunSubject>;
export const RunSubjectsResult = z.object({ subjects: z.array(RunSubject) });
export type RunSubjectsResult = z.infer<typeof RunSubjectsResult>;
