import { expect, test, vi } from "vitest";

async function loadCopy() {
  vi.resetModules();
  return { ...(await import("./upstream/errors")), ...(await import("./failures")) };
}

test("an error of one copy of the modules is what it is in another copy, and nothing else", async () => {
  const here = await loadCopy();
  const there = await loadCopy();
  expect(here.UpstreamHttpError).not.toBe(there.UpstreamHttpError);
  const error = new there.UpstreamHttpError({ source: "kace", operation: "x", status: 400 });
  expect(error).toBeInstanceOf(here.UpstreamHttpError);
  expect(error).toBeInstanceOf(here.UpstreamError);
  expect(error).toBeInstanceOf(Error);
  expect(error instanceof here.UpstreamBusyError).toBe(false);
  expect(error instanceof here.UpstreamShapeError).toBe(false);
  expect(error instanceof here.NotReady).toBe(false);
  expect(new there.NotReady(null)).toBeInstanceOf(here.NotReady);
});

test("an error tells its own name, and a foreign value is no known error", async () => {
  const { UpstreamRefusal, UpstreamTimeoutError, UpstreamError } = await loadCopy();
  expect(new UpstreamRefusal("kace", "No.").name).toBe("UpstreamRefusal");
  expect(new UpstreamTimeoutError("late", { source: "sysaid", operation: "x" }).name).toBe(
    "UpstreamTimeoutError",
  );
  for (const value of [null, undefined, "x", {}, new Error("x")]) {
    expect(value instanceof UpstreamError).toBe(false);
  }
});
