import { StatusBadge } from "@/components/ui/badge";
import { TextOrDash } from "@/components/ui/text-or-dash";
import type { DriftState } from "@/lib/domain/coverage";
import { DRIFT_DISPLAYS } from "@/lib/format/device-states";

/** How the systems drifted apart on a device, the gravest first where there is little room. */
export function DriftMarks({ states }: { states: readonly DriftState[] }) {
  if (states.length === 0) return <TextOrDash text={null} />;
  const shown = [...states].sort(
    (a, b) => Number(DRIFT_DISPLAYS[b].tone === "bad") - Number(DRIFT_DISPLAYS[a].tone === "bad"),
  );
  return (
    <span className="flex gap-2">
      {shown.map((state) => (
        <StatusBadge key={state} display={DRIFT_DISPLAYS[state]} plain />
      ))}
    </span>
  );
}
