"use client";

import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Panel, type EmptyFace } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { useCoverage } from "@/lib/client/devices/coverage/use-coverage";
import type { CoverageResult } from "@/lib/contracts/coverage";
import { toFreshness } from "@/lib/format/source-labels";
import { CoverageTiles, DriftTiles } from "./coverage-tiles";
import { CoverageTrend } from "./coverage-trend";
import { DivisionTables } from "./division-tables";
import { oneSidedWords } from "./one-sided";

/** Which devices stand in KACE, in SysAid or in both, and where the two have drifted apart. */
export function CoverageScreen() {
  const coverage = useCoverage();
  const { data } = coverage;
  return (
    <Screen
      title="Coverage"
      foot={data ? <FreshnessFoot items={toFreshness(data.sources)} /> : undefined}
    >
      <Panel
        title="Where devices stand"
        query={coverage}
        size="auto"
        emptyOf={emptyOf}
        staleOf={({ sources }) => oneSidedWords(sources)}
      >
        {(told) => <CoverageTiles counts={told.all} />}
      </Panel>
      <Panel title="Drift" query={coverage} size="auto" emptyOf={emptyOf}>
        {(told) => <DriftTiles drift={told.all.drift} looseNodes={told.looseNodes} />}
      </Panel>
      <Panel title="By week" query={coverage} size="auto" emptyOf={noTrendOf}>
        {(told) => (told.trend === null ? null : <CoverageTrend trend={told.trend} />)}
      </Panel>
      <Panel title="Shares" query={coverage} size="auto" flush emptyOf={emptyOf}>
        {(told) => <DivisionTables divisions={told.divisions} />}
      </Panel>
    </Screen>
  );
}

function emptyOf({ all, sources }: CoverageResult): EmptyFace | null {
  if (all.total > 0) return null;
  const missing = Object.values(sources).flatMap((state) =>
    state.state === "missing" ? `${state.reason}.` : [],
  );
  return { why: ["There is no device that you may see.", ...missing].join(" ") };
}

function noTrendOf({ trend }: CoverageResult): EmptyFace | null {
  if (trend === null) {
    return {
      why: "Weeks are counted over every device of both systems, so they are shown to those who see all of both.",
    };
  }
  return trend.weeks.length > 1
    ? null
    : { why: "The first week is being counted. Its trend stands here from the second one on." };
}
