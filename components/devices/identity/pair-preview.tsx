"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { EmptyState, FailedFace } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { SkeletonLines } from "@/components/ui/skeleton";
import { deviceHref } from "@/lib/client/devices/device-links";
import { usePair } from "@/lib/client/devices/identity/use-identity";
import type { PairRecord, PairRow } from "@/lib/contracts/identity";
import { splitPairId } from "@/lib/contracts/identity-fields";
import { DEVICE_KIND_LABELS } from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { RecordName } from "./pair-columns";
import { describeRecord, LIST_LABELS, sayCommon, sayConfidence, sayWhy } from "./pair-words";
import type { PairActs } from "./use-pair-acts";

interface PairPaneProps {
  id: string;
  list: PairRow["list"];
  row: PairRow | undefined;
  mayDecide: boolean;
  acts: PairActs;
}

/** The open pair: both records side by side, why they are joined or not, and what somebody may say about it. */
export function PairPane({ id, list, row, mayDecide, acts }: PairPaneProps) {
  const refs = splitPairId(id);
  const query = usePair(refs ?? [id, id], list, row === undefined && refs !== null);
  const shown = row ?? query.data?.row;
  if (shown !== undefined) {
    return <PairPreview row={shown} mayDecide={mayDecide} acts={acts} />;
  }
  if (query.isLoading) {
    return (
      <div className="p-4 pe-12">
        <SkeletonLines />
      </div>
    );
  }
  return (
    <div className="flex min-h-full flex-col p-4 pe-12">
      {query.error ? (
        <FailedFace error={query.error} retry={query.refetch} busy={query.isFetching} />
      ) : (
        <EmptyState
          why={`This pair is not among the ${LIST_LABELS[list].toLowerCase()} any more.`}
        />
      )}
    </div>
  );
}

function PairPreview({
  row,
  mayDecide,
  acts,
}: Pick<PairPaneProps, "mayDecide" | "acts"> & { row: PairRow }) {
  return (
    <div className="grid gap-4 p-4">
      <header className="grid gap-1 pe-8">
        <h2 className="text-base font-semibold">{headingOf(row)}</h2>
        <p className="text-ink-soft">{sayWhy(row)}.</p>
        <p className="text-ink-soft">
          {row.reason === null ? null : `${sayCommon(row)}. `}Likely one machine:{" "}
          <span className="font-medium text-ink figures">{sayConfidence(row.confidence)}</span>
        </p>
      </header>
      <Decision row={row} />
      {mayDecide ? <Acts row={row} acts={acts} /> : null}
      <Comparison a={row.a} b={row.b} />
    </div>
  );
}

function headingOf({ list, reason }: PairRow): string {
  if (list === "joins") return "One device";
  if (list === "refusals") return "Two devices";
  return reason === "changed" ? "Still so?" : "One device?";
}

/** What somebody said about the pair. */
function Decision({ row }: { row: PairRow }) {
  const { decision } = row;
  if (decision === null) return null;
  return (
    <div className="grid gap-1 rounded-sm bg-sunken px-3 py-2 text-sm">
      <p>
        <Badge tone={decision.verdict === "same" ? "good" : "neutral"}>
          {decision.verdict === "same" ? "Linked" : "Not the same"}
        </Badge>{" "}
        by {decision.by}, <RelativeTime iso={decision.at} />
      </p>
      <p className="wrap-anywhere text-ink-soft">“{decision.reason}”</p>
    </div>
  );
}

