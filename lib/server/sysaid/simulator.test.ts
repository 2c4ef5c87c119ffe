import { afterEach, expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import type {
  Cursor,
  SyncEntity,
  SyncReader,
  SyncRows,
  Upstream,
} from "@/lib/server/upstream/port";
import { createClock } from "@/simulators/appliance/clock";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_NOW, TINY_PASSWORD, createTinyCompany } from "@/simulators/appliance/tiny-company";
import type { SysaidSimulatorSettings } from "@/simulators/sysaid/settings";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { createSysaidUpstream } from "./index";
import { memoryStore } from "./testing/memory-store";

/** A simulated SysAid on a free port, and the upstream that asks it; both live by one clock that tests move. */
async function startSimulated(
  options: { records?: number; settings?: Partial<SysaidSimulatorSettings> } = {},
) {
  const time = createClock(TINY_NOW);
  const simulator = createSysaidSimulator({
    company: createTinyCompany({ records: options.records }),
    clock: time,
    settings: options.settings,
  });
  const server = await startAppliance({ app: simulator.app });
  const settings = {
    url: server.url,
    serviceUser: "ada",
    servicePassword: TINY_PASSWORD,
    ca: null,
    accountId: "tiny",
  };
  // Waiting moves the time on instead.
  const clock = { now: time.now, wait: async (ms: number) => time.advance(ms) };
  const start = () => createSysaidUpstream(settings, { clock });
  const store = memoryStore();
  const upstream = start();
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${server.url}/__simulator/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return answer.json();
  };
  return { url: server.url, time, upstream, store, start, control, close: () => server.close() };
}

type Simulated = Awaited<ReturnType<typeof startSimulated>>;
const person = { priority: "person" } as const;
const sweep = { priority: "sweep" } as const;
const running: Simulated[] = [];

async function simulate(options?: Parameters<typeof startSimulated>[0]): Promise<Simulated> {
  const simulated = await startSimulated(options);
  running.push(simulated);
  return simulated;
}
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

const isReaderOf =
  <Entity extends SyncEntity>(entity: Entity) =>
  (reader: SyncReader): reader is SyncReader<Entity> =>
    reader.entity === entity;

function readerOf<Entity extends SyncEntity>(simulated: Simulated, entity: Entity) {
  const { readers } = simulated.upstream.service(simulated.store);
  const reader = readers.find(isReaderOf(entity));
  if (!reader) throw new Error(`no reader of ${entity}`);
  return reader;
}

async function readAll<Entity extends SyncEntity>(reader: SyncReader<Entity>) {
  const rows: SyncRows[Entity][] = [];
  const totals: (number | null)[] = [];
  for (let cursor: Cursor | undefined; ;) {
    const page = await reader.readPage(cursor, sweep);
    rows.push(...page.rows);
    totals.push(page.total);
    if (page.done) return { rows, totals };
    // A cursor lives in the store as JSON.
    cursor = JSON.parse(JSON.stringify(page.cursor)) as Cursor;
  }
}

async function signIn(upstream: Upstream, userName: string, password = TINY_PASSWORD) {
  const result = await upstream.signIn({ userName, password }, person);
  if (result.outcome !== "connected") throw new Error(result.outcome);
  return result;
}

const requestsOf = async (simulated: Simulated, path: RegExp) => {
  const log = (await simulated.control("requests")) as { method: string; url: string }[];
  return log.filter(({ url }) => path.test(url));
};

test.each([
  ["ada", "administrator", true],
  ["abe", "agent", false],
  ["mia", "user", true],
  ["leo", "user", false],
])("%s signs in as %s, with the password as typed", async (userName, role, isManager) => {
  const { upstream } = await simulate();
  const { account, session } = await signIn(upstream, userName);
  expect(account).toMatchObject({ userName, role, isManager, email: `${userName}@tiny.example` });
  expect(account.expiresAt).toBe(new Date(TINY_NOW + 45 * 60_000).toISOString());
  expect(session).toMatchObject({ source: "sysaid", headers: {}, organization: null, userName });
  expect(session.cookies).toContain("ROUTEID");
  expect(session.cookies).not.toContain(TINY_PASSWORD);
});

