import { afterAll, beforeAll, expect, test } from "vitest";
import type { InventoryItem } from "@/lib/domain/inventory-item";
import { toRef } from "@/lib/domain/ref";
import type { Store } from "../db";
import { createTestStore } from "../test-database";
import { listItems } from "../read/inventory-items";
import { applyInventory } from "./apply-inventory";
import { countForRemoval, markRemoved } from "./removal";

const ALL = { kace: "all", sysaid: "none", accountRefs: [], copiedAs: [] } as const;
let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());

const item = (kind: "process" | "service", id: number): InventoryItem => ({
  ref: toRef("kace", kind, id),
  source: "kace",
  kind,
  name: `${kind} ${id} \u0000 <b>`,
  version: null,
  publisher: null,
  status: null,
  level: 1,
  countedDevices: null,
  createdAt: null,
  updatedAt: null,
  facts: { File: "C:\\x" },
});
const entry = (kind: "process" | "service", id: number) => ({
  item: item(kind, id),
  recordRefs: null,
});
const idsOf = async (kind: "process" | "service") => {
  const visibility = { ...ALL, accountRefs: [], copiedAs: [] };
  const { rows } = await listItems(store.db, visibility, kind, { limit: 50, offset: 0 });
  return rows.map(({ ref }) => ref);
};

test("what a sweep of one kind no longer sees is gone from that kind alone", async () => {
  await applyInventory(store, [entry("process", 1), entry("process", 2)], { sweep: 1 });
  await applyInventory(store, [entry("service", 1)], { sweep: 1 });
  await applyInventory(store, [entry("process", 2)], { sweep: 2 });
  expect(await countForRemoval(store, "kace", "processes", 2)).toEqual({
    known: 2,
    seen: 1,
    removed: 1,
  });
  expect(await markRemoved(store, "kace", "processes", 2)).toEqual(["kace:process:1"]);
  expect(await idsOf("process")).toEqual(["kace:process:2"]);
  expect(await idsOf("service")).toEqual(["kace:service:1"]);
});

test("what comes back is listed again", async () => {
  await applyInventory(store, [entry("process", 1)], { sweep: 3 });
  expect(await idsOf("process")).toEqual(["kace:process:1", "kace:process:2"]);
});
