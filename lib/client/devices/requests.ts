import type {
  DeviceDetailResult,
  DeviceFacetsResult,
  ListDevicesResult,
} from "@/lib/contracts/devices";
import type { ListTicketsResult } from "@/lib/contracts/tickets";
import { apiGet } from "../api";
import { toSearchString, type Search } from "../keys";

/** Some rows of a list. */
export interface PageRequest {
  offset: number;
  limit: number;
  signal: AbortSignal;
}

/** One window of the devices that the search asks for. */
export function fetchDevices(search: Search, { offset, limit, signal }: PageRequest) {
  const query = toSearchString({ ...search, offset, limit });
  return apiGet<ListDevicesResult>(`/api/devices${query}`, ["rows", "total", "sources"], {
    signal,
  });
}

/** How many devices stand behind each value of each filter. */
export function fetchDeviceFacets(search: Search, signal: AbortSignal) {
  const path = `/api/devices/facets${toSearchString(search)}`;
  return apiGet<DeviceFacetsResult>(path, ["facets"], { signal });
}

/** A device with what both systems say of it. `fresh` has both asked again first, as the viewer. */
export function fetchDevice(ref: string, options: { fresh?: boolean; signal: AbortSignal }) {
  const search = options.fresh === true ? "?fresh=1" : "";
  const path = `/api/devices/${encodeURIComponent(ref)}${search}`;
  return apiGet<DeviceDetailResult>(path, ["device", "sources", "faults"], {
    signal: options.signal,
  });
}

/** The open tickets about a device, those that changed last first. */
export function fetchDeviceTickets(ref: string, limit: number, signal: AbortSignal) {
  const search = toSearchString({ device: ref, flag: "open", sort: "-updatedAt", limit });
  return apiGet<ListTicketsResult>(`/api/tickets${search}`, ["rows", "total"], { signal });
}