test("wrong credentials are refused, whether or not the user exists", async () => {
  const { upstream } = await simulate();
  for (const userName of ["ada", "nobody"]) {
    const result = await upstream.signIn({ userName, password: "wrong" }, person);
    expect(result).toEqual({ outcome: "refused" });
  }
});

test("the third sign-in of a person in five minutes is not sent, and says when one is free; others go on", async () => {
  const simulated = await simulate();
  const { upstream, time } = simulated;
  await signIn(upstream, "leo");
  time.advance(60_000);
  await signIn(upstream, "LEO");
  const error = await signIn(upstream, "leo").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UpstreamBusyError);
  expect(error).toMatchObject({ reason: "sign_ins", retryAt: TINY_NOW + 300_000 });
  expect(await requestsOf(simulated, /login$/)).toHaveLength(2);
  await signIn(upstream, "mia");
  time.advance(240_000);
  await signIn(upstream, "leo");
});

test("where the tenant shares the sign-ins, one refusal teaches that, and nobody asks before the window ends", async () => {
  const simulated = await simulate({ settings: { loginLimitPer: "tenant" } });
  const { upstream, time } = simulated;
  await signIn(upstream, "ada");
  await signIn(upstream, "abe");
  for (const userName of ["mia", "leo"]) {
    const error = await signIn(upstream, userName).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ reason: "sign_ins", retryAt: TINY_NOW + 300_000 });
  }
  expect(await requestsOf(simulated, /login$/)).toHaveLength(3);
  time.advance(300_000);
  await signIn(upstream, "leo");
});

test("every record of every type is read once, archived ones too, whichever way archive=1 is meant", async () => {
  for (const archiveOne of ["both", "only"] as const) {
    const simulated = await simulate({ records: 1_203, settings: { archiveOne } });
    const { rows, totals } = await readAll(readerOf(simulated, "tickets"));
    const numbers = rows.map(({ number }) => Number(number)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 1_203 }, (_, index) => index + 1));
    expect(totals[0]).toBe(1_203);
  }
});

test("a server with smaller pages than asked for is read to its end", async () => {
  const simulated = await simulate({ records: 150, settings: { maxChunkSize: 40 } });
  const { rows } = await readAll(readerOf(simulated, "tickets"));
  expect(new Set(rows.map(({ ref }) => ref)).size).toBe(150);
});

test("a record is mapped with its people, group, asset and CI", async () => {
  const simulated = await simulate();
  const { rows } = await readAll(readerOf(simulated, "tickets"));
  const ticket = rows.find(({ number }) => number === "15");
  expect(ticket).toMatchObject({
    ref: "sysaid:record:15",
    kind: "problem",
    title: "mail_slow 15",
    statusKind: "waiting",
    statusLabel: "Pending",
    priorityLevel: 1,
    priorityLabel: "Highest",
    category: "Hardware / Printer / Paper",
    assigneeRef: "sysaid:user:1",
    assigneeName: "Ada Adler",
    requesterRef: "sysaid:user:1",
    queueRef: null,
    ciRef: "sysaid:ci:1",
    deviceRecordRef: rows.find(({ number }) => number === "3")?.deviceRecordRef,
    closedAt: null,
    canUpdate: true,
  });
  const copied = rows.find(({ number }) => number === "7");
  expect(copied?.copiedTo).toEqual(["someone@else.example", "uma@tiny.example"]);
});

