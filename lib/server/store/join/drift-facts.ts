import "server-only";
import { sql } from "drizzle-orm";
import { driftWordsOf, type DriftWord } from "@/lib/domain/coverage";
import type { DeviceRecord } from "@/lib/domain/device";
import { normaliseHost, normaliseMac } from "@/lib/domain/identity";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Db } from "../db";

/** Labels among a record's facts that drift is told by; the KACE client writes them. */
const AGENT_FACT = "Agent version";
export const ARCHIVE_FACT = "Archiving";

/** What the words of {@link driftColumnsOf} need beside the records themselves. */
export interface DriftExtras {
  withAgent: ReadonlySet<Ref>;
  archivePending: ReadonlySet<Ref>;
  answering: readonly AnsweringNode[];
}

/** A device that KACE found on the network without an agent, and that answered its last scan. */
interface AnsweringNode {
  /** The machine as which KACE itself lists it. */
  machineRef: Ref | null;
  mac: string | null;
  host: string | null;
  ip: string | null;
}

type Mate = Omit<DeviceRecord, "facts">;

/** Reads what the records of these devices say beyond their columns, and which nodes answer. */
export async function readDriftExtras(
  tx: Db,
  deviceIds: readonly number[],
  records: readonly Mate[],
): Promise<DriftExtras> {
  const told = await tx.execute<{ ref: Ref; agent: string | null; archiving: string | null }>(sql`
    select d.ref, d.facts ->> ${AGENT_FACT} as agent, d.facts ->> ${ARCHIVE_FACT} as archiving
    from device_records d where d.device_id = any(${sql.param([...deviceIds])}::bigint[])
      and d.source = 'kace' and d.removed_at is null`);
  const refsWhere = (holds: (row: (typeof told.rows)[number]) => boolean) =>
    new Set(told.rows.filter(holds).map((row) => row.ref));
  return {
    withAgent: refsWhere((row) => (row.agent?.trim() ?? "") !== ""),
    archivePending: refsWhere((row) => row.archiving?.toLowerCase() === "pending"),
    answering: await readAnsweringNodes(tx, records),
  };
}

const ANSWERS = ["answers", "up", "online", "reachable", "alive"];

/** Only nodes that may be one of these records: there may be many nodes, and mostly few records change. */
async function readAnsweringNodes(tx: Db, records: readonly Mate[]): Promise<AnsweringNode[]> {
  const macs = records.flatMap((record) => record.macs.map(plainMac));
  const ips = records.flatMap((record) => record.ip ?? []);
  const hosts = records.flatMap((record) => hostOf(record) ?? []);
  const refs = records.filter((record) => record.kind === "machine").map((record) => record.ref);
  const found = await tx.execute<{
    name: string;
    mac: string | null;
    ip: string | null;
    machine_ref: Ref | null;
  }>(sql`
    select n.name, n.facts ->> 'MAC' as mac, n.facts ->> 'Address' as ip, i.record_ref as machine_ref
    from inventory_items n
    left join item_devices i on i.item_ref = n.ref and i.record_ref = any(${sql.param(refs)}::text[])
    where n.kind = 'node' and n.removed_at is null and lower(n.status) = any(${sql.param(ANSWERS)}::text[])
      and (i.record_ref is not null
        or translate(lower(n.facts ->> 'MAC'), ':-. ', '') = any(${sql.param(macs)}::text[])
        or n.facts ->> 'Address' = any(${sql.param(ips)}::text[])
        or split_part(lower(n.name), '.', 1) = any(${sql.param(hosts)}::text[]))`);
  return found.rows.map((row) => ({
    machineRef: row.machine_ref,
    mac: row.mac === null ? null : normaliseMac(row.mac),
    host: shortHost(row.name),
    ip: row.ip,
  }));
}

/** What one lens's records come to, as columns of its row. */
export function driftColumnsOf(
  records: readonly Mate[],
  extras: DriftExtras,
): { kace_seen_at: string | null; sysaid_seen_at: string | null; drift: DriftWord[] } {
  return {
    kace_seen_at: lastSeenBy(records, "kace"),
    sysaid_seen_at: lastSeenBy(records, "sysaid"),
    drift: driftWordsOf(
      records.map((record) => ({
        ...record,
        hasAgent: extras.withAgent.has(record.ref),
        archivePending: extras.archivePending.has(record.ref),
      })),
      { answers: extras.answering.some((node) => records.some((record) => isNode(record, node))) },
    ),
  };
}

/** Its card tells a node from others; where it told none, its name; an address alone is lent to many. */
function isNode(record: Mate, node: AnsweringNode): boolean {
  if (node.machineRef !== null && node.machineRef === record.ref) return true;
  if (node.mac !== null) return record.macs.some((mac) => normaliseMac(mac) === node.mac);
  if (node.host !== null && !isAddress(node.host)) return hostOf(record) === node.host;
  return node.ip !== null && record.ip === node.ip;
}

const isAddress = (text: string) => /^[\d.]+$|:/.test(text);

function lastSeenBy(records: readonly Mate[], source: Source): string | null {
  const times = records
    .filter((record) => record.source === source && record.lastSeenAt !== null)
    .map((record) => Date.parse(record.lastSeenAt ?? ""))
    .filter((time) => !Number.isNaN(time));
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

const plainMac = (mac: string) => mac.toLowerCase().replace(/[^0-9a-f]/g, "");
const shortHost = (text: string | null) => normaliseHost(text)?.short ?? null;
const hostOf = (record: Mate) => shortHost(record.host);
