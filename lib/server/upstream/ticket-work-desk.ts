import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { Call } from "./port";

/** Time that somebody spent on a ticket. Moments are ISO 8601 in UTC. */
export interface WorkEntry {
  note: string;
  startedAt: string;
  /** Not before `startedAt`. */
  endedAt: string;
}

/** The work on a source's tickets (KACE work, SysAid activities), as the person whose session it is. Writes are sent once. */
export interface WorkDesk {
  /** Adds one's own work. */
  add(ref: Ref, entry: WorkEntry, call: Call): Promise<void>;
  /**
   * Takes an entry back: KACE voids it, SysAid forgets it. `entryId` is the id of the ticket's event.
   * @throws UpstreamRefusal for an id that is none of a work entry
   */
  remove(ref: Ref, entryId: string, call: Call): Promise<void>;
}
