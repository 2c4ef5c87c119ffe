import type { DeviceRow } from "@/lib/contracts/devices";
import { writeCsv } from "@/lib/contracts/csv-file";
import { fetchDevicesBehind } from "./requests";

const PAGE_ROWS = 500;

/**
 * Every device that has something, as the text of a CSV file. Read in pages, so that a long list holds nobody up;
 * `onProgress` hears how many rows are there.
 */
export async function exportDevices(
  having: string,
  {
    signal,
    onProgress,
  }: { signal: AbortSignal; onProgress: (rows: number, total: number) => void },
): Promise<string> {
  const rows = new Map<string, DeviceRow>();
  for (let offset = 0; ; offset += PAGE_ROWS) {
    const page = await fetchDevicesBehind(having, { offset, limit: PAGE_ROWS, signal });
    for (const row of page.rows) rows.set(row.ref, row);
    onProgress(rows.size, page.total);
    if (page.rows.length < PAGE_ROWS) break;
  }
  return writeCsv(HEADS, [...rows.values()].map(toCells));
}

const HEADS = [
  "Device",
  "Serial number",
  "Model",
  "System",
  "Owner",
  "Department",
  "Site",
  "Address",
  "Checked in",
  "Ref",
];

const toCells = (row: DeviceRow) => [
  row.name,
  row.serial,
  row.model,
  row.osName,
  row.ownerName,
  row.department,
  row.site,
  row.ip,
  row.lastSeenAt,
  row.ref,
];
