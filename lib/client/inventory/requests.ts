import type {
  GroupDetailResult,
  InventoryFacetsResult,
  ItemDetailResult,
  LicenceDetailResult,
} from "@/lib/contracts/inventory";
import { joinCsv } from "@/lib/contracts/csv";
import type { ListDevicesResult } from "@/lib/contracts/devices";
import type { SourceStates } from "@/lib/domain/source";
import { apiGet } from "../api";
import { toSearchString, type Search } from "../keys";

/** The lists of the inventory as their requests call them. */
export type InventoryList = "items" | "titles" | "cves" | "licences";

/** A window of a list; `note` says why it holds less than the source for this viewer. */
export interface InventoryPage<Row> {
  rows: Row[];
  total: number;
  sources: SourceStates;
  note: string | null;
}

interface PageRequest {
  offset: number;
  limit: number;
  signal: AbortSignal;
}

const base = "/api/inventory";

/** One window of a list. The caller knows what its rows are. */
export function fetchInventory<Row>(
  list: InventoryList,
  search: Search,
  { offset, limit, signal }: PageRequest,
) {
  const query = toSearchString({ ...search, offset, limit });
  return apiGet<InventoryPage<Row>>(`${base}/${list}${query}`, ["rows", "total", "sources"], {
    signal,
  });
}

/** How many rows stand behind each value of each filter. */
export function fetchInventoryFacets(list: InventoryList, search: Search, signal: AbortSignal) {
  return apiGet<InventoryFacetsResult>(
    `${base}/${list}/facets${toSearchString(search)}`,
    ["facets"],
    { signal },
  );
}

const one = (list: InventoryList, id: string) => `${base}/${list}/${encodeURIComponent(id)}`;

/** One item with everything that is told of it. */
export const fetchItem = (ref: string, signal: AbortSignal) =>
  apiGet<ItemDetailResult>(one("items", ref), ["item", "sources"], { signal });

/** One program with its versions, or one vulnerability with its patches. */
export const fetchGroup = (list: "titles" | "cves", key: string, signal: AbortSignal) =>
  apiGet<GroupDetailResult>(one(list, key), ["row", "members"], { signal });

/** One licence with whom it is for. */
export const fetchLicence = (ref: string, signal: AbortSignal) =>
  apiGet<LicenceDetailResult>(one("licences", ref), ["licence", "managers"], { signal });

/** The devices that have something, by name. */
export function fetchDevicesBehind(
  having: string,
  { offset, limit, signal }: { offset: number; limit: number; signal: AbortSignal },
) {
  const query = toSearchString({ has: joinCsv([having]), sort: "name", offset, limit });
  return apiGet<ListDevicesResult>(`/api/devices${query}`, ["rows", "total"], { signal });
}
