import type { Ref } from "./ref";
import type { SoftwareInstall, SoftwareTitle } from "./software";

// What hangs on one device record and costs a request of its own. Times are ISO 8601 in UTC, sizes bytes.
// `null` means that the source does not tell.

/** Something on a device that has a page of its own in the inventory. */
export interface PartMention {
  ref: Ref;
  name: string;
  /** File, publisher, version and the like, for people. */
  detail: string | null;
  /** As {@link InventoryItem} ranks it. */
  level: number | null;
}

export interface DevicePatch {
  ref: Ref;
  title: string;
  /** The vendor's number, such as `KB5031356`. */
  identifier: string | null;
  publisher: string | null;
  severity: string | null;
  /** 1 low to 4 critical. */
  level: number | null;
  /** `CVE-2026-1234`, upper case, sorted. */
  cves: string[];
}

export interface DiskPart {
  name: string;
  fileSystem: string | null;
  totalBytes: number | null;
  freeBytes: number | null;
}

export interface NicPart {
  name: string | null;
  mac: string | null;
  ip: string | null;
  netmask: string | null;
  dhcp: boolean | null;
}

/** How safe and how fit a machine is. */
export interface Posture {
  encryption: { isOn: boolean; isProtected: boolean | null; method: string | null } | null;
  tpm: { isEnabled: boolean; version: string | null } | null;
  agentVersion: string | null;
  lastRestartAt: string | null;
  /** Compliance of a managed mobile device, in the vendor's word, and whether it is one. */
  mobile: { status: string; isCompliant: boolean | null } | null;
}

/** What is told together; a source that refuses one of them may still tell the others. */
export const PART_GROUPS = ["software", "programs", "hardware", "security", "patches"] as const;
export type PartGroup = (typeof PART_GROUPS)[number];

/** Everything of a machine beyond its row. */
export interface DeviceParts {
  recordRef: Ref;
  /** Groups of which the source told nothing, so that an empty list of theirs says nothing either. */
  untold: PartGroup[];
  posture: Posture;
  disks: DiskPart[];
  nics: NicPart[];
  processes: PartMention[];
  services: PartMention[];
  startupPrograms: PartMention[];
  missingPatches: DevicePatch[];
  titles: SoftwareTitle[];
  installs: SoftwareInstall[];
}
