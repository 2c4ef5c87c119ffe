import { expect, test } from "vitest";
import { Problem, type ProblemCode } from "@/lib/contracts/problem";
import {
  BadRequest,
  Conflict,
  Forbidden,
  NotFound,
  NotReady,
  NotSignedIn,
  SourceNotConfigured,
  SourceSignInNeeded,
  TooLarge,
  TooMany,
} from "../failures";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamRefusal,
  UpstreamShapeError,
  UpstreamTimeoutError,
} from "../upstream/errors";
import { statusOf, toProblem } from "./problem";

const NOW = 1_800_000_000_000;
const HOST = "kace-01.corp.example";
const SECRET = "kboxid=5f2a";
// What an error drags along and an answer must not: the address it went to, and what it was sent with.
const cause = new Error(`connect ECONNREFUSED https://${HOST}/ams ${SECRET}`);
const facts = { source: "kace", operation: "tickets.update", cause } as const;
const http = (status: number, upstreamMessage: string | null = null, retryAfterMs = 4_200) =>
  new UpstreamHttpError({ ...facts, status, upstreamMessage, retryAfterMs });

const CASES: [string, unknown, ProblemCode, number][] = [
  ["a refused input", new BadRequest({ limit: "too large" }), "bad_request", 400],
  ["nobody signed in", new NotSignedIn(), "not_signed_in", 401],
  ["a right that is missing", new Forbidden("Only agents may."), "forbidden", 403],
  ["an unknown record", new NotFound("ticket"), "not_found", 404],
  [
    "a source without settings",
    new SourceNotConfigured("KACE", "KACE_URL"),
    "source_not_configured",
    503,
  ],
  ["a source without a sign-in", new SourceSignInNeeded("kace"), "source_sign_in_needed", 403],
  ["what contradicts what stands", new Conflict("It is so already."), "conflict", 409],
  ["a body that is too large", new TooLarge(200 * 1024 * 1024), "too_large", 413],
  ["an index that is not open", new NotReady(cause), "not_ready", 503],
  ["too many tries", new TooMany("Wait 4 s.", NOW + 3_500), "rate_limited", 429],
  ["a refusal before sending", new UpstreamRefusal("kace", "No text."), "source_refused", 422],
  [
    "an unknown shape",
    new UpstreamShapeError({ ...facts, issues: [`${HOST}: ${SECRET}`] }),
    "source_misunderstood",
    502,
  ],
  [
    "an ended session",
    new UpstreamAuthError({ ...facts, reason: "expired" }),
    "source_sign_in_needed",
    403,
  ],
  [
    "a used-up budget",
    new UpstreamBusyError({ ...facts, reason: "budget", retryAt: NOW + 3_500 }),
    "rate_limited",
    429,
  ],
  [
    "an open breaker",
    new UpstreamBusyError({ ...facts, reason: "breaker", retryAt: NOW + 3_500 }),
    "source_unavailable",
    502,
  ],
  ["no connection", new UpstreamNetworkError(`no ${HOST}`, facts), "source_unavailable", 502],
  ["no answer in time", new UpstreamTimeoutError(`no ${HOST}`, facts), "source_unavailable", 502],
  ["a 429", http(429), "rate_limited", 429],
  ["a 403", http(403), "forbidden", 403],
  ["a 404", http(404), "not_found", 404],
  ["a 400", http(400), "source_refused", 422],
  ["a 500", http(500), "source_unavailable", 502],
  ["a bug", new TypeError(`cannot read ${HOST} ${SECRET}`, { cause }), "internal", 500],
  ["something thrown that is no error", `${HOST} ${SECRET}`, "internal", 500],
];

test.each(CASES)("%s is told without address or secret", (_what, error, code, status) => {
  const problem = toProblem(error, "r-1", NOW);
  expect(problem).toMatchObject({ code, requestId: "r-1" });
  expect(statusOf(problem.code)).toBe(status);
  expect(Problem.parse(problem)).toEqual(problem);
  expect(JSON.stringify(problem)).not.toMatch(/corp\.example|kboxid|https?:|ECONNREFUSED/);
  expect(problem.title).not.toBe("");
  if (status === 429) expect(problem.retryAfterSeconds).toBeGreaterThanOrEqual(4);
});

test("the vendor's words reach the person, without the addresses in them", () => {
  const message = `Queue is closed, see https://${HOST}/help?x=1 or 10.1.2.3:8443`;
  expect(toProblem(http(400, message), "r", NOW).title).toBe(
    "KACE refused this. It says: Queue is closed, see (an address) or (an address)",
  );
});

test.each([
  new UpstreamTimeoutError("x", facts),
  new UpstreamNetworkError("x", facts),
  new UpstreamShapeError({ ...facts, issues: [] }),
  http(500),
])("whoever changed something and got no clear answer is told to look", (error) => {
  expect(toProblem(error, "r", NOW).title).toContain("look whether it happened");
});
