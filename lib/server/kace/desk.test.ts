import fc from "fast-check";
import { expect, test } from "vitest";
import { Ref, toRef } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import { createDeviceDesk } from "./desk";
import { RunStatusWire, parseRunId, parseScripts, toProgress } from "./desk-wire";
import { normalise } from "./wire";

const call = { priority: "person" } as const;
const SCRIPT = toRef("kace", "script", 1);
const INSTALL = toRef("kace", "install", 1);
/** Nothing of these tests may reach an appliance. */
const desk = createDeviceDesk(() => Promise.reject(new Error("it was sent")));

test("no list of machines but numbers is ever sent, and never an empty one", async () => {
  const lists: Ref[][] = [
    [],
    ["all", "*", "1,2", "1 or 1", "", "-1", "1e3"].flatMap((id) => {
      const parsed = Ref.safeParse(`kace:machine:${id}`);
      return parsed.success ? [parsed.data] : [];
    }),
    [toRef("kace", "asset", 1)],
    [toRef("sysaid", "asset", 1)],
    [toRef("kace", "machine", 1), toRef("kace", "machine", "all")],
  ];
  for (const machines of lists) {
    await expect(desk.runScript(SCRIPT, machines, call)).rejects.toThrow(UpstreamRefusal);
    await expect(desk.addToInstall(INSTALL, machines, call)).rejects.toThrow(UpstreamRefusal);
    await expect(desk.removeFromInstall(INSTALL, machines, call)).rejects.toThrow(UpstreamRefusal);
  }
  for (const [machine] of lists.slice(1, 4)) {
    if (machine) await expect(desk.forceInventory(machine, call)).rejects.toThrow(UpstreamRefusal);
  }
});

test("an archiving without a reason, and a run that is no number, are refused before anything is sent", async () => {
  const asset = toRef("kace", "asset", 1);
  await expect(desk.archive(asset, "  ", call)).rejects.toThrow(UpstreamRefusal);
  await expect(desk.readRun("1/../2", call)).rejects.toThrow(UpstreamRefusal);
});

test.each([
  ["17", "17"],
  [' "17"\n', "17"],
  ["0", null],
  ["", null],
  ["-4", null],
  ['{"id":17}', null],
  ["<html>", null],
])("a run's number is read out of %j", (text, id) => {
  expect(parseRunId(text)).toBe(id);
});

test("a machine that stands in several lists of a run is where it came to last, in any spelling", () => {
  const one = { MachineId: "7", RequestStatus: "running" };
  const wire = RunStatusWire.parse(
    normalise({
      Targeted: [one, { machineId: 8 }, { machineId: 9, requestStatus: "failed" }],
      pending: [one],
      success: { machineId: 7, requestStatus: "completed" },
      pushFailed: [{ machineId: 9, requestStatus: "push failed" }, { machineId: 0 }, null],
    }),
  );
  const progress = toProgress(wire);
  expect([...progress].map(([ref, { state }]) => [ref, state])).toEqual([
    ["kace:machine:7", "done"],
    ["kace:machine:8", "running"],
    ["kace:machine:9", "failed"],
  ]);
  expect(progress.get(toRef("kace", "machine", 9))?.words).toContain("could not hand it");
});

test("scripts are read bare or wrapped, and one that is not understood hides no other", () => {
  const rows = [
    { id: "3", name: "Clean", osTypes: [{ id: 1, name: "Windows" }, "Mac"], enabled: 0 },
    { name: "without an id" },
    { id: 4, enabled: "true", osTypes: null },
  ];
  const scripts = parseScripts(normalise(rows));
  expect(scripts).toMatchObject([
    { ref: "kace:script:3", name: "Clean", systems: ["Windows", "Mac"], isEnabled: false },
    { ref: "kace:script:4", name: "Script 4", systems: [], isEnabled: true },
  ]);
  expect(parseScripts(normalise({ Scripts: rows }))).toEqual(scripts);
  expect(parseScripts(normalise({ message: "no" }))).toBeNull();
});

test("whatever a run's answer holds, it is read without a fault", () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (pending, success) => {
      const parsed = RunStatusWire.safeParse(normalise({ pending, success }));
      if (parsed.success) toProgress(parsed.data);
    }),
  );
});
