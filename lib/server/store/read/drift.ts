import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { SILENT_DAYS, type DriftState, type DriftWord } from "@/lib/domain/coverage";
import type { Sight } from "./visibility";
import { texts } from "./visibility";

// `driftStatesOf` of the domain as SQL; a test holds one to the other. Times come first in each condition: they
// are cheaper to look at than a set of words.

/** Whether a device row (alias `v`) is in a state at `now` (ISO), as far as the viewer sees. */
export function isInState(sight: Sight, state: DriftState, now: string): SQL {
  const since = sql`${now}::timestamptz - make_interval(hours => ${SILENT_DAYS * 24})`;
  const isSilent = (seenAt: SQL) => sql`${seenAt} <= ${since}`;
  const isHeard = (seenAt: SQL) => sql`${seenAt} > ${since}`;
  switch (state) {
    case "staleInKace":
      return sql`(v.lens = 'both' and ${isSilent(KACE)} and ${isHeard(SYSAID)})`;
    case "staleInSysaid":
      return sql`(v.lens = 'both' and ${isSilent(SYSAID)} and ${isHeard(KACE)})`;
    case "ghost":
      return sql`(v.lens = 'both' and ${isSilent(KACE)} and ${says("inUseInSysaid")})`;
    case "zombie":
      return says("archivedInKace", "activeCiInSysaid");
    case "unmanaged":
      // What KACE finds on the network is no news for somebody who sees nothing of KACE.
      return sql`(${says("answersAsNode")} and not v.drift && ${texts(MANAGED)}
        and ${sight.kace === "all" ? sql`true` : sql`v.lens <> 'sysaid'`})`;
    case "archived":
      return says("archivedInKace");
  }
}

const KACE = sql`v.kace_seen_at`;
const SYSAID = sql`v.sysaid_seen_at`;
const MANAGED: readonly DriftWord[] = ["agentInKace", "ciInSysaid"];

function says(...words: DriftWord[]): SQL {
  return sql`v.drift @> ${texts(words)}`;
}

/** The names of the states that a device row is in, as an array. */
export function statesOf(sight: Sight, states: readonly DriftState[], now: string): SQL {
  const each = states.map(
    (state) => sql`case when ${isInState(sight, state, now)} then ${state}::text end`,
  );
  return sql`array_remove(array[${sql.join(each, sql`, `)}], null)`;
}
