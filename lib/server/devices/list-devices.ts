import "server-only";
import type {
  DeviceFacetsResult,
  ListDevicesQuery,
  ListDevicesResult,
} from "@/lib/contracts/devices";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { deviceFacets } from "@/lib/server/store/read/device-facets";
import * as store from "@/lib/server/store/read/devices";

/** One window of the devices that the viewer sees, with the true total. */
export async function listDevices(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  query: ListDevicesQuery,
): Promise<ListDevicesResult> {
  const [page, sources] = await Promise.all([
    store.listDevices(runtime.store.db, visibilityOf(viewer), query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { ...page, sources };
}

/** How many devices stand behind each value of each filter. */
export async function countDevices(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  query: ListDevicesQuery,
): Promise<DeviceFacetsResult> {
  const [facets, sources] = await Promise.all([
    deviceFacets(runtime.store.db, visibilityOf(viewer), query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { facets, sources };
}
