import { ProvenanceMark } from "@/components/ui/provenance-mark";
import type { System } from "@/lib/contracts/developers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** Whose operation it is: the source's own mark; Sightline's own operations have a plain one. */
export function SystemMark({ system }: { system: System }) {
  if (system !== "sightline") return <ProvenanceMark provenance={SOURCE_LABELS[system]} />;
  return (
    <span
      aria-hidden
      title="Sightline"
      className="inline-grid size-4 place-items-center rounded-xs bg-accent-soft text-xs leading-none font-semibold text-accent"
    >
      <span className="scale-80">L</span>
    </span>
  );
}
