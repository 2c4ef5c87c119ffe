import type { ScanMatch } from "@/lib/contracts/scan";

/** By what a code named a device, for people. */
export const MATCH_WORDS = {
  ref: "its label",
  tag: "its asset tag",
  serial: "its serial number",
  mac: "a network address",
  host: "its name",
  barcode: "a barcode in KACE",
} as const satisfies Record<ScanMatch["by"], string>;
