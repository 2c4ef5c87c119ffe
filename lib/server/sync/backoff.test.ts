import fc from "fast-check";
import { expect, test } from "vitest";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamTimeoutError,
} from "../upstream/errors";
import { backoffMs } from "./backoff";

const facts = { source: "kace" as const, operation: "tickets.list" };
const NOW = 1_000_000;
const failures = fc.integer({ min: 1, max: 500 });
const random = fc.double({ min: 0, max: 0.999, noNaN: true });
const down = fc.constantFrom(
  new UpstreamNetworkError("down", facts),
  new UpstreamTimeoutError("slow", facts),
  new UpstreamHttpError({ ...facts, status: 500 }),
  new UpstreamHttpError({ ...facts, status: 503 }),
);

test("a source that is down is asked again within half a minute, however long it was away", () => {
  fc.assert(
    fc.property(down, failures, random, (error, count, chance) => {
      const restMs = backoffMs(error, count, NOW, chance);
      expect(restMs).toBeGreaterThanOrEqual(1_000);
      expect(restMs).toBeLessThanOrEqual(30_000);
    }),
  );
});

test("what the source or our budget says about when to come back is never undercut", () => {
  fc.assert(
    fc.property(fc.nat(3_600_000), failures, random, (waitMs, count, chance) => {
      const told = new UpstreamHttpError({ ...facts, status: 429, retryAfterMs: waitMs });
      expect(backoffMs(told, count, NOW, chance)).toBeGreaterThanOrEqual(waitMs);
      const busy = new UpstreamBusyError({ ...facts, reason: "budget", retryAt: NOW + waitMs });
      expect(backoffMs(busy, count, NOW, chance)).toBeGreaterThanOrEqual(waitMs);
    }),
  );
});

test("a refused sign-in rests for minutes from the first time", () => {
  fc.assert(
    fc.property(failures, random, (count, chance) => {
      const refused = new UpstreamAuthError({ ...facts, reason: "bad_credentials" });
      const restMs = backoffMs(refused, count, NOW, chance);
      expect(restMs).toBeGreaterThanOrEqual(150_000);
      expect(restMs).toBeLessThanOrEqual(300_000);
    }),
  );
});
