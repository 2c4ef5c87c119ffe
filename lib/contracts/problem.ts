import { z } from "zod";
import { TicketUnseen } from "./tickets";

/**
 * Every way in which a request to Sightline fails, and its HTTP status. The body is always
 * `{ code, title, requestId, fields?, source?, retryAfterSeconds?, unseen? }`.
 */
export const PROBLEMS = {
  bad_request: 400,
  not_signed_in: 401,
  source_sign_in_needed: 403,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  ticket_changed: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  source_misunderstood: 502,
  source_unavailable: 502,
  source_refused: 422,
  source_not_configured: 503,
  not_ready: 503,
} as const;

export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];
export type ProblemCode = keyof typeof PROBLEMS;

/** The one error body. `title` says what failed, what was kept and what to do, in plain English. */
export const Problem = z.object({
  code: z.enum(PROBLEM_CODES),
  title: z.string(),
  requestId: z.string(),
  /** Which inputs were refused, and why. */
  fields: z.record(z.string(), z.string()).optional(),
  source: z.enum(["kace", "sysaid"]).optional(),
  retryAfterSeconds: z.number().optional(),
  /** With `ticket_changed`: what the author of the comment had not seen. */
  unseen: TicketUnseen.optional(),
});
export type Problem = z.infer<typeof Problem>;
