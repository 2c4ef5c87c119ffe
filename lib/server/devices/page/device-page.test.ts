import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { BadRequest, NotFound } from "@/lib/server/failures";
import type { Runtime } from "@/lib/server/runtime";
import { enter, fillIndex, openStage } from "@/lib/server/testing/stage";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { readDevice } from "../read-device";
import { readCustomInventory, readFiles } from "./read-live";
import {
  readDeviceCustody,
  readDevicePeers,
  readDevicePrograms,
  readDeviceSoftware,
} from "./read-parts";
import { readDeviceTimeline } from "./read-timeline";

const kace = createKaceSimulator({ company: createTestCompany() });
const right = (userName: string) => ({ userName, password: TINY_PASSWORD });
const MACHINE = "kace:machine:1";

let runtime: Runtime;
let ada: Viewer;
let uma: Viewer;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const server = await startAppliance({ app: kace.app });
  runtime = await openStage({ urls: { kace: server.url }, password: TINY_PASSWORD });
  closers.push(() => runtime.stop(), server.close);
  await fillIndex(runtime);
  ada = await enter(runtime, { kace: right("ada") });
  uma = await enter(runtime, { kace: right("uma") });
});
afterAll(async () => {
  for (const close of closers) await close();
});
afterEach(() => kace.control.faults.clear());

const { signal } = new AbortController();
const as = (viewer: Viewer) => ({ runtime, viewer, signal });
const TABS = {
  software: readDeviceSoftware,
  programs: readDevicePrograms,
  custody: readDeviceCustody,
  peers: readDevicePeers,
  "custom inventory": readCustomInventory,
  files: readFiles,
  timeline: (asker: ReturnType<typeof as>, ref: string) =>
    readDeviceTimeline(asker, ref, { limit: 5 }),
};

test("what was never read says so, and reading it again brings it", async () => {
  const before = await readDevice(as(ada), MACHINE, {});
  expect(before.device.posture).toMatchObject({ state: "missing" });
  expect(await readDevicePrograms(as(ada), MACHINE)).toMatchObject({
    programs: { state: "missing", reason: expect.stringContaining("not read yet") },
  });
  const after = await readDevice(as(ada), MACHINE, { fresh: "1" });
  expect(after.faults).toEqual([]);
  expect(after.device.posture).toMatchObject({
    state: "known",
    facts: expect.arrayContaining([
      expect.objectContaining({ key: "encryption", level: "good", word: "Encrypted" }),
    ]),
  });
  expect(await readDevicePrograms(as(ada), MACHINE)).toMatchObject({
    programs: { state: "known", processes: [{ ref: "kace:process:1" }] },
  });
  const { software } = await readDeviceSoftware(as(ada), MACHINE);
  expect(software.state === "known" && software.titles).toHaveLength(2);
});

test("files and custom inventory come live, with a way to download that the proxy carries", async () => {
  const { files } = await readFiles(as(ada), MACHINE);
  expect(files).toEqual({
    state: "known",
    rows: [
      {
        name: "msinfo32.txt",
        bytes: expect.any(Number),
        href: "/api/kace/api/inventory/machines/1/uploaded_files/11",
      },
      expect.objectContaining({ name: "kagent.log" }),
    ],
  });
  const { values } = await readCustomInventory(as(ada), MACHINE);
  expect(values).toMatchObject({
    state: "known",
    rows: expect.arrayContaining([
      { name: "Local administrators", type: "NUMBER", value: expect.any(String) },
    ]),
  });
});

test("an appliance that does not answer is told in words", async () => {
  kace.control.faults.order({
    method: "GET",
    path: "/api/inventory/machines/1/*",
    fault: { kind: "status", status: 403 },
  });
  expect(await readFiles(as(ada), MACHINE)).toEqual({
    files: { state: "missing", reason: "KACE did not answer just now. Try again in a moment." },
  });
});

test("few machines of a model are told instead of compared", async () => {
  expect((await readDevicePeers(as(ada), MACHINE)).peers.state).toBe("known");
  await runtime.store.db.execute(`update device_views set model = 'Lonely' where name = 'Alpha'`);
  expect((await readDevicePeers(as(ada), MACHINE)).peers).toEqual({
    state: "missing",
    reason: "There is no other of the model Lonely: too few to compare with.",
  });
});

test.each(Object.entries(TABS))(
  "who does not see the device finds no %s of it",
  async (_tab, read) => {
    await expect(read(as(uma), MACHINE)).rejects.toThrow(NotFound);
    await expect(read(as(ada), "kace:machine:999999")).rejects.toThrow(NotFound);
    await expect(read(as(ada), "kace:ticket:1")).rejects.toThrow(NotFound);
    await expect(read(as(ada), "nonsense")).rejects.toThrow(NotFound);
  },
);

test("a place that no answer told is refused", async () => {
  await expect(readDeviceTimeline(as(ada), MACHINE, { limit: 5, before: "x" })).rejects.toThrow(
    BadRequest,
  );
});

test("a change of the inventory is told field by field, in words", async () => {
  await readDevice(as(ada), "kace:machine:3", { fresh: "1" });
  await runtime.store.db.execute(
    `update device_parts set hash = 'older', read_at = '2020-01-01', parts =
      (jsonb_set(parts::jsonb, '{posture,agentVersion}', '"1.0"'))::json where record_ref = 'kace:machine:3'`,
  );
  await readDevice(as(ada), "kace:machine:3", { fresh: "1" });
  const { lines } = await readDeviceTimeline(as(ada), "kace:machine:3", {
    limit: 5,
    kind: ["change"],
  });
  expect(lines[0]).toMatchObject({
    kind: "change",
    title: "Agent changed",
    changes: [{ label: "Agent", before: "1.0", after: expect.any(String) }],
  });
});
