import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { CiClass, Ci } from "@/lib/domain/ci";
import { splitRef, toRef, type Ref } from "@/lib/domain/ref";
import type { Store } from "../store/db";
import { someParts } from "../store/test-parts";
import { createTestStore } from "../store/test-database";
import { applyCis, applyDeviceRecords, applyTickets } from "../store/write/apply";
import { UpstreamNetworkError, UpstreamShapeError } from "../upstream/errors";
import type { UpstreamReader } from "../upstream/port";
import { countBackground, createBackgroundStep } from "./background";
import { refreshRecord } from "./refresh";
import type { BackgroundTask } from "./schedule";
import { aMachine, aTicket, createTestTiming } from "./testing/scripted-source";

const never = new AbortController().signal;
let store: Store;
let asked: Ref[];
let answers: Map<Ref, Error>;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  asked = [];
  answers = new Map();
  await store.db
    .execute(sql`truncate tickets, ticket_events, device_records, devices, device_views, cis,
    ci_relations, software_titles, software_installs, device_parts restart identity cascade`);
});

/** Takes note of who is asked for, and fails where it was told to. */
function note(ref: Ref): void {
  asked.push(ref);
  const failure = answers.get(ref);
  if (failure) throw failure;
}
const title = {
  ref: toRef("kace", "software", 1),
  name: "Editor",
  version: "1",
  publisher: null,
  installedCount: 1,
};
const reader: UpstreamReader = {
  touch: async () => undefined,
  readTicket: async (ref) => {
    note(ref);
    const id = Number(splitRef(ref).nativeId);
    if (id === 404) return null;
    const event = {
      id: "1",
      kind: "comment" as const,
      at: "2026-03-01T08:00:00Z",
      authorRef: null,
      authorName: null,
      body: "Hello",
      minutes: null,
      attachments: [],
      steps: [],
    };
    return { ticket: aTicket(id), events: [event] };
  },
  readDeviceRecord: async (ref) => {
    note(ref);
    return aMachine(Number(splitRef(ref).nativeId), { name: "renamed" });
  },
  readParts: async (ref) => {
    note(ref);
    const installs = [{ deviceRecordRef: ref, titleRef: title.ref, installedOn: null }];
    return someParts(ref, { titles: [title], installs });
  },
  readCi: async () => null,
  readRelations: async (ref) => {
    note(ref);
    return [{ srcRef: ref, destRef: toRef("sysaid", "ci", 1), typeId: "4" }];
  },
};

const stepOf = (source: "kace" | "sysaid", task: BackgroundTask) =>
  createBackgroundStep({ source, task, store, reader, timing: createTestTiming() });
async function work(step: (signal: AbortSignal) => Promise<number>): Promise<number> {
  for (let n = 0; n < 20; n += 1) {
    const restMs = await step(never);
    if (restMs > 0) return restMs;
  }
  throw new Error("The background never rests");
}

function aCi(id: number, ciClass: CiClass): Ci {
  const none = {
    status: null,
    ownerRef: null,
    ownerName: null,
    site: null,
    department: null,
    serial: null,
    assetRef: null,
    createdAt: null,
  };
  return {
    ref: toRef("sysaid", "ci", id),
    source: "sysaid",
    name: `ci ${id}`,
    typeId: "1",
    typeLabel: ciClass,
    ciClass,
    updatedAt: "2026-03-01T08:00:00Z",
    facts: {},
    ...none,
  };
}

test("conversations of open tickets are read, latest change first, once, and again after a change", async () => {
  const at = (day: number) => ({ updatedAt: `2026-03-0${day}T08:00:00Z` });
  await applyTickets(store, [
    aTicket(1, at(1)),
    aTicket(2, at(3)),
    aTicket(3, at(2)),
    aTicket(4, { statusKind: "closed" }),
  ]);
  const step = stepOf("kace", "conversations");
  await work(step);
  expect(asked).toEqual(["kace:ticket:2", "kace:ticket:3", "kace:ticket:1"]);
  expect((await countBackground(store.db, ["kace"]))[0]).toEqual({
    source: "kace",
    task: "conversations",
    done: 3,
    total: 3,
  });
  await applyTickets(store, [aTicket(1, { updatedAt: "2036-01-01T00:00:00Z" })]);
  asked = [];
  await work(step);
  expect(asked).toEqual(["kace:ticket:1"]);
});

test("relations of services come before those of servers, and those before desktops", async () => {
  await applyCis(store, [
    aCi(1, "workstation"),
    aCi(2, "server"),
    aCi(3, "service"),
    aCi(4, "site"),
  ]);
  await work(stepOf("sysaid", "relations"));
  expect(asked).toEqual([3, 2, 4, 1].map((id) => toRef("sysaid", "ci", id)));
});

test("software of the machines seen last comes first, and a title that is known keeps its own facts", async () => {
  await applyDeviceRecords(store, [
    aMachine(1),
    aMachine(2, { lastSeenAt: "2026-03-02T08:00:00Z" }),
  ]);
  await work(stepOf("kace", "parts"));
  expect(asked).toEqual(["kace:machine:2", "kace:machine:1"]);
  const found = await store.db.execute<{ n: number }>(
    sql`select count(*)::int as n from software_installs`,
  );
  expect(found.rows[0]?.n).toBe(2);
});

test("a record that cannot be read is passed over; an outage stops the rest and is tried again", async () => {
  await applyCis(
    store,
    [1, 2, 3].map((id) => aCi(id, "server")),
  );
  answers.set(
    toRef("sysaid", "ci", 1),
    new UpstreamShapeError({ source: "sysaid", operation: "ci.relations", issues: [] }),
  );
  const step = stepOf("sysaid", "relations");
  expect(await work(step)).toBe(15_000);
  expect(asked).toHaveLength(3);
  await work(step);
  expect(asked).toHaveLength(3);
  const down = new UpstreamNetworkError("down", { source: "sysaid", operation: "ci.relations" });
  await applyCis(store, [aCi(4, "server")]);
  answers.set(toRef("sysaid", "ci", 4), down);
  expect(await step(never)).toBe(1_500);
  answers.clear();
  await work(step);
  expect(asked.filter((ref) => ref === toRef("sysaid", "ci", 4))).toHaveLength(2);
});

test("a refreshed record is written and joined; one that the source no longer shows is marked as gone", async () => {
  await applyTickets(store, [aTicket(404)]);
  const call = { priority: "refresh" as const };
  expect(await refreshRecord(store, reader, toRef("kace", "ticket", 404), call)).toBe("gone");
  expect(await refreshRecord(store, reader, toRef("kace", "ticket", 5), call)).toBe("read");
  expect(await refreshRecord(store, reader, toRef("kace", "machine", 6), call)).toBe("read");
  expect(await refreshRecord(store, reader, toRef("kace", "user", 1), call)).toBe("unsupported");
  const found = await store.db.execute(sql`
    select (select string_agg(ref, ',') from tickets where removed_at is null) as tickets,
      (select body from ticket_events) as body, (select name from device_views) as name`);
  expect(found.rows[0]).toEqual({ tickets: "kace:ticket:5", body: "Hello", name: "renamed" });
});
