import { StatLink } from "@/components/ui/number-link";
import { coverageHref, looseNodesHref } from "@/lib/client/devices/coverage/coverage-links";
import type { CoverageCounts, CoverageResult } from "@/lib/contracts/coverage";
import { DRIFT_STATES } from "@/lib/domain/coverage";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { DRIFT_DISPLAYS, DRIFT_MEANINGS } from "@/lib/format/device-states";
import { formatShare } from "@/lib/format/numbers";
import { ShareBar } from "./share-bar";
import { STANDINGS } from "./standings";

/** All devices, and the three shares that they fall into. */
export function CoverageTiles({ counts }: { counts: CoverageCounts }) {
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        <StatLink
          label="All devices"
          count={counts.total}
          unit="device"
          href={coverageHref({})}
          note="known to either system"
        />
        {STANDINGS.map(({ key, label }) => (
          <StatLink
            key={key}
            label={label}
            count={counts[key]}
            unit="device"
            href={coverageHref({ coverage: key })}
            note={`${formatShare(counts.total === 0 ? 0 : counts[key] / counts.total, DISPLAY_LOCALE)} of all`}
          />
        ))}
      </div>
      <ShareBar counts={counts} />
    </div>
  );
}

/** How many devices are in each state of drift; one may be in several. Beside them what no device is known of. */
export function DriftTiles({
  drift,
  looseNodes,
}: {
  drift: CoverageCounts["drift"];
  looseNodes: CoverageResult["looseNodes"];
}) {
  return (
    <div className="grid auto-rows-fr grid-cols-2 gap-2 md:grid-cols-4 xl:grid-cols-7">
      {DRIFT_STATES.map((state) => (
        <StatLink
          key={state}
          label={DRIFT_DISPLAYS[state].label}
          count={drift[state]}
          unit="device"
          href={coverageHref({ drift: state })}
          note={DRIFT_MEANINGS[state]}
          tone={DRIFT_DISPLAYS[state].tone}
        />
      ))}
      {looseNodes === null ? null : (
        <StatLink
          label="Unknown nodes"
          count={looseNodes}
          unit="node"
          href={looseNodesHref}
          note="Answer on the network; KACE has no machine for them"
          tone="warn"
        />
      )}
    </div>
  );
}
