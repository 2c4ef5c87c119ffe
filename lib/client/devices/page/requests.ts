import type {
  DeviceCustodyResult,
  DeviceCustomInventoryResult,
  DeviceFilesResult,
  DevicePeersResult,
  DeviceProgramsResult,
  DeviceSoftwareResult,
  DeviceTimelineResult,
} from "@/lib/contracts/device-page";
import type { TimelineKind } from "@/lib/domain/device-timeline";
import { apiGet } from "../../api";
import { toSearchString } from "../../keys";

const pathOf = (ref: string, tab: string) => `/api/devices/${encodeURIComponent(ref)}/${tab}`;

export const fetchSoftware = (ref: string, signal: AbortSignal) =>
  apiGet<DeviceSoftwareResult>(pathOf(ref, "software"), ["software"], { signal });

export const fetchPrograms = (ref: string, signal: AbortSignal) =>
  apiGet<DeviceProgramsResult>(pathOf(ref, "programs"), ["programs"], { signal });

export const fetchCustody = (ref: string, signal: AbortSignal) =>
  apiGet<DeviceCustodyResult>(pathOf(ref, "custody"), ["holders", "changes", "others"], { signal });

export const fetchPeers = (ref: string, signal: AbortSignal) =>
  apiGet<DevicePeersResult>(pathOf(ref, "peers"), ["peers"], { signal });

export const fetchCustomInventory = (ref: string, signal: AbortSignal) =>
  apiGet<DeviceCustomInventoryResult>(pathOf(ref, "custom-inventory"), ["values"], { signal });

export const fetchFiles = (ref: string, signal: AbortSignal) =>
  apiGet<DeviceFilesResult>(pathOf(ref, "files"), ["files"], { signal });

/** One page of the timeline; `before` is where the page before ended, empty for the first. */
export function fetchTimeline(
  ref: string,
  { kinds, before }: { kinds: readonly TimelineKind[]; before: string },
  signal: AbortSignal,
) {
  const search = toSearchString({ kind: kinds.join(","), before });
  return apiGet<DeviceTimelineResult>(`${pathOf(ref, "timeline")}${search}`, ["lines"], { signal });
}
