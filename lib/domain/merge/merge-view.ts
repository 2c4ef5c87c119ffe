import type { DeviceKind, RecordKind } from "../device";
import { DEVICE_KINDS } from "../device";
import { normaliseMac, normaliseSerial } from "../identity/normalise";
import { osFamilyOf } from "../identity/os-family";
import type { Ref } from "../ref";
import type { Source } from "../source";
import type { AttributeName, MergeRecord } from "./attributes";
import { createMerger } from "./merge-records";
import { USUAL_PRECEDENCE, type Precedence } from "./precedence";
import { compareFreshness, lastSeenBySource, silentSources, toEpoch } from "./silence";

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

// Who leads is a device's address in lists and links, so it does not follow the rules that administrators set.
const LEAD_SILENCE_DAYS = 90;
const LEAD: Record<Source, Record<RecordKind, number>> = {
  kace: { machine: 0, asset: 2, ci: 5 },
  sysaid: { machine: 1, asset: 1, ci: 3 },
};

/** Merges 1..n records of one device by these rules. Throws a RangeError when there is none. */
export function mergeView(
  records: readonly MergeRecord[],
  precedence: Precedence = USUAL_PRECEDENCE,
): MergedView {
  const led = inLeadOrder(records);
  const lead = led[0];
  if (lead === undefined) throw new RangeError("A device has at least one record");
  const merger = createMerger(records, precedence);
  const textOf = (name: AttributeName) => merger.winnerOf(name)?.text ?? null;
  const [model, osName, serial] = [textOf("model"), textOf("osName"), textOf("serial")];
  return {
    ref: lead.ref,
    recordRefs: led.map((record) => record.ref),
    name: textOf("name") ?? lead.ref,
    kind: DEVICE_KINDS.find((kind) => kind === textOf("kind")) ?? "other",
    manufacturer: textOf("manufacturer"),
    model,
    serial: normaliseSerial(serial) === null ? null : serial,
    osName,
    osFamily: osFamilyOf(osName, model),
    ownerName: textOf("owner"),
    site: textOf("site"),
    department: textOf("department"),
    ip: textOf("ip"),
    lastSeenAt: latest(records.map((record) => record.lastSeenAt)),
    updatedAt: latest(records.map((record) => record.updatedAt)),
    searchText: searchTextOf(led),
  };
}

function inLeadOrder(records: readonly MergeRecord[]): MergeRecord[] {
  const silent = silentSources(lastSeenBySource(records), { silenceDays: LEAD_SILENCE_DAYS });
  return [...records].sort(
    (a, b) =>
      Number(silent.has(a.source)) - Number(silent.has(b.source)) ||
      Number(a.archived) - Number(b.archived) ||
      LEAD[a.source][a.kind] - LEAD[b.source][b.kind] ||
      compareFreshness(a, b),
  );
}

function latest(times: (string | null)[]): string | null {
  const epochs = times.map(toEpoch).filter((at) => at !== null);
  return epochs.length === 0 ? null : new Date(Math.max(...epochs)).toISOString();
}

/** Serials and MACs in plain and spelled form, since people paste either. */
function searchTextOf(records: readonly MergeRecord[]): string {
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
