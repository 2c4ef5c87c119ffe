import "server-only";
import type { Label, LabelsResult } from "@/lib/contracts/labels";
import type { Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import {
  readCodedRecords,
  readDeviceIds,
  readDeviceRowsById,
  type CodedDeviceRecord,
} from "@/lib/server/store/read/coded-devices";
import type { DeviceRow } from "@/lib/server/store/read/devices";
import { drawLineCode, drawQrCode } from "./draw-code";

/** What stands on the labels of these devices, as far as the viewer sees them, with their codes drawn. */
export async function readLabels(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  { refs }: { refs: readonly Ref[] },
): Promise<LabelsResult> {
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const [ids, records] = await Promise.all([
    readDeviceIds(db, visibility, refs),
    readCodedRecords(db, visibility, refs),
  ]);
  const rows = await readDeviceRowsById(db, visibility, [...ids.values()]);
  const wanted = new Set(refs.map((ref) => ids.get(ref)).filter((id) => id !== undefined));
  const { authUrl } = runtime.settings;
  const labels = [...wanted].flatMap((id) => {
    const row = rows.get(id);
    const own = records.filter((record) => record.deviceId === id);
    return row === undefined ? [] : [toLabel(row, own, authUrl)];
  });
  return { labels, hasAddress: authUrl !== null };
}

function toLabel(row: DeviceRow, records: CodedDeviceRecord[], authUrl: string | null): Label {
  const ordered = row.records.flatMap((ref) => records.filter((record) => record.ref === ref));
  const tag = firstText(ordered.map((record) => record.assetTag));
  const serial = row.serial ?? firstText(ordered.map((record) => record.serial));
  const address = authUrl === null ? row.ref : `${authUrl}/devices/${encodeURIComponent(row.ref)}`;
  return {
    ref: row.ref,
    name: row.name,
    model: row.model,
    site: row.site,
    department: row.department,
    ownerName: row.ownerName,
    tag,
    serial,
    qr: drawQrCode(address),
    tagCode: tag === null ? null : drawLineCode(tag),
    serialCode: serial === null ? null : drawLineCode(serial),
  };
}

function firstText(texts: readonly (string | null)[]): string | null {
  return texts.map((text) => text?.trim() ?? "").find((text) => text !== "") ?? null;
}