test("changes are read from a moment on, newest first, and nothing older", async () => {
  const simulated = await simulate({ records: 900 });
  const all = (await readAll(readerOf(simulated, "tickets"))).rows;
  const reader = readerOf(simulated, "tickets");
  const since = new Date(TINY_NOW - 100 * 86_400_000).toISOString();
  const rows: string[] = [];
  for (let cursor: Cursor | undefined; ;) {
    const page = await reader.readChangedSince?.(since, cursor, { priority: "delta" });
    if (!page) throw new Error("no delta");
    rows.push(...page.rows.map(({ ref }) => ref));
    if (page.done) break;
    cursor = page.cursor;
  }
  const archived = new Set(
    Array.from({ length: 100 }, (_, index) => toRef("sysaid", "record", (index + 1) * 9)),
  );
  const wanted = all.filter(({ ref, updatedAt }) => updatedAt >= since && !archived.has(ref));
  expect(wanted.length).toBeGreaterThan(100);
  expect([...rows].sort()).toEqual(wanted.map(({ ref }) => ref).sort());
});

test("an account without records reads as empty, whether told as a string or as an array", async () => {
  for (const emptyAs of ["array", "string"] as const) {
    const simulated = await simulate({ settings: { emptyAs } });
    await simulated.control("faults", { path: "/api/v1/*", fault: { kind: "empty" } });
    for (const entity of ["tickets", "assets", "cis", "accounts"] as const) {
      expect((await readAll(readerOf(simulated, entity))).rows).toEqual([]);
    }
  }
});

test("when every page is the first one, the reading ends as not understood and nothing counts as gone", async () => {
  const simulated = await simulate({ records: 1_203 });
  await simulated.control("faults", { path: "/api/v1/sr", fault: { kind: "repeat" } });
  await expect(readAll(readerOf(simulated, "tickets"))).rejects.toBeInstanceOf(UpstreamShapeError);
});

test("accounts, queues, assets, CIs and relation types are read", async () => {
  const simulated = await simulate();
  const accounts = (await readAll(readerOf(simulated, "accounts"))).rows;
  expect(accounts.map(({ userName, role, managerName }) => [userName, role, managerName])).toEqual([
    ["ada", "administrator", null],
    ["abe", "agent", "Ada Adler"],
    ["mia", "user", "Ada Adler"],
    ["uma", "user", "Mia Moss"],
    ["leo", "user", "Uma Unger"],
  ]);
  const queues = (await readAll(readerOf(simulated, "queues"))).rows;
  expect(queues.map(({ ref, name, ownerRefs }) => [ref, name, ownerRefs])).toEqual([
    ["sysaid:group:1", "Support", ["sysaid:user:1", "sysaid:user:2"]],
    ["sysaid:group:10", "N1 Service Desk", ["sysaid:user:1", "sysaid:user:2"]],
  ]);
  expect(queues[0]?.lists.status?.map(({ label, statusKind }) => [label, statusKind])).toEqual([
    ["New", "new"],
    ["Open", "open"],
    ["Closed", "closed"],
    ["Pending", "waiting"],
    ["Deleted", "closed"],
    ["Change Completed", "closed"],
  ]);
  const assets = (await readAll(readerOf(simulated, "assets"))).rows;
  expect(assets[0]).toMatchObject({
    name: "PC-1",
    serial: "SN-1",
    deviceKind: "laptop",
    ownerRef: "sysaid:user:3",
    ownerName: "Mia Moss",
    ramBytes: 17_179_869_184,
    diskBytes: 512 * 2 ** 30,
    lastSeenAt: new Date(TINY_NOW - 86_400_000).toISOString(),
    site: "Head Office",
  });
  expect(assets[0]?.macs).toHaveLength(1);
  const cis = (await readAll(readerOf(simulated, "cis"))).rows;
  expect(cis.map(({ ci, record }) => [ci.name, ci.ciClass, record?.linkedRef])).toEqual([
    ["PC-1", "workstation", assets[0]?.ref],
    ["PC-2", "workstation", null],
    ["PC-3", "workstation", null],
    ["Mail service", "service", undefined],
  ]);
  expect(cis[0]?.ci.ownerRef).toBe("sysaid:user:1");
  const types = (await readAll(readerOf(simulated, "relationTypes"))).rows;
  expect(types).toEqual([
    { id: "2", name: "Depends on", opposite: "Is needed by" },
    { id: "4", name: "Connected to", opposite: "Connected to" },
  ]);
  const { reader } = simulated.upstream.service(simulated.store);
  expect(await reader.readRelations(toRef("sysaid", "ci", 4), sweep)).toEqual([
    { srcRef: "sysaid:ci:4", destRef: "sysaid:ci:1", typeId: "2" },
  ]);
  expect(await reader.readParts(toRef("sysaid", "asset", "x"), sweep)).toBeNull();
});

