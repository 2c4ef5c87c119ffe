import type { Ref } from "./ref";
import type { Source } from "./source";

/**
 * What an account may do in its source. `administrator`: everything, and administers Sightline too.
 * `readonly`: sees all, writes nothing. `agent`: sees all, works on tickets. `user`: sees what is theirs.
 */
export const ACCOUNT_ROLES = ["administrator", "readonly", "agent", "user"] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** One account in one system; a person has 1..n of them. */
export interface Account {
  ref: Ref;
  source: Source;
  userName: string;
  /** Lower case; `null` when the source holds none. */
  email: string | null;
  fullName: string;
  role: AccountRole;
  isManager: boolean;
  /** The supervisor's account, in the same source. */
  managerRef: Ref | null;
  /** The supervisor by name, where the source names no id (SysAid `user_manager_name`). */
  managerName: string | null;
  department: string | null;
  site: string | null;
  phone: string | null;
  isArchived: boolean;
}
