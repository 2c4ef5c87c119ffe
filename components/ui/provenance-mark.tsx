import { classNames } from "./class-names";

export interface Provenance {
  label: string;
  /** One letter. */
  mark: string;
  shape: string;
  series: 1 | 2;
}

const SERIES = { 1: "text-series-1", 2: "text-series-2" } as const;

/** Where a value comes from: one letter in an outline of its own, and its name for those who do not see it. */
export function ProvenanceMark({
  provenance,
  withName = false,
}: {
  provenance: Provenance;
  withName?: boolean;
}) {
  return (
    <span
      title={provenance.label}
      className="inline-flex items-center gap-1 align-middle whitespace-nowrap"
    >
      <span
        aria-hidden
        className={classNames(
          "inline-grid size-4 place-items-center border border-current text-xs leading-none font-semibold",
          provenance.shape === "circle" ? "rounded-full" : "rounded-xs",
          SERIES[provenance.series],
        )}
      >
        <span className="scale-80">{provenance.mark}</span>
      </span>
      <span className={withName ? "text-ink-soft" : "sr-only"}>{provenance.label}</span>
    </span>
  );
}
