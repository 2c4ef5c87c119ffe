// Free of zod, because the browser reads these too.

/** What a list of devices can be sorted by. */
export const DEVICE_SORT_FIELDS = [
  "name",
  "kind",
  "model",
  "os",
  "owner",
  "site",
  "lastSeenAt",
  "serial",
  "openTickets",
  "missingPatches",
  "lastRestartAt",
  "updatedAt",
] as const;
export type DeviceSortField = (typeof DEVICE_SORT_FIELDS)[number];

/** Ready-made questions about a device and the viewer. */
export const DEVICE_FLAGS = ["mine", "team", "withOpenTickets"] as const;
export type DeviceFlag = (typeof DEVICE_FLAGS)[number];
