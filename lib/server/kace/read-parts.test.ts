import { expect, test } from "vitest";
import { UpstreamHttpError, UpstreamNetworkError } from "@/lib/server/upstream/errors";
import type { Send } from "./client";
import { createPartsMemory, readMachineParts } from "./read-parts";

const call = { priority: "sweep" } as const;
const HOUR_MS = 3_600_000;

/** An appliance that fails on some relations, and how often it was asked. */
function appliance(fails: (shaping: string) => Error | null) {
  const asked: string[] = [];
  const send: Send = async (_id, { query }) => {
    const shaping = query?.shaping ?? "";
    asked.push(shaping);
    const failure = fails(shaping);
    if (failure) throw failure;
    const machine = {
      Id: "7",
      ...(shaping.includes("process") ? { Process: [{ ID: "1", NAME: "a" }] } : {}),
      ...(shaping.includes("machine_disks") ? { Machine_disks: [{ NAME: "C:" }] } : {}),
    };
    const body = { Machines: [machine] };
    const text = JSON.stringify(body);
    return { status: 200, headers: new Headers(), finalUrlPath: "/", text, json: () => body };
  };
  return { send, asked };
}

const refusal = (status: number) =>
  new UpstreamHttpError({ source: "kace", operation: "machines.read", status });

test("a relation that the appliance cannot serve costs nothing but itself, and is left alone for hours", async () => {
  let now = 0;
  const memory = createPartsMemory(() => now);
  const { send, asked } = appliance((shaping) => (shaping.includes("patch") ? refusal(500) : null));
  const first = await readMachineParts(send, { id: "7", memory }, call);
  expect(first?.untold).toEqual(["patches"]);
  expect(first?.machine.process).toHaveLength(1);
  expect(first?.machine.machine_disks).toHaveLength(1);
  asked.length = 0;
  const again = await readMachineParts(send, { id: "7", memory }, call);
  expect(again?.untold).toEqual(["patches"]);
  expect(asked).toHaveLength(1);
  now = 7 * HOUR_MS;
  asked.length = 0;
  await readMachineParts(send, { id: "7", memory }, call);
  expect(asked[0]).toContain("patch");
});

test("a machine that cannot be read at all makes no relation suspect", async () => {
  const memory = createPartsMemory();
  const { send } = appliance(() => refusal(500));
  await expect(readMachineParts(send, { id: "7", memory }, call)).rejects.toThrow(
    UpstreamHttpError,
  );
  expect(memory.refusedUntil.size).toBe(0);
});

test("an outage is told as such and no part is asked for by itself", async () => {
  const down = new UpstreamNetworkError("down", { source: "kace", operation: "machines.read" });
  const { send, asked } = appliance(() => down);
  const memory = createPartsMemory();
  await expect(readMachineParts(send, { id: "7", memory }, call)).rejects.toBe(down);
  expect(asked).toHaveLength(1);
});
