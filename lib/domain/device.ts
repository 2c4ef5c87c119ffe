import type { Ref } from "./ref";
import type { Source } from "./source";

/** What a device is, roughly, whatever the vendor calls it. */
export const DEVICE_KINDS = [
  "laptop",
  "desktop",
  "server",
  "virtual",
  "mobile",
  "printer",
  "network",
  "other",
] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** A device record's origin: which list of which system it stands in. */
export const RECORD_KINDS = ["machine", "asset", "ci"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * What one system says about one machine. A device is 1..n of these, joined by identity matching.
 * Texts stay as the vendor spelled them; matching normalises for itself. Times are ISO 8601 in UTC.
 */
export interface DeviceRecord {
  ref: Ref;
  source: Source;
  kind: RecordKind;
  name: string;
  /** KACE asset → its machine, SysAid CI → its asset: the vendor's own link, which needs no guessing. */
  linkedRef: Ref | null;
  serial: string | null;
  assetTag: string | null;
  macs: string[];
  host: string | null;
  domain: string | null;
  deviceKind: DeviceKind;
  manufacturer: string | null;
  model: string | null;
  osName: string | null;
  osVersion: string | null;
  ip: string | null;
  ramBytes: number | null;
  diskBytes: number | null;
  diskFreeBytes: number | null;
  /** Last check-in with that system (KACE last inventory, SysAid last access). */
  lastSeenAt: string | null;
  lastUser: string | null;
  ownerRef: Ref | null;
  ownerName: string | null;
  site: string | null;
  department: string | null;
  /** The vendor's own life-cycle word, if any. */
  status: string | null;
  archived: boolean;
  createdAt: string | null;
  updatedAt: string | null;
  /** Every other value worth showing, by plain label, in the vendor's order. Never secrets or licence keys. */
  facts: Record<string, string>;
}

/** Why a record belongs to its device. `person`: somebody said so. */
export const MATCH_RULES = ["alone", "linked", "person", "serial", "mac", "tag", "host"] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

/** How long ago a device last checked in with either system. */
export const CHECK_IN_AGES = ["day", "week", "month", "quarter", "older", "never"] as const;
export type CheckInAge = (typeof CHECK_IN_AGES)[number];
