import fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  DecisionsResult,
  ListPairsQuery,
  ListPairsResult,
  PairFacetsResult,
  PlaceholdersResult,
  type DecideBody,
  type PlaceholdersBody,
} from "@/lib/contracts/identity";
import type { DeviceRecord } from "@/lib/domain/device";
import type { AccountRole } from "@/lib/domain/person";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Viewer, ViewerAccount } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { BadRequest, Conflict, Forbidden, NotFound } from "@/lib/server/failures";
import type { Runtime } from "@/lib/server/runtime";
import { readAudit } from "@/lib/server/store/audit-repo";
import type { Store } from "@/lib/server/store/db";
import { rejoinDevices } from "@/lib/server/store/join/devices";
import { aRecord } from "@/lib/server/store/test-company";
import { applyDeviceRecords } from "@/lib/server/store/write/apply";
import { markGone } from "@/lib/server/store/write/removal";
import { openStage } from "@/lib/server/testing/stage";
import { decidePairs, undecidePairs } from "./decide-pairs";
import { countPairs, listPairs } from "./list-pairs";
import { changePlaceholders, readPlaceholderLists } from "./placeholders";

let runtime: Runtime;
let store: Store;
beforeAll(async () => {
  runtime = await openStage({ urls: {}, password: "unused" });
  store = runtime.store;
}, 60_000);
afterAll(() => store.close());

function someone(roles: Partial<Record<Source, AccountRole>>): Actor {
  const accounts: Partial<Record<Source, ViewerAccount>> = {};
  for (const source of ["kace", "sysaid"] as const) {
    const role = roles[source];
    if (role === undefined) continue;
    accounts[source] = {
      ref: toRef(source, "user", "ada"),
      userName: "ada",
      fullName: "Ada",
      email: null,
      role,
      isManager: false,
      organization: null,
      awayIn: null,
      expiresAt: "2099-01-01T00:00:00.000Z",
    };
  }
  const viewer: Viewer = { vaultId: "v", name: "Ada", accounts };
  return { runtime, viewer, requestId: "r", signal: new AbortController().signal };
}
const agent = () => someone({ kace: "agent", sysaid: "agent" });
const administrator = () => someone({ kace: "administrator", sysaid: "administrator" });

/** Begins with these records alone. */
async function begin(...records: DeviceRecord[]): Promise<Ref[]> {
  await store.db.execute(sql`truncate device_records, devices, match_decisions, match_findings,
    device_views, settings cascade`);
  await applyDeviceRecords(store, records);
  await rejoinDevices(store, "all");
  return records.map(({ ref }) => ref);
}

async function pairs(list: "joins" | "suggestions" | "refusals", more: object = {}) {
  const query = ListPairsQuery.parse({ list, ...more });
  const { rows, total } = ListPairsResult.parse(await listPairs(agent(), query));
  expect(total).toBe(rows.length);
  return rows.map((row) => ({
    refs: [row.a.ref, row.b.ref],
    rule: row.rule,
    reason: row.reason,
    decision: row.decision?.verdict ?? null,
  }));
}

const K1 = aRecord("kace", "machine", 1, { serial: "SERIAL001", host: "pc-1" });
const S1 = aRecord("sysaid", "asset", "S1", { serial: "SERIAL001", host: "pc-1" });
const CI = aRecord("sysaid", "ci", 9, { linkedRef: S1.ref, serial: "SERIAL001" });
const K2 = aRecord("kace", "machine", 2, { host: "pc-2", serial: "0" });
const S2 = aRecord("sysaid", "asset", "S2", { host: "pc-2" });

test("joins, suggestions and refusals are told pair by pair with rule, evidence and reason", async () => {
  await begin(
    K1,
    S1,
    CI,
    K2,
    S2,
    aRecord("kace", "machine", 3, { host: "pc-1", serial: "OTHER0001" }),
  );
  expect(await pairs("joins")).toEqual([
    { refs: [K1.ref, S1.ref], rule: "serial", reason: null, decision: null },
    { refs: [S1.ref, CI.ref], rule: "linked", reason: null, decision: null },
  ]);
  expect(await pairs("suggestions")).toEqual([
    { refs: [K2.ref, S2.ref], rule: "host", reason: "hostAlone", decision: null },
  ]);
  expect(await pairs("refusals")).toMatchObject([{ rule: "host", reason: "serials" }]);
  const { rows } = await listPairs(agent(), ListPairsQuery.parse({}));
  expect(rows[0]?.a.hollow).toEqual(["serial"]);
});

