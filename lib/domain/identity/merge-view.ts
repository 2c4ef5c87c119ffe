import type { DeviceKind, DeviceRecord, RecordKind } from "../device";
import type { Ref } from "../ref";
import type { Source } from "../source";
import { normaliseMac, normaliseSerial } from "./normalise";
import { osFamilyOf } from "./os-family";

/** The one row that a device's records come to. `null` means that no record tells. Times are ISO 8601 in UTC. */
export interface MergedView {
  /** The leading record. */
  ref: Ref;
  /** All records, the leading one first. */
  recordRefs: Ref[];
  name: string;
  kind: DeviceKind;
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  osName: string | null;
  osFamily: string | null;
  ownerName: string | null;
  site: string | null;
  department: string | null;
  ip: string | null;
  lastSeenAt: string | null;
  updatedAt: string | null;
  /** Lower case: what a filter's text looks through. */
  searchText: string;
}

/** A source that is silent this much longer than the other no longer leads. */
const SILENCE_MS = 90 * 24 * 3_600_000;

type Precedence = Record<Source, Record<RecordKind, number>>;
// An inventory agent knows the hardware best; the service desk's asset list knows who has it.
const TECHNICAL: Precedence = {
  kace: { machine: 0, asset: 2, ci: 5 },
  sysaid: { machine: 1, asset: 1, ci: 3 },
};
const OWNERSHIP: Precedence = {
  sysaid: { machine: 0, asset: 0, ci: 1 },
  kace: { asset: 2, machine: 3, ci: 4 },
};

/** Merges 1..n records of one device. Throws a RangeError when there is none. */
export function mergeView(records: readonly DeviceRecord[]): MergedView {
  const silent = silentSources(records);
  const technical = [...records].sort(byPrecedence(TECHNICAL, silent));
  const owning = [...records].sort(byPrecedence(OWNERSHIP, silent));
  const lead = technical[0];
  if (lead === undefined) throw new RangeError("A device has at least one record");
  const kind = technical.find((record) => record.deviceKind !== "other")?.deviceKind ?? "other";
  const model = firstText(technical, (record) => record.model);
  const osName = firstText(technical, (record) => record.osName);
  return {
    ref: lead.ref,
    recordRefs: technical.map((record) => record.ref),
    name: firstText(technical, (record) => record.name) ?? lead.ref,
    kind,
    manufacturer: firstText(technical, (record) => record.manufacturer),
    model,
    serial: firstText(technical, (r) => (normaliseSerial(r.serial) === null ? null : r.serial)),
    osName,
    osFamily: osFamilyOf(osName, model),
    ownerName: firstText(owning, (record) => record.ownerName),
    site: firstText(owning, (record) => record.site),
    department: firstText(owning, (record) => record.department),
    ip: firstText(technical, (record) => record.ip),
    lastSeenAt: latest(records.map((record) => record.lastSeenAt)),
    updatedAt: latest(records.map((record) => record.updatedAt)),
    searchText: searchTextOf(technical),
  };
}

/** Sources whose last sign of life is far older than the device's. One that never saw it live is not silent. */
function silentSources(records: readonly DeviceRecord[]): ReadonlySet<Source> {
  const seen = new Map<Source, number>();
  for (const { source, lastSeenAt } of records) {
    const at = toEpoch(lastSeenAt);
    if (at !== null) seen.set(source, Math.max(at, seen.get(source) ?? at));
  }
  const newest = Math.max(...seen.values());
  return new Set([...seen].filter(([, at]) => newest - at > SILENCE_MS).map(([source]) => source));
}

function byPrecedence(precedence: Precedence, silent: ReadonlySet<Source>) {
  return (a: DeviceRecord, b: DeviceRecord): number =>
    Number(silent.has(a.source)) - Number(silent.has(b.source)) ||
    Number(a.archived) - Number(b.archived) ||
    precedence[a.source][a.kind] - precedence[b.source][b.kind] ||
    (toEpoch(b.lastSeenAt) ?? 0) - (toEpoch(a.lastSeenAt) ?? 0) ||
    (a.ref < b.ref ? -1 : 1);
}

function firstText(
  records: readonly DeviceRecord[],
  textOf: (record: DeviceRecord) => string | null,
): string | null {
  for (const record of records) {
    const text = textOf(record)?.trim();
    if (text) return text;
  }
  return null;
}

function latest(times: (string | null)[]): string | null {
  const epochs = times.map(toEpoch).filter((at) => at !== null);
  return epochs.length === 0 ? null : new Date(Math.max(...epochs)).toISOString();
}

function toEpoch(time: string | null): number | null {
  const at = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(at) ? null : at;
}

/** Serials and MACs in plain and spelled form, since people paste either. */
function searchTextOf(records: readonly DeviceRecord[]): string {
  const words = records.flatMap((record) => [
    record.name,
    record.host,
    record.serial,
    normaliseSerial(record.serial),
    record.assetTag,
    record.manufacturer,
    record.model,
    record.ownerName,
    record.lastUser,
    record.ip,
    ...record.macs.map(normaliseMac).flatMap(spellingsOfMac),
  ]);
  const texts = words.map((word) => word?.trim().toLowerCase() ?? "").filter((word) => word !== "");
  return [...new Set(texts)].join("\n");
}

function spellingsOfMac(mac: string | null): string[] {
  return mac === null ? [] : [mac, mac.replaceAll(":", "-"), mac.replaceAll(":", "")];
}
