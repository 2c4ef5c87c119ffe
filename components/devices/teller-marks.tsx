"use client";

import { useFromNow } from "@/components/ui/clock";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { formatRelative } from "@/lib/format/durations";
import { RECORD_KIND_LABELS } from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { RecordKind } from "@/lib/domain/device";
import type { Ref } from "@/lib/domain/ref";
import type { Teller } from "./compare-values";

/** What kind of record each ref is. */
export type RecordKinds = ReadonlyMap<Ref, RecordKind>;

/** The marks of who tells a value: one per system; on hover and for readers which of its lists, and when it was read. */
export function TellerMarks({
  tellers,
  kinds,
}: {
  tellers: readonly Teller[];
  kinds: RecordKinds;
}) {
  const sources = [...new Set(tellers.map((teller) => teller.source))];
  return (
    <span className="inline-flex shrink-0 gap-1">
      {sources.map((source) => (
        <TellerMark
          key={source}
          tellers={tellers.filter((teller) => teller.source === source)}
          kinds={kinds}
        />
      ))}
    </span>
  );
}

function TellerMark({ tellers, kinds }: { tellers: readonly Teller[]; kinds: RecordKinds }) {
  const label = useFromNow((nowMs) => tellerWords(tellers, kinds, nowMs));
  const [first] = tellers;
  if (first === undefined) return null;
  return <ProvenanceMark provenance={{ ...SOURCE_LABELS[first.source], label }} />;
}

/** `KACE (inventory, asset), read 3 min ago`: one system's records, and the newest reading. */
export function tellerWords(tellers: readonly Teller[], kinds: RecordKinds, nowMs: number): string {
  const [first] = tellers;
  if (first === undefined) return "";
  const lists = tellers.flatMap(({ ref }) => {
    const kind = kinds.get(ref);
    return kind === undefined ? [] : kind === "ci" ? "CI" : RECORD_KIND_LABELS[kind].toLowerCase();
  });
  const named = [...new Set(lists)].join(", ");
  const readAt = tellers.reduce((newest, { readAt: at }) => (at > newest ? at : newest), "");
  const name = SOURCE_LABELS[first.source].label;
  return `${name}${named === "" ? "" : ` (${named})`}, read ${formatRelative(readAt, nowMs)}`;
}
