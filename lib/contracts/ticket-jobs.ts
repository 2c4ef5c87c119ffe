import { z } from "zod";
import { JOB_ROW_STATES } from "@/lib/domain/job";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";
import {
  TICKET_JOBS_PAGE,
  TICKET_JOB_ACTS,
  TICKET_JOB_ROWS_MAX,
  TICKET_JOB_ROWS_PAGE,
} from "./ticket-job-fields";
import { TypedText } from "./typed-text";

/** A value by the name that people know it by: ids differ from queue to queue. */
const Label = z.string().trim().min(1).max(500);

/** What many tickets are to be given. */
export const TicketWish = z.discriminatedUnion("act", [
  /** `null`: nobody. */
  z.strictObject({ act: z.literal("assign"), label: Label.nullable() }),
  z.strictObject({ act: z.literal("setStatus"), label: Label }),
  z.strictObject({ act: z.literal("setPriority"), label: Label }),
  z.strictObject({ act: z.literal("setCategory"), label: Label }),
  z.strictObject({ act: z.literal("moveQueue"), label: Label }),
  /** A moment in UTC, or `null` for no due date. */
  z.strictObject({ act: z.literal("setDue"), dueAt: z.iso.datetime().nullable() }),
  z.strictObject({ act: z.literal("comment"), text: TypedText, internal: z.boolean() }),
  z.strictObject({
    act: z.literal("close"),
    /** Which closing status; `null` leaves it to the source or the queue. */
    label: Label.nullable(),
    solution: TypedText.nullable(),
  }),
]);
export type TicketWish = z.infer<typeof TicketWish>;

/** Has many tickets given one act. `id` is made by the browser, so that a request that is sent twice starts one job. */
export const StartTicketJobBody = z.strictObject({
  id: z.uuid(),
  wish: TicketWish,
  /** The tickets by ref, or all that a question to the list of tickets finds. */
  among: z.discriminatedUnion("by", [
    z.strictObject({
      by: z.literal("refs"),
      refs: z.array(Ref).min(1).max(TICKET_JOB_ROWS_MAX),
    }),
    /** As the list's address spells it: filters, text and order. */
    z.strictObject({
      by: z.literal("search"),
      search: z.record(z.string().max(60), z.string().max(2000)),
    }),
  ]),
  /** How many tickets the person was shown. */
  confirmation: z.int().min(1),
});
export type StartTicketJobBody = z.infer<typeof StartTicketJobBody>;

export const TicketJobRow = z.object({
  id: z.string(),
  act: z.enum(TICKET_JOB_ACTS),
  /** The name or moment (ISO) that was asked for; `null`: nobody, no date, the source's own, or nothing to name. */
  value: z.string().nullable(),
  /** Of a comment: for staff alone. */
  internal: z.boolean().nullable(),
  startedBy: z.string(),
  isMine: z.boolean(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Nothing more is sent since then; what was sent stays. */
  stoppedAt: z.string().nullable(),
  /** Why it stands still, where its rows do not say. */
  note: z.string().nullable(),
  /** The job whose failed rows this one tries again, or that it takes back. */
  retryOf: z.string().nullable(),
  undoes: z.string().nullable(),
  /** What was typed is kept until the job has ended; to try its rows again it is typed again. */
  asksText: z.boolean(),
  /** Tickets by state. */
  counts: z.partialRecord(z.enum(JOB_ROW_STATES), z.int()),
  /** For a moment after its end: how many tickets can be taken back, how many cannot, and for how long yet. */
  undo: z.object({ rows: z.int(), left: z.int(), msLeft: z.int() }).nullable(),
});
export type TicketJobRow = z.infer<typeof TicketJobRow>;

/** `open=1`: only the viewer's own that are under way, or ended a moment ago. */
export const ListTicketJobsQuery = z.strictObject({
  open: z.enum(["0", "1"]).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(TICKET_JOBS_PAGE),
});
export type ListTicketJobsQuery = z.infer<typeof ListTicketJobsQuery>;
export const ListTicketJobsResult = z.object({ rows: z.array(TicketJobRow), total: z.int() });
export type ListTicketJobsResult = z.infer<typeof ListTicketJobsResult>;

export const TicketJobTarget = z.object({
  ref: Ref,
  source: Source,
  number: z.string(),
  title: z.string(),
  state: z.enum(JOB_ROW_STATES),
  message: z.string().nullable(),
  at: z.string(),
});
export type TicketJobTarget = z.infer<typeof TicketJobTarget>;

export const TicketJobQuery = z.strictObject({
  rows: z.enum(["failed", "unknown", "open", "done", "skipped"]).optional(),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(TICKET_JOB_ROWS_MAX).default(TICKET_JOB_ROWS_PAGE),
});
export type TicketJobQuery = z.infer<typeof TicketJobQuery>;
/** `total`: of the rows that were asked for. What failed comes first. */
export const TicketJobResult = z.object({
  job: TicketJobRow,
  rows: z.array(TicketJobTarget),
  total: z.int(),
});
export type TicketJobResult = z.infer<typeof TicketJobResult>;

/**
 * `stop`: sends no more, and takes nothing back. `resume`: goes on. `retry`: tries the failed rows again, in a job of
 * its own; `text` is what is typed anew. `undo`: gives the tickets back what they had, in a job of its own.
 */
export const TicketJobActBody = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("stop") }),
  z.strictObject({ act: z.literal("resume") }),
  z.strictObject({ act: z.literal("retry"), id: z.uuid(), text: TypedText.optional() }),
  z.strictObject({ act: z.literal("undo"), id: z.uuid() }),
]);
export type TicketJobActBody = z.infer<typeof TicketJobActBody>;
export const TicketJobActResult = z.object({ job: TicketJobRow });
export type TicketJobActResult = z.infer<typeof TicketJobActResult>;
