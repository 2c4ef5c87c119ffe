import { ProvenanceMark } from "@/components/ui/provenance-mark";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

const ORDER = ["kace", "sysaid"] as const satisfies readonly Source[];

/** `KACE and SysAid`, or `KACE alone`. */
export function coverageWords(sources: readonly Source[]): string {
  const names = ORDER.filter((source) => sources.includes(source)).map(
    (source) => SOURCE_LABELS[source].label,
  );
  return names.length === 1 ? `${names.join("")} alone` : names.join(" and ");
}

/** In which systems a device stands. Each mark has a place of its own, so that a gap shows in a column of them. */
export function CoverageMarks({ sources }: { sources: readonly Source[] }) {
  const words = coverageWords(sources);
  return (
    <span className="flex items-center">
      <span aria-hidden className="flex items-center gap-1">
        {ORDER.map((source) =>
          sources.includes(source) ? (
            <ProvenanceMark key={source} provenance={{ ...SOURCE_LABELS[source], label: words }} />
          ) : (
            <span key={source} className="grid size-4 place-items-center">
              <span className="size-1 rounded-full bg-line-strong" />
            </span>
          ),
        )}
      </span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
