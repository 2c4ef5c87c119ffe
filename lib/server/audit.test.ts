import { afterAll, beforeAll, expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import { audited } from "./audit";
import type { Runtime } from "./runtime";
import { readAudit } from "./store/audit-repo";
import { captureLog, openStage } from "./testing/stage";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamRefusal,
  UpstreamShapeError,
  UpstreamTimeoutError,
} from "./upstream/errors";

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openStage({ urls: {}, password: "p" });
});
afterAll(() => runtime.stop());

const viewer = { vaultId: "v", name: "Ada", accounts: {} };
const act = {
  operation: "tickets.assign",
  source: "kace",
  target: toRef("kace", "ticket", 1),
  detail: {},
} as const;
const carryOut = (run: () => Promise<unknown>, parts: Pick<Runtime, "store"> = runtime) =>
  audited({ runtime: { ...runtime, ...parts }, viewer, requestId: "r" }, act, run);
const last = async () => (await readAudit(runtime.store.db, 1))[0]?.outcome;
const facts = { source: "kace", operation: "tickets.update" } as const;

test.each<[string, Error]>([
  ["refused", new UpstreamRefusal("kace", "no")],
  ["refused", new UpstreamHttpError({ ...facts, status: 403 })],
  ["unknown", new UpstreamHttpError({ ...facts, status: 502 })],
  ["unknown", new UpstreamTimeoutError("slow", facts)],
  ["unknown", new UpstreamNetworkError("reset", facts)],
  ["unknown", new UpstreamShapeError({ ...facts, issues: [] })],
  ["failed", new UpstreamBusyError({ ...facts, reason: "budget", retryAt: 0 })],
  ["failed", new UpstreamAuthError({ ...facts, reason: "expired" })],
  ["failed", new TypeError("a bug")],
])("%s stands in the line of an act that ended so", async (outcome, error) => {
  await expect(carryOut(() => Promise.reject(error))).rejects.toBe(error);
  expect(await last()).toBe(outcome);
});

test("the line stands before the act, and a server that dies meanwhile leaves it as unknown", async () => {
  await carryOut(async () => expect(await last()).toBe("unknown"));
  expect(await last()).toBe("ok");
});

test("without a line nothing is done, and what was done stays done without one", async () => {
  const captured = captureLog();
  const other = await openStage({ urls: {}, password: "p" });
  let isDone = false;
  const result = carryOut(async () => {
    await other.store.db.execute("drop table audit");
    isDone = true;
    return "done";
  }, other);
  expect(await result).toBe("done");
  isDone = false;
  await expect(carryOut(async () => (isDone = true), other)).rejects.toThrow();
  expect(isDone).toBe(false);
  captured.end();
  expect(captured.lines.join()).toContain("an audit line could not be settled");
  await other.stop();
});
