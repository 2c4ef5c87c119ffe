import "server-only";
import type { DecideBody, DecisionsResult, UndecideBody } from "@/lib/contracts/identity";
import { evidenceOf, toMatchFacts, type MatchRecord } from "@/lib/domain/identity";
import type { Ref } from "@/lib/domain/ref";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { Conflict, NotFound } from "@/lib/server/failures";
import { readPlaceholders } from "@/lib/server/store/identity-settings-repo";
import { rejoinDevices } from "@/lib/server/store/join/devices";
import {
  deleteDecisions,
  readPartings,
  writeDecisions,
  type DecidedPair,
} from "@/lib/server/store/match-decisions-repo";
import { readDeviceMates } from "@/lib/server/store/read/device-mates";
import { readPairRecords, type PairRecord } from "@/lib/server/store/read/pairs";
import { requireDecider } from "./identity-rights";

type Decider = Pick<Actor, "runtime" | "viewer" | "requestId">;

/**
 * Keeps what somebody says about pairs of records, and joins their devices anew. Pairs that their own system links
 * cannot be parted here. Throws Forbidden, {@link NotFound} for a record that is not there (any more), and
 * {@link Conflict} where the systems' own links or an earlier decision stand against it.
 */
export async function decidePairs(actor: Decider, body: DecideBody): Promise<DecisionsResult> {
  const { runtime, viewer } = actor;
  requireDecider(viewer);
  const { db } = runtime.store;
  const pairs = distinctPairs(body.pairs);
  const records = await readRecordsOf(db, pairs);
  const decided =
    body.verdict === "different" ? withoutLinked(pairs, await readLinkedSets(db, records)) : pairs;
  if (body.verdict === "same") await refuseParted(db, pairs, records);
  const placeholders = await readPlaceholders(db);
  const factsOf = (ref: Ref) => toMatchFacts(toMatchRecord(recordOf(records, ref)), placeholders);
  const at = new Date().toISOString();
  const target = decided.map(({ a, b }) => `${a} ${b}`).join(", ");
  const detail = { verdict: body.verdict, pairs: decided.length };
  await audited(actor, { operation: "identity.decide", source: "kace", target, detail }, () =>
    writeDecisions(
      db,
      decided.map(({ a, b }) => ({
        a,
        b,
        verdict: body.verdict,
        reason: body.reason,
        by: viewer.name,
        at,
        evidence: evidenceOf(factsOf(a), factsOf(b)),
      })),
    ),
  );
  return settle(actor, decided);
}

/** Takes back what somebody said about pairs, and joins their devices by evidence alone. Throws Forbidden, {@link NotFound}. */
export async function undecidePairs(actor: Decider, body: UndecideBody): Promise<DecisionsResult> {
  requireDecider(actor.viewer);
  const { db } = actor.runtime.store;
  const pairs = distinctPairs(body.pairs);
  const target = pairs.map(({ a, b }) => `${a} ${b}`).join(", ");
  const detail = { pairs: pairs.length };
  const act = { operation: "identity.undecide", source: "kace", target, detail } as const;
  const gone = await audited(actor, act, () => deleteDecisions(db, pairs));
  if (gone.length === 0) throw new NotFound("decision about these records");
  return settle(actor, gone);
}

async function settle({ runtime }: Decider, pairs: DecidedPair[]): Promise<DecisionsResult> {
  await rejoinDevices(runtime.store, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]);
  const [first] = pairs;
  const mates = first ? await readDeviceMates(runtime.store.db, [first.a]) : [];
  return { pairs, together: first !== undefined && mates.some(({ ref }) => ref === first.b) };
}

/** Each pair once, its refs in order; a record with itself is no pair. */
function distinctPairs(pairs: DecideBody["pairs"]): DecidedPair[] {
  const ordered = pairs
    .map(({ a, b }) => (a < b ? { a, b } : { a: b, b: a }))
    .filter(({ a, b }) => a !== b);
  const distinct = [...new Map(ordered.map((pair) => [`${pair.a} ${pair.b}`, pair])).values()];
  if (distinct.length === 0) throw new Conflict("A record cannot be compared with itself.");
  return distinct;
}

type Records = ReadonlyMap<Ref, PairRecord>;
type Db = Parameters<typeof readPairRecords>[0];

async function readRecordsOf(db: Db, pairs: DecidedPair[]): Promise<Records> {
  const refs = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const found = await readPairRecords(db, refs);
  if (found.length < refs.length) throw new NotFound("record with this name");
  return new Map(found.map((record) => [record.ref, record]));
}

function recordOf(records: Records, ref: Ref): PairRecord {
  const record = records.get(ref);
  if (record === undefined) throw new NotFound("record with this name");
  return record;
}

const toMatchRecord = (record: PairRecord): MatchRecord => record;

/** For each record its device's records that its own system links to it, over any number of links. */
async function readLinkedSets(db: Db, records: Records): Promise<Map<Ref, ReadonlySet<Ref>>> {
  const mates = await readDeviceMates(db, [...records.keys()]);
  const sets = new Map<Ref, Set<Ref>>(mates.map(({ ref }) => [ref, new Set([ref])]));
  for (const { ref, linkedRef } of mates) {
    const [one, other] = [sets.get(ref), linkedRef === null ? undefined : sets.get(linkedRef)];
    if (one === undefined || other === undefined || one === other) continue;
    for (const each of other) {
      one.add(each);
      sets.set(each, one);
    }
  }
  return sets;
}

function withoutLinked(
  pairs: DecidedPair[],
  linked: ReadonlyMap<Ref, ReadonlySet<Ref>>,
): DecidedPair[] {
  const left = pairs.filter(({ a, b }) => linked.get(a)?.has(b) !== true);
  const [first] = pairs;
  if (left.length > 0 || first === undefined) return left;
  const source = first.a.startsWith("kace:") ? "kace" : "sysaid";
  throw new Conflict(
    `${SOURCE_LABELS[source].label} itself links these records. Change the link there, and Sightline follows.`,
  );
}

/** Refuses to join what an earlier decision keeps apart. */
async function refuseParted(db: Db, pairs: DecidedPair[], records: Records): Promise<void> {
  for (const { a, b } of pairs) {
    const [one, other] = await Promise.all([readDeviceMates(db, [a]), readDeviceMates(db, [b])]);
    const refsOf = (mates: { ref: Ref }[]) => mates.map(({ ref }) => ref);
    const partings = await readPartings(db, refsOf(one), refsOf(other));
    const parting = partings.find((each) => each.a !== a || each.b !== b);
    if (parting === undefined) continue;
    const names = [recordOf(records, a).name, recordOf(records, b).name].join(" and ");
    throw new Conflict(
      `${parting.by} said that records of ${names} are not the same machine: “${parting.reason}”. Take that decision back first.`,
    );
  }
}
