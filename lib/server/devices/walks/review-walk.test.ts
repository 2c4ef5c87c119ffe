import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { Conflict, Forbidden, NotFound } from "@/lib/server/failures";
import type { Viewer } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import type { Runtime } from "@/lib/server/runtime";
import { readAudit } from "@/lib/server/store/audit-repo";
import { insertWalk } from "@/lib/server/store/walks-repo";
import { enter, fillIndex, openStage } from "@/lib/server/testing/stage";
import { addBarcode, changeBarcode, deleteBarcode, listBarcodes } from "../barcodes/barcodes";
import { resolveCode } from "../scan/resolve-code";
import { readWalk } from "./read-walk";
import { planMoves, sendMove } from "./review-walk";

// Against the KACE simulator: what is shown is what is sent, once, as the person, and what came of it is kept.

const full = createTestCompany();
const assets = full.kace.assets.map((one) => (one.id === 1 ? { ...one, locationAssetId: 0 } : one));
const simulator = createKaceSimulator({ company: { ...full, kace: { ...full.kace, assets } } });
const PLACE = assets.find(({ id }) => id === 3)?.name ?? "";
const MACHINE = toRef("kace", "machine", 1);
let runtime: Runtime;
let close: () => Promise<void>;
const people = new Map<string, Viewer>();

beforeAll(async () => {
  const server = await startAppliance(simulator);
  close = () => server.close();
  runtime = await openStage({ urls: { kace: server.url }, password: TINY_PASSWORD });
  await fillIndex(runtime);
  for (const userName of ["ada", "rita"]) {
    people.set(userName, await enter(runtime, { kace: { userName, password: TINY_PASSWORD } }));
  }
}, 60_000);
afterAll(async () => {
  await runtime.stop();
  await close();
});
afterEach(() => simulator.control.faults.clear());

function as(name: string): Actor {
  const viewer = people.get(name);
  if (!viewer) throw new Error(`nobody is called ${name}`);
  return { runtime, viewer, requestId: "r-1", signal: new AbortController().signal };
}

async function aWalk(site: string): Promise<string> {
  const id = `walk-${site}`;
  const accountRef = as("ada").viewer.accounts.kace?.ref ?? MACHINE;
  await insertWalk(runtime.store.db, {
    id,
    place: site,
    site,
    department: null,
    startedBy: "Ada",
    accountRef,
    startedAt: "2026-11-20T12:00:00.000Z",
    expectedRefs: [],
  });
  return id;
}

test("a move is sent exactly as it was shown, as the person, and its result is kept; another one is not sent", async () => {
  const id = await aWalk(PLACE);
  const { moves } = await planMoves(as("ada"), id, { device: MACHINE });
  const [move] = moves;
  if (move?.plan.state !== "possible") throw new Error(JSON.stringify(moves));
  const { method, path, body } = move.plan;
  const wish = { deviceRef: MACHINE, source: "kace", attribute: "site" } as const;
  await expect(
    sendMove(as("ada"), id, { ...wish, shown: { method, path, body: `${body} ` } }),
  ).rejects.toThrow(Conflict);
  expect((await readWalk(as("ada"), id)).outcomes).toEqual([]);
  const { outcomes } = await sendMove(as("ada"), id, { ...wish, shown: { method, path, body } });
  expect(outcomes).toMatchObject([{ state: "done", attribute: "site", text: PLACE }]);
  const after = await runtime.store.pool.query<{ site: string | null }>(
    "select site from device_records where ref = $1",
    [move.plan.recordRef],
  );
  expect(after.rows[0]?.site).toBe(PLACE);
});

test("barcodes are added, found by scanning, changed and deleted, each with a line in the audit", async () => {
  const added = await addBarcode(as("ada"), MACHINE, {
    name: "Dock",
    text: "DOCK-77/é<b>",
    format: "CODE_128",
  });
  const mine = added.barcodes.find(({ name }) => name === "Dock");
  expect(mine).toMatchObject({ text: "DOCK-77/é<b>", code: null });
  const scanned = await resolveCode(as("ada"), { code: "DOCK-77/é<b>" });
  expect(scanned.matches.map(({ by }) => by)).toEqual(["barcode"]);
  expect(scanned.matches[0]?.device.records).toContain(MACHINE);
  const place = { ref: MACHINE, id: mine?.id };
  const changed = await changeBarcode(as("ada"), place, {
    name: "Dock 2",
    text: "DOCK-78",
    format: "CODE_128",
  });
  expect(changed.barcodes.find(({ id }) => id === mine?.id)?.code?.text).toBe("DOCK-78");
  await deleteBarcode(as("ada"), place);
  expect((await listBarcodes(as("ada"), MACHINE)).barcodes.map(({ id }) => id)).not.toContain(
    mine?.id,
  );
  const audit = await readAudit(runtime.store.db, 20);
  expect(
    audit
      .map((line) => line.operation)
      .filter((name) => name.startsWith("barcodes."))
      .sort(),
  ).toEqual(["barcodes.create", "barcodes.delete", "barcodes.update"]);
  expect(JSON.stringify(audit)).not.toContain("DOCK");
});

test("nobody changes another asset's barcode by its number, and who only reads changes none", async () => {
  const all = await runtime.store.pool.query<{ ref: string }>(
    "select ref from device_records where ref like 'kace:machine:%' order by ref",
  );
  const found = await Promise.all(
    all.rows.map(async ({ ref }) => ({ ref, ...(await listBarcodes(as("ada"), ref)) })),
  );
  const other = found.find(({ ref, barcodes }) => ref !== MACHINE && barcodes.length > 0);
  const wish = { name: "x", text: "x", format: "CODE_128" };
  const place = { ref: MACHINE, id: other?.barcodes[0]?.id ?? "999" };
  await expect(changeBarcode(as("ada"), place, wish)).rejects.toThrow(NotFound);
  await expect(deleteBarcode(as("ada"), place)).rejects.toThrow(NotFound);
  await expect(addBarcode(as("rita"), MACHINE, wish)).rejects.toThrow(Forbidden);
});
