/** The tabs of a device's page, as its address names them. */
export const DEVICE_TABS = [
  "overview",
  "hardware",
  "software",
  "running",
  "patches",
  "custody",
  "relations",
  "files",
  "timeline",
] as const;
export type DeviceTab = (typeof DEVICE_TABS)[number];

export const DEVICE_TAB_LABELS = {
  overview: "Overview",
  hardware: "Hardware",
  software: "Software",
  running: "Running",
  patches: "Patches",
  custody: "Custody",
  relations: "Relations",
  files: "Files",
  timeline: "Timeline",
} as const satisfies Record<DeviceTab, string>;