test("filters, search and counts agree, and a page holds what its filters ask for", async () => {
  await begin(K1, S1, CI, K2, S2);
  expect(await pairs("joins", { rule: "linked" })).toHaveLength(1);
  expect(await pairs("joins", { q: "pc-2" })).toEqual([]);
  expect(await pairs("suggestions", { q: "PC-2" })).toHaveLength(1);
  expect(await pairs("suggestions", { certainty: "sure" })).toEqual([]);
  expect(await pairs("joins", { record: CI.ref })).toHaveLength(1);
  const query = ListPairsQuery.parse({ list: "joins" });
  const { facets } = PairFacetsResult.parse(await countPairs(agent(), query));
  const counts = (name: string) =>
    Object.fromEntries((facets[name] ?? []).map(({ value, count }) => [value, count]));
  expect(counts("list")).toEqual({ joins: 2, suggestions: 1, refusals: 0 });
  expect(counts("rule")).toEqual({ serial: 1, linked: 1 });
  expect(counts("certainty")).toEqual({ sure: 2 });
});

test("whoever does not see all of both systems gets a reason and no row", async () => {
  const query = ListPairsQuery.parse({});
  for (const roles of [{ kace: "administrator" }, { kace: "agent", sysaid: "user" }] as const) {
    await expect(listPairs(someone(roles), query)).rejects.toThrow(Forbidden);
    await expect(countPairs(someone(roles), query)).rejects.toThrow(Forbidden);
  }
  const reader = someone({ kace: "readonly", sysaid: "agent" });
  expect((await listPairs(reader, query)).mayDecide).toBe(false);
  const body: DecideBody = {
    pairs: [{ a: K1.ref, b: S1.ref }],
    verdict: "same",
    reason: "because",
  };
  await expect(decidePairs(reader, body)).rejects.toThrow(Forbidden);
});

test("an unlinked record stays apart with what its system links to it, until that is taken back", async () => {
  await begin(K1, S1, CI);
  const asked: DecideBody = {
    pairs: [{ a: S1.ref, b: K1.ref }],
    verdict: "different",
    reason: "Swapped",
  };
  const parted = DecisionsResult.parse(await decidePairs(agent(), asked));
  expect(parted).toEqual({ pairs: [{ a: K1.ref, b: S1.ref }], together: false });
  expect(await pairs("joins")).toEqual([
    { refs: [S1.ref, CI.ref], rule: "linked", reason: null, decision: null },
  ]);
  expect(await pairs("refusals")).toEqual([
    { refs: [K1.ref, S1.ref], rule: "serial", reason: "person", decision: "different" },
  ]);
  await rejoinDevices(store, "all");
  expect(await pairs("joins")).toHaveLength(1);
  const [line] = await readAudit(store.db, 1);
  expect(line).toMatchObject({ operation: "identity.decide", who: "ada", outcome: "ok" });
  expect(JSON.stringify(line)).not.toContain("Swapped");
  expect((await undecidePairs(agent(), { pairs: parted.pairs })).together).toBe(true);
  expect(await pairs("refusals")).toEqual([]);
  await expect(undecidePairs(agent(), { pairs: parted.pairs })).rejects.toThrow(NotFound);
});

test("a linked pair is one device whatever it has in common, and a later parting must be taken back first", async () => {
  await begin(K1, K2, S2, CI, S1);
  const link: DecideBody = {
    pairs: [{ a: K2.ref, b: S2.ref }],
    verdict: "same",
    reason: "Looked at it",
  };
  expect((await decidePairs(agent(), link)).together).toBe(true);
  expect(await pairs("suggestions")).toEqual([]);
  expect(await pairs("joins", { rule: "person" })).toMatchObject([{ decision: "same" }]);
  await decidePairs(agent(), {
    pairs: [{ a: K1.ref, b: K2.ref }],
    verdict: "different",
    reason: "No",
  });
  const crossing: DecideBody = {
    pairs: [{ a: K1.ref, b: S2.ref }],
    verdict: "same",
    reason: "Yes",
  };
  await expect(decidePairs(agent(), crossing)).rejects.toThrow(/Ada said .*“No”/);
  const unlinking: DecideBody = {
    pairs: [{ a: CI.ref, b: S1.ref }],
    verdict: "different",
    reason: "No",
  };
  await expect(decidePairs(agent(), unlinking)).rejects.toThrow(Conflict);
  const gone: DecideBody = {
    pairs: [{ a: K1.ref, b: toRef("kace", "machine", 99) }],
    verdict: "same",
    reason: "x y",
  };
  await expect(decidePairs(agent(), gone)).rejects.toThrow(NotFound);
});

test("a decision is asked again only when the evidence changes, and holds meanwhile", async () => {
  await begin(K1, S1);
  await decidePairs(agent(), {
    pairs: [{ a: K1.ref, b: S1.ref }],
    verdict: "different",
    reason: "No",
  });
  await applyDeviceRecords(store, [{ ...S1, site: "Boston" }]);
  await rejoinDevices(store, [S1.ref]);
  expect(await pairs("suggestions")).toEqual([]);
  await applyDeviceRecords(store, [{ ...S1, host: "pc-9" }]);
  await rejoinDevices(store, [S1.ref]);
  expect(await pairs("suggestions")).toMatchObject([{ reason: "changed", decision: "different" }]);
  expect(await pairs("joins")).toEqual([]);
  await decidePairs(agent(), {
    pairs: [{ a: K1.ref, b: S1.ref }],
    verdict: "different",
    reason: "Still",
  });
  expect(await pairs("suggestions")).toEqual([]);
});

