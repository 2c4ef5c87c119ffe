import { StatusBadge } from "@/components/ui/badge";
import type { ReadingRight } from "@/lib/contracts/connections";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { VERDICT_DISPLAYS } from "./displays";

/** Each list that Sightline reads, and whether the service account may: in the system's own words where not. */
export function RightsList({ rights }: { rights: readonly ReadingRight[] }) {
  return (
    <ul className="grid gap-1">
      {rights.map((right) => (
        <li key={right.entity} className="flex flex-wrap items-baseline gap-x-2">
          <StatusBadge display={VERDICT_DISPLAYS[right.verdict]} plain />
          <span>
            {right.label}
            {right.count !== null && right.count > 0 ? (
              <span className="text-ink-soft figures">
                {" "}
                ({formatCount(right.count, DISPLAY_LOCALE)})
              </span>
            ) : null}
          </span>
          {right.reason === null ? null : (
            <span className="min-w-0 text-ink-soft">{right.reason}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
