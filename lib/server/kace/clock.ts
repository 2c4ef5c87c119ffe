import "server-only";
import { momentOfWall, offsetAt } from "@/lib/domain/wall-clock";

// The appliance writes its own local time without an offset. Which zone that is comes from the settings
// or from the session data of a signed-in account.

const HOUR_MS = 3_600_000;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?/;

export interface ApplianceClock {
  zone: string;
  /**
   * `YYYY-MM-DD HH:MM:SS` of the appliance → ISO in UTC; `null` for anything else. A time that occurs twice
   * when summer time ends is taken as the first; one that never occurs is moved on by the gap.
   */
  toIso(local: string | null | undefined): string | null;
  /** ISO → the appliance's local time. In the hour that occurs twice the two passes read alike. */
  toLocal(iso: string): string;
  /**
   * ISO → a local time before which nothing newer than `iso` can be written, for "modified since". In the hour
   * that occurs twice this is an hour early: a little too much is read rather than a change lost.
   */
  toLocalFloor(iso: string): string;
}

/** Creates the clock of an appliance in an IANA zone. */
export function createApplianceClock(zone: string): ApplianceClock {
  return {
    zone,
    toIso(local) {
      const asUtc = local ? parseLocal(local) : null;
      return asUtc === null ? null : new Date(momentOfWall(asUtc, zone)).toISOString();
    },
    toLocal(iso) {
      const instant = Date.parse(iso);
      return spellLocal(instant + offsetAt(instant, zone));
    },
    toLocalFloor(iso) {
      const instant = Date.parse(iso);
      const offset = Math.min(offsetAt(instant, zone), offsetAt(instant + 3 * HOUR_MS, zone));
      return spellLocal(instant + offset);
    },
  };
}

/** Epoch ms, taken as UTC, in the appliance's spelling. */
function spellLocal(asUtc: number): string {
  return new Date(asUtc).toISOString().slice(0, 19).replace("T", " ");
}

/** The fields of a local time as if they were UTC, in epoch ms. */
function parseLocal(text: string): number | null {
  const match = LOCAL.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC rolls the 31st of June over; a date that does not exist tells nothing.
  const isReal = year > 0 && new Date(asUtc).getUTCDate() === day && hour < 24;
  return isReal ? asUtc : null;
}
