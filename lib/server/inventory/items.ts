import "server-only";
import type {
  InventoryFacetsResult,
  ItemDetailResult,
  ListItemsQuery,
  ListItemsResult,
} from "@/lib/contracts/inventory";
import { LISTED_KINDS, type ListedKind } from "@/lib/contracts/inventory-fields";
import { ENTITY_OF_KIND } from "@/lib/domain/inventory-item";
import { splitRef } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import { absenceOf } from "@/lib/server/auth/home";
import { NotFound } from "@/lib/server/failures";
import * as store from "@/lib/server/store/read/inventory-items";
import type { SyncEntity } from "@/lib/server/upstream/port";
import { noteFor, readListStates, type Asker } from "./list-standing";

/** The list that a kind is read as, and what one of it is called. */
const KINDS: Record<ListedKind, { list: SyncEntity; what: string }> = {
  node: { list: "nodes", what: "node" },
  operatingSystem: { list: "operatingSystems", what: "operating system" },
  process: { list: "processes", what: "process" },
  service: { list: "services", what: "service" },
  startupProgram: { list: "startupPrograms", what: "start-up program" },
  managedInstall: { list: "managedInstalls", what: "managed install" },
  script: { list: "scripts", what: "script" },
  assetType: { list: "assetTypes", what: "asset type" },
};

/** One window of the items of a kind that the viewer sees, with the true total. */
export async function listItems(
  asker: Asker,
  { kind, ...query }: ListItemsQuery,
): Promise<ListItemsResult> {
  const visibility = visibilityOf(asker.viewer);
  const [page, sources] = await Promise.all([
    store.listItems(asker.runtime.store.db, visibility, kind, query),
    readListStates(asker, KINDS[kind].list),
  ]);
  const rows = page.rows.map((row) => ({ ...row, kind }));
  return { ...page, rows, sources, note: noteFor(asker, { hasOwn: store.isOwnKind(kind) }) };
}

/** How many items stand behind each value of each filter. */
export async function countItems(
  { runtime, viewer }: Asker,
  { kind, ...query }: ListItemsQuery,
): Promise<InventoryFacetsResult> {
  const { db } = runtime.store;
  return { facets: await store.itemFacets(db, visibilityOf(viewer), kind, query) };
}

/** One item of the inventory. Throws {@link absenceOf}. */
export async function readItem(
  asker: Asker,
  refText: string | undefined,
): Promise<ItemDetailResult> {
  const { runtime, viewer } = asker;
  const entities = LISTED_KINDS.map((kind) => ENTITY_OF_KIND[kind]);
  const ref = requireRef(refText, entities, "item");
  const kind = LISTED_KINDS.find((each) => ENTITY_OF_KIND[each] === splitRef(ref).entity);
  if (kind === undefined) throw new NotFound("item");
  const { list, what } = KINDS[kind];
  const [item, sources] = await Promise.all([
    store.readItem(runtime.store.db, visibilityOf(viewer), { ref, kind }),
    readListStates(asker, list),
  ]);
  if (!item) throw absenceOf(runtime, viewer, { ref, what });
  return { item: { ...item, kind }, sources };
}