test("what is found about a record leaves with it", async () => {
  await begin(K2, S2);
  expect(await pairs("suggestions")).toHaveLength(1);
  await markGone(store, "assets", [S2.ref]);
  await rejoinDevices(store, [S2.ref]);
  expect(await pairs("suggestions")).toEqual([]);
});

const edits = (more: Partial<PlaceholdersBody> = {}): PlaceholdersBody => ({
  serials: { added: [], removed: [] },
  macs: { added: [], removed: [] },
  tags: { added: [], removed: [] },
  hosts: { added: [], removed: [] },
  ...more,
});

test("a new placeholder parts what it had joined once everything is matched again, and is told as it is compared", async () => {
  await begin(K1, { ...S1, host: "pc-other" });
  expect(await pairs("joins")).toHaveLength(1);
  const body = edits({ serials: { added: ["serial-001"], removed: ["none", "UNHEARD OF"] } });
  const told = PlaceholdersResult.parse(await changePlaceholders(administrator(), body));
  expect(told.lists.serials).toMatchObject({ added: ["SERIAL001"], removed: ["NONE"] });
  expect(told.changed?.by).toBe("Ada");
  await expect
    .poll(async () => (await readPlaceholderLists({ runtime })).matching, { timeout: 20_000 })
    .toMatchObject({ state: "done", devices: 2, moved: 2 });
  expect(await pairs("joins")).toEqual([]);
});

test("what cannot be a placeholder is named with its list, and nothing is kept", async () => {
  await begin(K1);
  const body = edits({ macs: { added: ["00:50:B6", "no card"], removed: [] } });
  const refused = changePlaceholders(administrator(), body);
  await expect(refused).rejects.toThrow(BadRequest);
  await expect(refused).rejects.toMatchObject({
    fields: { macs: expect.stringContaining("no card") },
  });
  expect((await readPlaceholderLists({ runtime })).changed).toBeNull();
});

const anyRecord = fc.record({
  serial: fc.constantFrom(null, "SERIAL01", "SERIAL02", "0"),
  assetTag: fc.constantFrom(null, "AI-1001", "AI-1002"),
  macs: fc.uniqueArray(fc.constantFrom("3C:52:82:00:00:01", "3C:52:82:00:00:02"), { maxLength: 2 }),
  host: fc.constantFrom(null, "pc-1", "pc-2"),
  domain: fc.constantFrom(null, "CORP"),
  model: fc.constantFrom(null, "Latitude 7420", "OptiPlex 7090"),
});

/** Who belongs with whom and why, and what was not joined. */
async function readOutcome() {
  const records = await store.db.execute(sql`
    select ref, match_rule, match_evidence, match_confidence, match_mate,
      (select min(m.ref) from device_records m where m.device_id = d.device_id and m.removed_at is null) as first
    from device_records d where removed_at is null order by ref`);
  const findings = await store.db.execute(sql`
    select record_a, record_b, kind, rule, evidence, reason, confidence, digest from match_findings
    order by record_a, record_b`);
  return { records: records.rows, findings: findings.rows };
}

const place = fc.nat(5);
const machineOf = (id: number) => toRef("kace", "machine", id);
/** One record comes, changes or goes; returns its refs. An asset stands for a machine, or for none any more. */
const anyChange = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ put: fc.constant("machine" as const), id: place, facts: anyRecord }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ put: fc.constant("sysaid" as const), id: place, facts: anyRecord }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ put: fc.constant("asset" as const), id: place, of: fc.option(place) }),
  },
  { weight: 1, arbitrary: fc.record({ put: fc.constant("gone" as const), id: place }) },
);
type Change = typeof anyChange extends fc.Arbitrary<infer Value> ? Value : never;

async function carryOut(change: Change): Promise<Ref[]> {
  if (change.put === "gone") return markGone(store, "machines", [machineOf(change.id)]);
  const record =
    change.put === "machine"
      ? aRecord("kace", "machine", change.id, change.facts)
      : change.put === "sysaid"
        ? aRecord("sysaid", "asset", change.id, change.facts)
        : aRecord("kace", "asset", change.id, {
            linkedRef: change.of === null ? null : machineOf(change.of),
            archived: change.of === null,
            deviceKind: "other",
            manufacturer: null,
            model: null,
          });
  await applyDeviceRecords(store, [record]);
  return [record.ref];
}

test("one change after another, joined in its neighbourhood, comes to what matching everything does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 4, maxLength: 16 }), async (changes) => {
      await begin();
      for (const change of changes) await rejoinDevices(store, await carryOut(change));
      const stepwise = await readOutcome();
      await rejoinDevices(store, "all");
      expect(await readOutcome()).toEqual(stepwise);
    }),
    { numRuns: 25 },
  );
}, 120_000);
