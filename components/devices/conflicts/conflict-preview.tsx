"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { FailedFace } from "@/components/ui/panel";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { ConflictRow } from "@/lib/contracts/conflicts";
import { splitRef } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import { recordWords } from "@/lib/format/attribute-words";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { DevicePreviewHead } from "../preview-head";
import { otherSource, type ConflictActs } from "./use-conflict-acts";

/** One conflict beside the list: what each system tells, and the three answers to it. */
export function ConflictPane({
  row,
  reading,
  acts,
}: {
  /** `null` when the systems agree by now, undefined while it is on the way. */
  row: ConflictRow | null | undefined;
  /** How it is read where the list does not hold it. */
  reading: UseQueryResult<ConflictRow | null>;
  acts: ConflictActs;
}) {
  if (row) return <ConflictParts row={row} acts={acts} />;
  return (
    <div className="flex min-h-full flex-col p-4 pe-12">
      {row === null ? (
        <p className="text-ink-soft">The two systems agree on this by now.</p>
      ) : reading.error ? (
        <FailedFace error={reading.error} retry={reading.refetch} busy={reading.isFetching} />
      ) : (
        <SkeletonLines />
      )}
    </div>
  );
}

function ConflictParts({ row, acts }: { row: ConflictRow; acts: ConflictActs }) {
  return (
    <div className="grid gap-4 p-4">
      <DevicePreviewHead
        device={{ ref: row.deviceRef, name: row.deviceName, kind: row.deviceKind }}
      >
        <span>
          {row.label}, found <RelativeTime iso={row.foundAt} />
        </span>
      </DevicePreviewHead>
      {SOURCES.map((source) => (
        <ToldPart key={source} row={row} source={source} onTake={() => acts.take(source, [row])} />
      ))}
      <section aria-label="Neither" className="grid justify-items-start gap-2 border-t pt-4">
        {row.ignored === null ? (
          <>
            <Button busy={acts.isLeaving} onClick={() => acts.leave("ignore", [row])}>
              Ignore until it changes
              <Kbd keys="i" />
            </Button>
            <p className="text-xs text-ink-soft">
              Writes nothing. It comes back when either system tells something else.
            </p>
          </>
        ) : (
          <>
            <p className="text-ink-soft">
              Ignored by {row.ignored.by} <RelativeTime iso={row.ignored.at} />, until a value
              changes.
            </p>
            <Button busy={acts.isLeaving} onClick={() => acts.leave("ask", [row])}>
              Ask about it again
            </Button>
          </>
        )}
      </section>
    </div>
  );
}

/** What one system tells, and the way to have the other one tell the same. */
function ToldPart({
  row,
  source,
  onTake,
}: {
  row: ConflictRow;
  source: Source;
  onTake: () => void;
}) {
  const { text, ref } = row[source];
  const { entity } = splitRef(ref);
  const kind = entity === "machine" || entity === "ci" ? entity : "asset";
  const written = otherSource(source);
  const { barred } = row[written];
  return (
    <section
      aria-label={`${SOURCE_LABELS[source].label} tells`}
      className="grid justify-items-start gap-2 border-t pt-4"
    >
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-xs text-ink-soft">
        <ProvenanceMark provenance={SOURCE_LABELS[source]} />
        {recordWords(source, kind)}
        {row.shown === source ? <Badge>Shown</Badge> : null}
      </p>
      <p className="font-medium wrap-anywhere">{text}</p>
      <Button refusedBecause={barred} onClick={onTake}>
        Take {SOURCE_LABELS[source].label}’s
        <Kbd keys={source === "kace" ? "1" : "2"} />
      </Button>
      <p className="text-xs text-ink-soft">
        {barred ?? `Writes it into ${SOURCE_LABELS[written].label}. You see the request first.`}
      </p>
    </section>
  );
}
