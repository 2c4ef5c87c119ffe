import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { formatCount, formatMs, median } from "./figures.mjs";

// How long it takes to tell which records are one device, without reading and writing them.

const PROGRAM = fileURLToPath(new URL("./match-records.ts", import.meta.url));
const run = promisify(execFile);

export const IDENTITY_HEADINGS = [
  "records",
  "devices",
  "joins",
  "not joined",
  "match, ms",
  "slowest",
  "keys, ms",
];

/**
 * Matches all records of the index from the start, a few times, in a process of its own.
 * @param {import("./database.mjs").Database} database
 * @returns {Promise<string[]>} one row of figures
 */
export async function measureIdentity(database) {
  const found = await database.query(`
    select ref, source, kind, linked_ref as "linkedRef", serial, asset_tag as "assetTag", macs, host, domain,
      model, manufacturer, device_kind as "deviceKind", last_seen_at::text as "lastSeenAt",
      last_user as "lastUser"
    from device_records where removed_at is null`);
  const place = mkdtempSync(join(tmpdir(), "sightline-identity-"));
  try {
    const file = join(place, "records.json");
    writeFileSync(file, JSON.stringify(found.rows));
    const { stdout } = await run(process.execPath, ["--import", "tsx", PROGRAM, file]);
    const told = JSON.parse(stdout);
    return [
      formatCount(told.records),
      formatCount(told.devices),
      formatCount(told.joins),
      formatCount(told.findings),
      formatMs(median(told.matchMs)),
      formatMs(Math.max(...told.matchMs)),
      formatMs(told.keysMs),
    ];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
