import type { Ref } from "./ref";
import type { PrioritySla } from "./sla/target";
import type { Source } from "./source";
import type { PriorityLevel, StatusKind } from "./ticket";

/** One selectable value of a ticket field, in one queue (KACE ids are per queue) or source-wide. */
export interface ListValue {
  id: string;
  label: string;
  ordinal: number;
  statusKind?: StatusKind;
  priorityLevel?: PriorityLevel;
  /** Of a priority: what it promises, where its source tells. */
  sla?: PrioritySla;
}

export const LIST_NAMES = ["status", "priority", "category", "impact", "urgency"] as const;
export type ListName = (typeof LIST_NAMES)[number];

/** A KACE queue or a SysAid admin group, with the values that its tickets may take. */
export interface Queue {
  ref: Ref;
  source: Source;
  name: string;
  lists: Partial<Record<ListName, ListValue[]>>;
  /** Accounts that may own its tickets; empty when the source does not say. */
  ownerRefs: Ref[];
}