test("the service session outlives a restart and costs one sign-in", async () => {
  const simulated = await simulate();
  await readAll(readerOf(simulated, "accounts"));
  const restarted = { ...simulated, upstream: simulated.start() };
  await readAll(readerOf(restarted, "accounts"));
  expect(await requestsOf(simulated, /login$/)).toHaveLength(1);
});

test("a session that expires in the middle of a sweep is renewed once, however many calls meet it", async () => {
  const simulated = await simulate({ records: 1_203 });
  const reader = readerOf(simulated, "tickets");
  const first = await reader.readPage(undefined, sweep);
  if (first.done) throw new Error("one page");
  simulated.time.advance(46 * 60_000);
  const pages = await Promise.all([1, 2, 3, 4].map(() => reader.readPage(first.cursor, sweep)));
  expect(pages.map(({ rows }) => rows.length)).toEqual([500, 500, 500, 500]);
  expect(await requestsOf(simulated, /login$/)).toHaveLength(2);
  expect(simulated.store.saved).toHaveLength(2);
});

test("a sign-in page in place of JSON is an expired session", async () => {
  const simulated = await simulate();
  const { session } = await signIn(simulated.upstream, "leo");
  const actor = simulated.upstream.as(session);
  await actor.touch(person);
  await simulated.control("faults", { path: "/api/v1/*", fault: { kind: "html" } });
  for (const ask of [
    () => actor.touch(person),
    () => actor.readTicket(toRef("sysaid", "record", 2), person),
    () => actor.setStatus(toRef("sysaid", "record", 2), "2", person),
  ]) {
    const error = await ask().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UpstreamAuthError);
    expect(error).toMatchObject({ reason: "expired" });
  }
});

test("a person's expired session is theirs to renew: nobody signs in for them", async () => {
  const simulated = await simulate();
  const { session } = await signIn(simulated.upstream, "leo");
  simulated.time.advance(46 * 60_000);
  const error = await simulated.upstream
    .as(session)
    .touch(person)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: "auth", reason: "expired" });
  expect(await requestsOf(simulated, /login$/)).toHaveLength(1);
});

test("an operation that is always refused does not use up the sign-ins", async () => {
  const simulated = await simulate();
  const fault = { kind: "status", status: 401, body: { status: 401, message: "no" } };
  await simulated.control("faults", { path: "/api/v1/ci/relationtypes", fault });
  const reader = readerOf(simulated, "relationTypes");
  for (let i = 0; i < 3; i++) {
    await expect(reader.readPage(undefined, sweep)).rejects.toBeInstanceOf(UpstreamAuthError);
  }
  expect(await requestsOf(simulated, /login$/)).toHaveLength(2);
});

