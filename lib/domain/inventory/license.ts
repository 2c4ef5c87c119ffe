import type { Ref } from "../ref";
import type { Source } from "../source";

/** A licence as its system keeps it. Times are ISO 8601 in UTC; `null`: not told. */
export interface License {
  ref: Ref;
  source: Source;
  name: string;
  vendor: string | null;
  /** The vendor's word for how it counts: per seat, site, subscription … */
  mode: string | null;
  /** Seats that were bought. */
  owned: number | null;
  ownerRef: Ref | null;
  ownerName: string | null;
  site: string | null;
  department: string | null;
  expiresAt: string | null;
  /** What it costs, as the source spells it. */
  costText: string | null;
  /** The software titles that it covers. */
  titleRefs: Ref[];
  /** Every other value worth showing, by plain label. Never keys or secrets. */
  facts: Record<string, string>;
  updatedAt: string | null;
}

/** Installed but unused for so long counts as to reclaim. */
export const UNUSED_DAYS = 90;

/** What is known of a licence in numbers of devices. */
export interface LicenseCounts {
  owned: number | null;
  /** Devices with at least one of its titles; `null` where it names none. */
  installed: number | null;
  /** Of those, used within {@link UNUSED_DAYS}; `null` where nobody meters its programs. */
  used: number | null;
}

/** How a licence stands. `unknown`: too little is told to say. */
export const LICENSE_STANDINGS = ["over", "full", "under", "unknown"] as const;
export type LicenseStanding = (typeof LICENSE_STANDINGS)[number];

export interface LicenseBalance {
  standing: LicenseStanding;
  /** Owned minus installed: below zero, more is installed than was bought. */
  spare: number | null;
  /** Installed and not used; `null` where nobody meters. */
  reclaim: number | null;
}

/** What the numbers of a licence come to. */
export function balanceOf({ owned, installed, used }: LicenseCounts): LicenseBalance {
  const reclaim = installed === null || used === null ? null : Math.max(0, installed - used);
  if (owned === null || installed === null) return { standing: "unknown", spare: null, reclaim };
  const spare = owned - installed;
  return { standing: spare < 0 ? "over" : spare === 0 ? "full" : "under", spare, reclaim };
}

/** When programs were last used on one device record, where its system meters them. */
export interface SoftwareUse {
  recordRef: Ref;
  programs: {
    /** The program's names, the most likely first. */
    names: string[];
    lastUsedAt: string | null;
    launches: number | null;
    minutes: number | null;
  }[];
}
