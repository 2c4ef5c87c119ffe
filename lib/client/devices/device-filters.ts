import type { ListDevicesQuery } from "@/lib/contracts/devices";

/** What narrows the list of devices, as its address spells it. No "use client": the page reads it too. */
export const DEVICE_FILTERS = [
  "coverage",
  "drift",
  "kind",
  "os",
  "site",
  "department",
  "model",
  "checkIn",
  "encryption",
  "patches",
  "restart",
  "flag",
  "has",
  "owner",
  "source",
] as const satisfies readonly (keyof ListDevicesQuery)[];
export type DeviceFilter = (typeof DEVICE_FILTERS)[number];
