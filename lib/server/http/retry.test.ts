import { expect, test } from "vitest";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamShapeError,
  UpstreamTimeoutError,
} from "@/lib/server/upstream/errors";
import { readRetryAfterMs, retryDelayMs } from "./retry";

const facts = { source: "kace" as const, operation: "tickets.list" };
const http = (status: number, retryAfterMs?: number) =>
  new UpstreamHttpError({ ...facts, status, retryAfterMs: retryAfterMs ?? null });
const half = () => 0.5;

test.each([
  ["network", new UpstreamNetworkError("x", facts), true, 1, 125],
  ["network, second time", new UpstreamNetworkError("x", facts), true, 2, 250],
  ["network, third time", new UpstreamNetworkError("x", facts), true, 3, undefined],
  ["time-out", new UpstreamTimeoutError("x", facts), true, 1, 125],
  ["time-out of a write", new UpstreamTimeoutError("x", facts), false, 1, undefined],
  ["503", http(503), true, 1, 125],
  ["503 of a write", http(503), false, 1, undefined],
  ["502", http(502), true, 1, 125],
  ["504", http(504), true, 1, 125],
  ["500 will not pass", http(500), true, 1, undefined],
  ["429 that says 3 s", http(429, 3000), true, 1, 3000],
  ["429 that says 10 s", http(429, 10_000), true, 1, 10_000],
  ["429 that says 99 s", http(429, 99_000), true, 1, undefined],
  ["429 without a time", http(429), true, 2, 250],
  ["404", http(404), true, 1, undefined],
  ["401", http(401), true, 1, undefined],
  ["expired", new UpstreamAuthError({ ...facts, reason: "expired" }), true, 1, undefined],
  ["busy", new UpstreamBusyError({ ...facts, reason: "budget", retryAt: 0 }), true, 1, undefined],
  ["shape", new UpstreamShapeError({ ...facts, issues: [] }), true, 1, undefined],
  ["abort", new DOMException("gone", "AbortError"), true, 1, undefined],
])("%s", (...[, error, idempotent, next, delayMs]) => {
  expect(retryDelayMs(error, { idempotent, next, random: half })).toBe(delayMs);
});

test.each([
  [null, null],
  ["", null],
  ["soon", null],
  ["5", 5000],
  [" 0 ", 0],
  ["Wed, 21 Oct 2026 07:28:10 GMT", 10_000],
  ["Wed, 21 Oct 2026 07:27:00 GMT", 0],
])("Retry-After %j is %j ms", (header, ms) => {
  expect(readRetryAfterMs(header, Date.UTC(2026, 9, 21, 7, 28, 0))).toBe(ms);
});
