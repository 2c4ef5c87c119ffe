import "server-only";
import { sql } from "drizzle-orm";
import type { InventoryItem } from "@/lib/domain/inventory-item";
import type { License, SoftwareUse } from "@/lib/domain/inventory/license";
import { productKeyOf } from "@/lib/domain/inventory/product";
import { partNumberOf } from "@/lib/domain/part-number";
import type { Ref } from "@/lib/domain/ref";
import { transact } from "../begin-again";
import type { Db, Store } from "../db";
import { inventoryItems, licenses } from "../schema/inventory-tables";
import { applyRows, type Applied, type ApplyOptions, type ApplyPlan } from "./apply-rows";
import { toStorableJson } from "./clean-text";

const ITEMS: ApplyPlan<InventoryItem> = {
  table: inventoryItems,
  entity: "inventory",
  volatile: ["countedDevices", "updatedAt"],
  derived: ["searchText", "nativeNumber"],
  toRow: (item) => ({
    ref: item.ref,
    source: item.source,
    kind: item.kind,
    nativeNumber: partNumberOf(item.ref),
    name: item.name,
    version: item.version,
    publisher: item.publisher,
    status: item.status,
    level: item.level,
    countedDevices: item.countedDevices,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    facts: item.facts,
    searchText: [item.name, item.version, item.publisher, ...Object.values(item.facts)]
      .filter((part) => part !== null && part !== "")
      .join("\n")
      .toLowerCase(),
  }),
};

interface Entry {
  item: InventoryItem;
  recordRefs: readonly Ref[] | null;
}

/** Writes things of the inventory, and makes the device records that each names what was read. */
export async function applyInventory(
  store: Store,
  entries: readonly Entry[],
  options?: ApplyOptions,
): Promise<Applied> {
  const items = entries.map(({ item }) => item);
  const applied = await applyRows(store.db, ITEMS, items, options);
  await writeItemDevices(store.db, entries);
  return applied;
}

async function writeItemDevices(db: Db, entries: readonly Entry[]): Promise<void> {
  const told = entries.flatMap(({ item, recordRefs }) =>
    recordRefs === null ? [] : [{ itemRef: item.ref, recordRefs }],
  );
  for (const { itemRef, recordRefs } of told) {
    const refs = sql.param([...new Set(recordRefs)].sort());
    await transact(db, async (tx) => {
      await tx.execute(sql`
        delete from item_devices where item_ref = ${itemRef} and record_ref <> all(${refs}::text[])`);
      await tx.execute(sql`
        insert into item_devices (item_ref, record_ref)
        select ${itemRef}, r from unnest(${refs}::text[]) r on conflict do nothing`);
    });
  }
}

const LICENSES: ApplyPlan<License> = {
  table: licenses,
  entity: "license",
  volatile: ["updatedAt"],
  derived: ["searchText"],
  joined: {
    ownerPersonId: sql`(select a.person_id from accounts a where a.ref = r.owner_ref)`,
  },
  toRow: (license) => ({
    ref: license.ref,
    source: license.source,
    name: license.name,
    vendor: license.vendor,
    mode: license.mode,
    owned: license.owned,
    ownerRef: license.ownerRef,
    ownerName: license.ownerName,
    site: license.site,
    department: license.department,
    expiresAt: license.expiresAt,
    costText: license.costText,
    titleRefs: license.titleRefs,
    facts: license.facts,
    updatedAt: license.updatedAt,
    searchText: [license.name, license.vendor, license.ownerName, license.site]
      .filter((part) => part !== null && part !== "")
      .join("\n")
      .toLowerCase(),
  }),
};

/** Writes licences. */
export const applyLicenses = (
  store: Store,
  rows: readonly License[],
  options?: ApplyOptions,
): Promise<Applied> => applyRows(store.db, LICENSES, rows, options);

/**
 * Makes what is metered on each of these device records what was read. A program is stored under the key of the
 * titles that the index knows; of several names the first that one of them has.
 */
export async function applySoftwareUse(store: Store, uses: readonly SoftwareUse[]): Promise<void> {
  if (uses.length === 0) return;
  const rows = uses.flatMap(({ recordRef, programs }) =>
    programs.map(({ names, ...rest }, at) => ({
      recordRef,
      at,
      products: [...new Set(names.map((name) => productKeyOf(name)))],
      ...rest,
    })),
  );
  const refs = [...new Set(uses.map(({ recordRef }) => recordRef))].sort();
  await transact(store.db, async (tx) => {
    await tx.execute(sql`
      delete from software_usage where device_record_ref = any(${sql.param(refs)}::text[])`);
    await tx.execute(sql`
      insert into software_usage (device_record_ref, product, last_used_at, launches, minutes)
      select u."recordRef", p.product, max(u."lastUsedAt"), sum(u.launches)::int, sum(u.minutes)::int
      from json_to_recordset(${toStorableJson(rows)}::json) as u ("recordRef" text, at int, products json,
          "lastUsedAt" timestamptz, launches bigint, minutes bigint),
        lateral (
          select coalesce(
            (select n.name from json_array_elements_text(u.products) with ordinality n (name, place)
              where exists (select from software_titles t where t.product = n.name)
              order by n.place limit 1),
            u.products ->> 0) as product) p
      where p.product is not null
      group by 1, 2`);
  });
}
