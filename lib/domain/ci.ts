import type { Ref } from "./ref";
import type { Source } from "./source";

/** How a CI type is drawn and which relations are crawled first. */
export const CI_CLASSES = [
  "service",
  "application",
  "database",
  "server",
  "network",
  "site",
  "workstation",
  "person",
  "other",
] as const;
export type CiClass = (typeof CI_CLASSES)[number];

/** A configuration item. Only SysAid has them. */
export interface Ci {
  ref: Ref;
  source: Source;
  name: string;
  typeId: string;
  typeLabel: string;
  ciClass: CiClass;
  status: string | null;
  ownerRef: Ref | null;
  ownerName: string | null;
  site: string | null;
  department: string | null;
  serial: string | null;
  /** The SysAid asset that this CI stands for. */
  assetRef: Ref | null;
  createdAt: string | null;
  updatedAt: string | null;
  facts: Record<string, string>;
}

/** A typed, directed edge: `src` — type → `dest`. */
export interface CiRelation {
  srcRef: Ref;
  destRef: Ref;
  typeId: string;
}

/** A relation type reads `name` from the source's side and `opposite` from the destination's. */
export interface CiRelationType {
  id: string;
  name: string;
  opposite: string;
}