function Acts({ row, acts }: { row: PairRow; acts: PairActs }) {
  const names = [describeRecord(row.a), describeRecord(row.b)] as const;
  const pairs = [{ a: row.a.ref, b: row.b.ref }];
  const ask = (verdict: "same" | "different") => () => acts.ask({ pairs, verdict, names });
  if (row.isLinked && row.decision === null) {
    return (
      <p className="text-sm text-ink-soft">
        {SOURCE_LABELS[row.a.source].label} itself links these records. Change the link there, and
        Sightline follows.
      </p>
    );
  }
  const said = row.reason === "changed" ? null : (row.decision?.verdict ?? null);
  return (
    <div className="flex flex-wrap gap-2">
      {row.list === "joins" || said === "same" ? null : (
        <Button look={row.list === "suggestions" ? "primary" : "plain"} onClick={ask("same")}>
          {row.reason === "changed" ? "The same" : "Link"}
        </Button>
      )}
      {said === "different" ? null : (
        <Button onClick={ask("different")}>
          {row.list === "joins" ? "Unlink" : "Not the same"}
        </Button>
      )}
      {row.decision === null ? null : (
        <Button look="quiet" busy={acts.busy} onClick={() => acts.takeBack(pairs, names)}>
          Take the decision back
        </Button>
      )}
    </div>
  );
}

type Hollow = PairRecord["hollow"][number];

const VALUES: readonly [string, (record: PairRecord) => string | null, Hollow?][] = [
  ["Name", (r) => r.name],
  ["Kind", (r) => (r.deviceKind === "other" ? null : DEVICE_KIND_LABELS[r.deviceKind])],
  ["Manufacturer", (r) => r.manufacturer],
  ["Model", (r) => r.model],
  ["Serial", (r) => r.serial, "serial"],
  ["Asset tag", (r) => r.assetTag, "assetTag"],
  ["Host", (r) => r.host, "host"],
  ["Domain", (r) => r.domain],
  ["Network cards", (r) => r.macs.join(", ") || null],
  ["Last user", (r) => r.lastUser],
];

const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Both records value by value; what both tell and tell otherwise is marked. */
function Comparison({ a, b }: { a: PairRecord; b: PairRecord }) {
  const rows = VALUES.map(([label, read, hollow]) => {
    const isHollow = (record: PairRecord) => hollow !== undefined && record.hollow.includes(hollow);
    return { label, one: read(a), other: read(b), hollow: [isHollow(a), isHollow(b)] as const };
  }).filter(({ one, other }) => one !== null || other !== null);
  return (
    <div className="overflow-x-auto">
      <table className="w-full table-fixed text-sm">
        <caption className="sr-only">Both records, value by value</caption>
        <thead>
          <tr className="border-b text-start">
            <td className="w-28" />
            {[a, b].map((record) => (
              <th key={record.ref} scope="col" className="px-2 py-1.5 text-start font-normal">
                <Link href={deviceHref(record.ref)} className="block hover:underline">
                  <RecordName record={record} />
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, one, other, hollow }) => {
            const counts = one !== null && other !== null && !hollow[0] && !hollow[1];
            const differs = counts && fold(one) !== fold(other);
            return (
              <tr key={label} className="border-b align-top last:border-0">
                <th scope="row" className="py-1.5 pe-2 text-start font-normal text-ink-soft">
                  {label}
                  {differs ? <span className="sr-only"> (differs)</span> : null}
                </th>
                <Cell text={one} differs={differs} isHollow={hollow[0]} />
                <Cell text={other} differs={differs} isHollow={hollow[1]} />
              </tr>
            );
          })}
          <tr className="align-top">
            <th scope="row" className="py-1.5 pe-2 text-start font-normal text-ink-soft">
              Checked in
            </th>
            {[a, b].map((record) => (
              <td key={record.ref} className="px-2 py-1.5">
                <RelativeTime iso={record.lastSeenAt} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  text,
  differs,
  isHollow,
}: {
  text: string | null;
  differs: boolean;
  isHollow: boolean;
}) {
  return (
    <td className={classNames("px-2 py-1.5 wrap-anywhere", differs && "bg-warn-soft text-warn")}>
      {text === null ? <span className="text-ink-faint">–</span> : null}
      {text !== null && isHollow ? (
        <span className="text-ink-faint">
          {text} <span className="text-xs">(identifies nothing)</span>
        </span>
      ) : (
        text
      )}
    </td>
  );
}
