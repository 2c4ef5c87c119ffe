import type { DeviceDetail } from "@/lib/contracts/devices";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** What the two panels need of a device's records. */
export type FormRecord = Pick<
  DeviceDetail["recordViews"][number],
  "ref" | "source" | "kind" | "name" | "removedAt"
>;

/** The records whose systems let people fill in a form: KACE's assets and SysAid's CIs. */
export function findFormRecords(records: readonly FormRecord[]): FormRecord[] {
  return records.filter(
    ({ source, kind, removedAt }) =>
      removedAt === null && kind === (source === "kace" ? "asset" : "ci"),
  );
}

/** A record's name among others. */
export function recordLabel({ source, kind, name }: FormRecord): string {
  return `${SOURCE_LABELS[source].label} ${kind === "ci" ? "CI" : "asset"}: ${name}`;
}
