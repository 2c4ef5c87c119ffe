import "server-only";
import type {
  GroupDetailResult,
  InventoryFacetsResult,
  ListCvesQuery,
  ListGroupsResult,
  ListTitlesQuery,
} from "@/lib/contracts/inventory";
import { visibilityOf } from "@/lib/domain/viewer";
import { decodeParam } from "@/lib/server/api/ref-param";
import { NotFound } from "@/lib/server/failures";
import * as store from "@/lib/server/store/read/inventory-groups";
import type { SyncEntity } from "@/lib/server/upstream/port";
import { noteFor, readListStates, type Asker } from "./list-standing";

// Programs over their versions, and vulnerabilities over the patches that close them. Patches are read with their
// machines, so what is known of them is as current as those.
const KINDS: Record<store.GroupKind, { list: SyncEntity; what: string }> = {
  product: { list: "software", what: "program" },
  cve: { list: "machines", what: "vulnerability" },
};

/** One window of the programs on the devices that the viewer sees, with the true total. */
export const listTitles = (asker: Asker, query: ListTitlesQuery) => list(asker, "product", query);
/** One window of the vulnerabilities of the devices that the viewer sees, with the true total. */
export const listCves = (asker: Asker, query: ListCvesQuery) => list(asker, "cve", query);

async function list(
  asker: Asker,
  kind: store.GroupKind,
  query: store.GroupQuery,
): Promise<ListGroupsResult> {
  const [page, sources] = await Promise.all([
    store.listGroups(asker.runtime.store.db, visibilityOf(asker.viewer), kind, query),
    readListStates(asker, KINDS[kind].list),
  ]);
  return { ...page, sources, note: noteFor(asker, { hasOwn: true }) };
}

/** How many programs stand behind each value of each filter. */
export const countTitles = (asker: Asker, query: ListTitlesQuery) => count(asker, "product", query);
/** How many vulnerabilities stand behind each value of each filter. */
export const countCves = (asker: Asker, query: ListCvesQuery) => count(asker, "cve", query);

async function count(
  { runtime, viewer }: Asker,
  kind: store.GroupKind,
  query: store.GroupFilter,
): Promise<InventoryFacetsResult> {
  return {
    facets: await store.groupFacets(runtime.store.db, visibilityOf(viewer), kind, query),
  };
}

/** One program with its versions. Throws {@link NotFound}. */
export const readTitle = (asker: Asker, key: string | undefined) => read(asker, "product", key);
/** One vulnerability with its patches. Throws {@link NotFound}. */
export const readCve = (asker: Asker, key: string | undefined) =>
  read(asker, "cve", key?.toUpperCase());

async function read(
  asker: Asker,
  kind: store.GroupKind,
  key: string | undefined,
): Promise<GroupDetailResult> {
  const { list: entity, what } = KINDS[kind];
  const wanted = decodeParam(key ?? "");
  const { db } = asker.runtime.store;
  const [found, sources] = await Promise.all([
    wanted === "" ? null : store.readGroup(db, visibilityOf(asker.viewer), kind, wanted),
    readListStates(asker, entity),
  ]);
  if (!found) throw new NotFound(what);
  return { ...found, sources };
}
