import { Badge } from "@/components/ui/badge";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeviceDetail } from "@/lib/contracts/devices";
import { MATCH_RULE_LABELS, RECORD_KIND_LABELS } from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

type RecordView = DeviceDetail["recordViews"][number];

/** The records that a device is made of, and why each of them belongs to it. */
export function RecordList({ records }: { records: readonly RecordView[] }) {
  return (
    <ul className="grid">
      {records.map((record) => (
        <li
          key={record.ref}
          className="grid gap-0.5 border-b py-2 first:pt-0 last:border-0 last:pb-0"
        >
          <p className="flex min-w-0 flex-wrap items-center gap-x-2">
            <ProvenanceMark provenance={SOURCE_LABELS[record.source]} />
            <span className="min-w-0 font-medium wrap-anywhere">{record.name}</span>
            <span className="text-ink-soft">{RECORD_KIND_LABELS[record.kind]}</span>
            {record.removedAt === null ? null : <Badge tone="warn">Gone</Badge>}
            {record.archived ? <Badge>Archived</Badge> : null}
          </p>
          <p className="wrap-anywhere text-ink-soft">{reasonWords(record)}</p>
          <p className="flex flex-wrap gap-x-3 text-xs text-ink-faint">
            <RecordTimes record={record} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Why a record belongs: `Same serial 3PXZ15J` where a value joined it, else the rule alone. */
export function reasonWords({ rule, evidence }: Pick<RecordView, "rule" | "evidence">): string {
  const byValue = rule === "serial" || rule === "mac" || rule === "tag" || rule === "host";
  return byValue && evidence !== null ? `Same ${evidence}` : MATCH_RULE_LABELS[rule];
}

function RecordTimes({ record }: { record: RecordView }) {
  return (
    <>
      {record.lastSeenAt === null ? null : (
        <span>
          Checked in <RelativeTime iso={record.lastSeenAt} />
        </span>
      )}
      <span>
        Read <RelativeTime iso={record.readAt} />
      </span>
      {record.removedAt === null ? null : (
        <span>
          Gone since <RelativeTime iso={record.removedAt} />
        </span>
      )}
    </>
  );
}