test("after a 429 people are told until when, and a sweep waits for the window's end", async () => {
  const simulated = await simulate({ settings: { requestLimit: 3 } });
  const { upstream, time, store } = simulated;
  const { session } = await signIn(upstream, "leo");
  const actor = upstream.as(session);
  for (let i = 0; i < 3; i++) await actor.touch(person);
  const error = await actor.touch(person).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: "busy", reason: "budget", retryAt: TINY_NOW + 300_000 });
  expect(upstream.condition().blockedUntil).toBe(TINY_NOW + 300_000);
  const asked = (await requestsOf(simulated, /list\/priority/)).length;
  await actor.touch(person).catch((thrown: unknown) => thrown);
  expect(await requestsOf(simulated, /list\/priority/)).toHaveLength(asked);
  const { readers } = upstream.service(store);
  const relationTypes = readers.find(isReaderOf("relationTypes"));
  expect((await relationTypes?.readPage(undefined, sweep))?.rows).toHaveLength(2);
  expect(time.now()).toBeGreaterThanOrEqual(TINY_NOW + 300_000);
});

test("a comment is added beside those that stand, under the person's name", async () => {
  const { upstream } = await simulate();
  const { session } = await signIn(upstream, "abe");
  const actor = upstream.as(session);
  const ref = toRef("sysaid", "record", 2);
  const before = await actor.readTicket(ref, person);
  expect(before?.events.map(({ kind }) => kind)).toEqual(["change", "internal", "work"]);
  for (const text of ["Looks like the fuser – ordered", "It came, and it is in"]) {
    await actor.comment(ref, { text, internal: true }, person);
  }
  const after = await actor.readTicket(ref, person);
  const notes = after?.events.filter(({ kind }) => kind === "internal");
  expect(notes?.map(({ body, authorName }) => [body, authorName])).toEqual([
    ["Looking at 2", "abe"],
    ["Looks like the fuser – ordered", "abe"],
    ["It came, and it is in", "abe"],
  ]);
  expect(after?.events.find(({ kind }) => kind === "work")?.minutes).toBe(15);
  expect(after?.ticket.updatedAt).toBe(new Date(TINY_NOW).toISOString());
});

test("a link is added once, however often it is told", async () => {
  const simulated = await simulate();
  const { session } = await signIn(simulated.upstream, "abe");
  const actor = simulated.upstream.as(session);
  const ref = toRef("sysaid", "record", 2);
  const link = { name: "KACE 42", address: "https://sightline.example/tickets/kace%3Aticket%3A42" };
  const added = async () =>
    (await requestsOf(simulated, /sr\/2\/link$/)).filter(({ method }) => method === "POST").length;
  await actor.addLink?.(ref, link, person);
  await actor.addLink?.(ref, link, person);
  expect(await added()).toBe(1);
  // The name is taken by another address: SysAid says no, and its word is not swallowed.
  const other = { ...link, address: "https://sightline.example/elsewhere" };
  await expect(actor.addLink?.(ref, other, person)).rejects.toThrow(UpstreamHttpError);
  expect(await added()).toBe(2);
});

test("assigning and closing go to the record, and the form's status has the list's class", async () => {
  const { upstream } = await simulate();
  const { session } = await signIn(upstream, "abe");
  const actor = upstream.as(session);
  const ref = toRef("sysaid", "record", 1);
  await actor.assign(ref, toRef("sysaid", "user", 2), person);
  expect((await actor.readTicket(ref, person))?.ticket.assigneeRef).toBe("sysaid:user:2");
  await actor.assign(ref, null, person);
  expect((await actor.readTicket(ref, person))?.ticket.assigneeRef).toBeNull();
  await actor.setStatus(ref, "21", person);
  const closed = (await actor.readTicket(ref, person))?.ticket;
  expect(closed).toMatchObject({
    statusKind: "closed",
    statusLabel: "Change Completed",
    closedAt: new Date(TINY_NOW).toISOString(),
  });
});

