import { SERIES_BACKGROUND } from "@/components/charts/series";
import { classNames } from "@/components/ui/class-names";
import type { Coverage } from "@/lib/domain/coverage";
import { STANDINGS } from "./standings";

/** The three shares side by side. The numbers beside it say the same. */
export function ShareBar({ counts }: { counts: Record<Coverage | "total", number> }) {
  if (counts.total === 0) return null;
  return (
    <span aria-hidden className="flex h-2 min-w-24 gap-px overflow-hidden rounded-xs">
      {STANDINGS.map(({ key, colour }) =>
        counts[key] === 0 ? null : (
          <span
            key={key}
            style={{ "--share": `${(counts[key] / counts.total) * 100}%` }}
            className={classNames("h-full w-(--share) min-w-px", SERIES_BACKGROUND[colour])}
          />
        ),
      )}
    </span>
  );
}
