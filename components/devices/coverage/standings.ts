import type { SeriesColour } from "@/components/charts/series";
import type { Coverage } from "@/lib/domain/coverage";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** The three places where a device can stand, in the order and colours of every picture of them. */
export const STANDINGS = [
  { key: "both", label: "In both", colour: 1 },
  { key: "kace", label: `${SOURCE_LABELS.kace.label} only`, colour: 3 },
  { key: "sysaid", label: `${SOURCE_LABELS.sysaid.label} only`, colour: 2 },
] as const satisfies readonly { key: Coverage; label: string; colour: SeriesColour }[];