test("each change of a record is one field of one update, and a close its own operation", async () => {
  const simulated = await simulate();
  const { upstream } = simulated;
  const { session } = await signIn(upstream, "abe");
  const actor = upstream.as(session);
  const ref = toRef("sysaid", "record", 1);
  await actor.setPriority(ref, "2", person);
  await actor.setCategory(ref, "Hardware_Printer_Paper", person);
  await actor.setDue(ref, "2026-07-04T15:30:00.000Z", person);
  await actor.moveQueue(ref, toRef("sysaid", "group", 1), person);
  expect((await actor.readTicket(ref, person))?.ticket).toMatchObject({
    priorityId: "2",
    category: "Hardware / Printer / Paper",
    dueAt: "2026-07-04T15:30:00.000Z",
    queueLabel: "Support",
  });
  await actor.setDue(ref, null, person);
  await actor.close(ref, { statusId: null, solution: "Neue Trommel – läuft" }, person);
  expect((await actor.readTicket(ref, person))?.ticket).toMatchObject({
    dueAt: null,
    statusLabel: "Closed",
    resolution: "Neue Trommel – läuft",
  });
  const again = actor.close(ref, { statusId: null, solution: null }, person);
  await expect(again).rejects.toMatchObject({
    upstreamMessage: "This service record is already closed.",
  });
  const writes = (await requestsOf(simulated, /sr\/1/)).filter(({ method }) => method === "PUT");
  expect(writes).toHaveLength(7);
});

test("categories come from the filter that holds their tree, as paths", async () => {
  const { upstream } = await simulate();
  const { readers } = upstream.service({ load: async () => null, save: async () => undefined });
  const reader = readers.find(({ entity }) => entity === "queues");
  const page = await reader?.readPage(undefined, person);
  const [queue] = page?.rows ?? [];
  expect(queue && "lists" in queue ? queue.lists.category : []).toEqual([
    { id: "Network", label: "Network", ordinal: 0 },
    { id: "Network_VPN", label: "Network / VPN", ordinal: 1 },
    { id: "Mail_Old", label: "Mail_Old", ordinal: 2 },
    { id: "Hardware", label: "Hardware", ordinal: 3 },
    { id: "Hardware_Printer", label: "Hardware / Printer", ordinal: 4 },
    { id: "Hardware_Printer_Paper", label: "Hardware / Printer / Paper", ordinal: 5 },
  ]);
});

test("what belongs to another source, or is no value of SysAid's, is refused unsent", async () => {
  const { upstream } = await simulate();
  const { session } = await signIn(upstream, "abe");
  const actor = upstream.as(session);
  const ref = toRef("sysaid", "record", 1);
  for (const write of [
    actor.assign(ref, toRef("kace", "user", 2), person),
    actor.setStatus(ref, "2,3", person),
    actor.setStatus(toRef("kace", "ticket", 1), "2", person),
    actor.setPriority(ref, "high", person),
    actor.moveQueue(ref, toRef("kace", "queue", 1), person),
    actor.close(ref, { statusId: "closed", solution: null }, person),
  ]) {
    await expect(write).rejects.toBeInstanceOf(UpstreamRefusal);
  }
});

test("people read what is theirs, and a supervisor their people's records", async () => {
  const { upstream } = await simulate();
  const read = async (userName: string, id: number) => {
    const { session } = await signIn(upstream, userName);
    return upstream.as(session).readTicket(toRef("sysaid", "record", id), person);
  };
  // Record 2 is Leo's, and Leo is Uma's.
  expect((await read("leo", 2))?.ticket.requesterName).toBe("Leo Lang");
  expect((await read("uma", 2))?.ticket.requesterName).toBe("Leo Lang");
  expect(await read("leo", 1)).toBeNull();
});

test("a write whose connection broke is not sent again", async () => {
  const simulated = await simulate();
  const { session } = await signIn(simulated.upstream, "abe");
  const fault = { kind: "status", status: 503 };
  await simulated.control("faults", { method: "PUT", path: "/api/v1/sr/*", times: 1, fault });
  const write = simulated.upstream.as(session).setStatus(toRef("sysaid", "record", 1), "2", person);
  await expect(write).rejects.toBeInstanceOf(UpstreamHttpError);
  expect((await requestsOf(simulated, /sr\/1$/)).filter((r) => r.method === "PUT")).toHaveLength(1);
});
