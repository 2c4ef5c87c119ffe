import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { AccountRole } from "@/lib/domain/person";
import { Ref, splitRef, toRef } from "@/lib/domain/ref";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type {
  Cursor,
  KaceSettings,
  SyncReader,
  SyncRows,
  Upstream,
  UpstreamSession,
} from "@/lib/server/upstream/port";
import { startAppliance } from "@/simulators/appliance/serve";
import { type DemoAccount, generateCompany } from "@/simulators/fleet";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createKaceUpstream } from "./index";

const NOW = Date.UTC(2026, 9, 25, 12);
const company = generateCompany({ seed: 7, devices: 700, tickets: 1_300, cis: 40, now: NOW });
const { kace: truth } = company;
const { app, control } = createKaceSimulator({ company });
const person = { priority: "person" } as const;
const sweep = { priority: "sweep" } as const;

let appliance: Awaited<ReturnType<typeof startAppliance>>;
beforeAll(async () => {
  appliance = await startAppliance({ app });
});
afterAll(() => appliance.close());
afterEach(() => control.reset());

function connect(settings: Partial<KaceSettings> = {}): Upstream {
  const service = signInOf("service");
  return createKaceUpstream({
    url: appliance.url,
    serviceUser: service.userName,
    servicePassword: service.password,
    ca: null,
    organization: null,
    timeZone: null,
    ...settings,
  });
}

function signInOf(role: DemoAccount["role"]) {
  const account = company.accounts.find((one) => one.role === role);
  const user = company.people.find((one) => one.id === account?.personId)?.kace;
  if (!account?.kace || !user) throw new Error(`${role} has no account`);
  return { ...account.kace, user };
}

async function sessionOf(upstream: Upstream, role: DemoAccount["role"]): Promise<UpstreamSession> {
  const { userName, password } = signInOf(role);
  const result = await upstream.signIn({ userName, password }, person);
  if (result.outcome !== "connected") throw new Error(`${role} is ${result.outcome}`);
  return result.session;
}

function serviceOf(upstream: Upstream) {
  let kept: UpstreamSession | null = null;
  return upstream.service({
    load: () => Promise.resolve(kept),
    save: (session) => {
      kept = session;
      return Promise.resolve();
    },
  });
}

type Kind = keyof SyncRows;
function readerOf<Entity extends Kind>(readers: SyncReader[], entity: Entity) {
  const isWanted = (reader: SyncReader): reader is SyncReader<Entity> => reader.entity === entity;
  const found = readers.find(isWanted);
  if (!found) throw new Error(`no reader of ${entity}`);
  return found;
}

async function readEverything<Entity extends Kind>(
  reader: SyncReader<Entity>,
  since?: string,
): Promise<SyncRows[Entity][]> {
  const rows: SyncRows[Entity][] = [];
  let cursor: Cursor | undefined;
  for (let pages = 0; pages < 100; pages++) {
    const page = since
      ? await reader.readChangedSince?.(since, cursor, sweep)
      : await reader.readPage(cursor, sweep);
    if (!page) throw new Error("the reader tells no changes");
    rows.push(...page.rows);
    if (page.done) return rows;
    cursor = page.cursor;
  }
  throw new Error("the reading does not end");
}

const ROLE_BY_ID: Record<number, AccountRole> = {
  1: "administrator",
  2: "readonly",
  3: "user",
  5: "agent",
};

test.each(["administrator", "agent", "manager", "user", "kaceOnly", "service"] as const)(
  "%s signs in and is known as who they are",
  async (role) => {
    const { userName, password, user } = signInOf(role);
    const result = await connect().signIn({ userName, password }, person);
    expect(result).toMatchObject({
      outcome: "connected",
      account: {
        ref: `kace:user:${user.id}`,
        userName,
        fullName: user.fullName,
        role: ROLE_BY_ID[user.roleId],
      },
    });
    const wrong = await connect().signIn({ userName, password: `${password}x` }, person);
    expect(wrong).toEqual({ outcome: "refused" });
  },
);

test("an unknown organisation is refused, an empty one shows nothing", async () => {
  const { userName, password } = signInOf("administrator");
  const attempt = (organization: string) =>
    connect().signIn({ userName, password, organization }, person);
  expect(await attempt("Nowhere")).toEqual({ outcome: "refused" });
  expect((await attempt(truth.organization)).outcome).toBe("connected");
});

test("a second factor: half a session reads nothing, the code completes it, a wrong one does not", async () => {
  const upstream = connect();
  const { userName, password, secondFactorCode = "" } = signInOf("secondFactor");
  const half = await upstream.signIn({ userName, password }, person);
  if (half.outcome !== "second_factor") throw new Error(half.outcome);
  await expect(upstream.as(half.session).touch(person)).rejects.toMatchObject({
    reason: "second_factor",
  });
  expect(await upstream.verifySecondFactor(half.session, "000000", person)).toEqual({
    outcome: "refused",
  });
  const whole = await upstream.verifySecondFactor(half.session, secondFactorCode, person);
  if (whole.outcome !== "connected") throw new Error(whole.outcome);
  await upstream.as(whole.session).touch(person);
});

test.each(["401", "html"] as const)(
  "a person's session ends after an hour (%s) and by signing out",
  async (expiredAs) => {
    await fetch(`${appliance.url}/__simulator/settings`, {
      method: "POST",
      body: JSON.stringify({ expiredAs }),
    });
    const upstream = connect();
    const session = await sessionOf(upstream, "user");
    control.clock.advance(3_599_000);
    await upstream.as(session).touch(person);
    control.clock.advance(3_601_000);
    await expect(upstream.as(session).touch(person)).rejects.toMatchObject({ reason: "expired" });
    const second = await sessionOf(upstream, "user");
    await upstream.signOut(second, person);
    await expect(upstream.as(second).touch(person)).rejects.toMatchObject({ reason: "expired" });
  },
);

test("an appliance that wants its CSRF header back gets it", async () => {
  await fetch(`${appliance.url}/__simulator/settings`, {
    method: "POST",
    body: JSON.stringify({ generation: "12.0" }),
  });
  const upstream = connect();
  const session = await sessionOf(upstream, "user");
  await upstream.as(session).touch(person);
  const bare = { ...session, headers: {} };
  await expect(upstream.as(bare).touch(person)).rejects.toMatchObject({ reason: "expired" });
});

test("everything is read, once, page by page", async () => {
  const { readers } = serviceOf(connect());
  const idsOf = (rows: { id: number }[]) => rows.map((row) => row.id).sort((a, b) => a - b);
  const nativeIds = (rows: { ref: Ref }[]) =>
    rows.map((row) => Number(splitRef(row.ref).nativeId)).sort((a, b) => a - b);
  const users = company.people.flatMap((one) => (one.kace ? [one.kace] : []));

  const accounts = await readEverything(readerOf(readers, "accounts"));
  expect(nativeIds(accounts)).toEqual(idsOf(users));
  const managers = new Set(users.map((user) => user.managerId).filter((id) => id > 0));
  expect(nativeIds(accounts.filter((account) => account.isManager))).toEqual(
    [...managers].sort((a, b) => a - b),
  );

  const queues = await readEverything(readerOf(readers, "queues"));
  expect(nativeIds(queues)).toEqual(idsOf(truth.queues));
  for (const queue of truth.queues) {
    const read = queues.find((one) => one.ref === toRef("kace", "queue", queue.id));
    expect(read?.lists.status?.length).toBe(queue.statuses.length);
    expect(nativeIds((read?.ownerRefs ?? []).map((ref) => ({ ref })))).toEqual(
      [...queue.ownerKaceUserIds].sort((a, b) => a - b),
    );
  }

  const deviceAssets = truth.assets.filter((asset) => asset.assetTypeId === 5);
  expect(nativeIds(await readEverything(readerOf(readers, "assets")))).toEqual(idsOf(deviceAssets));
  expect(nativeIds(await readEverything(readerOf(readers, "software")))).toEqual(
    idsOf(truth.software),
  );
  expect(nativeIds(await readEverything(readerOf(readers, "machines")))).toEqual(
    idsOf(truth.machines),
  );
  expect(nativeIds(await readEverything(readerOf(readers, "tickets")))).toEqual(
    idsOf(truth.tickets),
  );
});

test("what is read is what the appliance holds: tickets", async () => {
  const { readers } = serviceOf(connect());
  const tickets = new Map(
    (await readEverything(readerOf(readers, "tickets"))).map((row) => [row.number, row]),
  );
  const whole = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString();
  for (const held of truth.tickets) {
    const queue = truth.queues.find((one) => one.id === held.queueId);
    const status = queue?.statuses.find((one) => one.id === held.statusId);
    const read = tickets.get(String(held.id));
    expect(read).toMatchObject({
      title: held.title.trim(),
      statusId: status ? String(status.id) : null,
      statusLabel: status?.name ?? "",
      queueLabel: queue?.name,
      assigneeRef: held.ownerKaceUserId ? `kace:user:${held.ownerKaceUserId}` : null,
      requesterRef: held.submitterKaceUserId ? `kace:user:${held.submitterKaceUserId}` : null,
    });
    expect(read?.statusKind === "closed").toBe(status?.state === "closed");
    // An hour off is right where the appliance's clock shows the same hour twice.
    const offMs = Math.abs(
      Date.parse(read?.updatedAt ?? "") - Date.parse(whole(held.modifiedAt) ?? ""),
    );
    expect([0, 3_600_000]).toContain(offMs);
  }
  const exact = truth.tickets.filter(
    (held) => tickets.get(String(held.id))?.createdAt === whole(held.createdAt),
  );
  expect(exact.length).toBeGreaterThan(truth.tickets.length * 0.98);
});

test("what is read is what the appliance holds: machines", async () => {
  const { readers } = serviceOf(connect());
  const machines = new Map(
    (await readEverything(readerOf(readers, "machines"))).map((row) => [row.ref, row]),
  );
  const orNull = (text: string) => text.trim() || null;
  for (const held of truth.machines) {
    const read = machines.get(toRef("kace", "machine", held.id));
    expect(read).toMatchObject({
      host: held.name.trim(),
      serial: orNull(held.serial),
      model: orNull(held.model),
    });
    const macs = [held.mac, ...held.nics.map((nic) => nic.mac)].filter((mac) => mac !== "");
    expect(read?.macs.map((mac) => mac.toLowerCase())).toEqual([
      ...new Set(macs.map((mac) => mac.toLowerCase())),
    ]);
    if (held.ramBytes > 0)
      expect(Math.abs((read?.ramBytes ?? 0) / held.ramBytes - 1)).toBeLessThan(0.01);
    const disks = held.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
    if (disks > 0) expect(Math.abs((read?.diskBytes ?? 0) / disks - 1)).toBeLessThan(0.01);
  }
});

test("no secret of the appliance's answers is kept", async () => {
  const { readers } = serviceOf(connect());
  const kept = [
    await readEverything(readerOf(readers, "queues")),
    await readEverything(readerOf(readers, "accounts")),
  ];
  expect(JSON.stringify(kept)).not.toContain("PLANTED");
});

test("only what changed since is read, and nothing that changed is missed, also around the doubled hour", async () => {
  const { readers } = serviceOf(connect());
  const tickets = readerOf(readers, "tickets");
  const doubledHour = Date.UTC(2026, 9, 25, 0, 40);
  for (const since of [doubledHour, NOW - 40 * 86_400_000]) {
    const rows = await readEverything(tickets, new Date(since).toISOString());
    const read = new Set(rows.map((row) => Number(row.number)));
    const changed = truth.tickets.filter((held) => held.modifiedAt >= since);
    expect(changed.filter((held) => !read.has(held.id))).toEqual([]);
    const early = truth.tickets.filter((held) => held.modifiedAt < since - 3_601_000);
    expect(early.filter((held) => read.has(held.id))).toEqual([]);
  }
});

test("a write shows in the ticket, in its conversation and among the changes", async () => {
  const upstream = connect();
  const actor = upstream.as(await sessionOf(upstream, "administrator"));
  const stateOf = (one: (typeof truth.tickets)[number]) =>
    truth.queues
      .find((queue) => queue.id === one.queueId)
      ?.statuses.find((status) => status.id === one.statusId)?.state;
  const held = truth.tickets.find((one) => one.ownerKaceUserId > 0 && stateOf(one) === "opened");
  const queue = truth.queues.find((one) => one.id === held?.queueId);
  const owner = queue?.ownerKaceUserIds.find((id) => id !== held?.ownerKaceUserId) ?? 0;
  const status = queue?.statuses.find((one) => one.id !== held?.statusId && one.state === "closed");
  const ref = toRef("kace", "ticket", held?.id ?? 0);
  control.clock.advance(60_000);
  const since = new Date(control.clock.now() - 1_000).toISOString();

  await actor.comment(ref, { text: "Grüße, <b>all</b>; a,b", internal: false }, person);
  await actor.comment(ref, { text: "only us", internal: true }, person);
  await actor.assign(ref, toRef("kace", "user", owner), person);
  await actor.setStatus(ref, String(status?.id), person);
  const read = await actor.readTicket(ref, person);
  expect(read?.ticket).toMatchObject({
    assigneeRef: `kace:user:${owner}`,
    statusLabel: status?.name,
  });
  const said = read?.events
    .filter((event) => event.kind === "comment" || event.kind === "internal")
    .slice(-2);
  expect(said?.map((event) => [event.kind, event.body])).toEqual([
    ["comment", "Grüße, <b>all</b>; a,b"],
    ["internal", "only us"],
  ]);
  expect(
    read?.events
      .filter((event) => event.kind === "change")
      .slice(-2)
      .map((event) => event.body),
  ).toEqual([
    expect.stringContaining("Changed ticket Owner"),
    expect.stringContaining("Changed ticket Status"),
  ]);
  await actor.assign(ref, null, person);
  expect((await actor.readTicket(ref, person))?.ticket.assigneeRef).toBeNull();

  const changes = await readEverything(readerOf(serviceOf(upstream).readers, "tickets"), since);
  expect(changes.map((row) => row.ref)).toEqual([ref]);
});

test("what the appliance refuses comes with its own words", async () => {
  const upstream = connect();
  const held = truth.tickets[0];
  const ref = toRef("kace", "ticket", held?.id ?? 0);
  const admin = upstream.as(await sessionOf(upstream, "administrator"));
  const refusal = await admin.setStatus(ref, "999999", person).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UpstreamHttpError);
  expect(refusal).toMatchObject({
    status: 400,
    upstreamMessage: expect.stringContaining("Status 999999"),
  });
});

test("a standard user is shown what is theirs and nothing else", async () => {
  const upstream = connect();
  const { user } = signInOf("user");
  const actor = upstream.as(await sessionOf(upstream, "user"));
  const mine = truth.tickets.find((one) => one.submitterKaceUserId === user.id);
  const foreign = truth.tickets.find(
    (one) =>
      one.submitterKaceUserId !== user.id && one.ownerKaceUserId !== user.id && one.ccList === "",
  );
  if (mine) expect(await actor.readTicket(toRef("kace", "ticket", mine.id), person)).not.toBeNull();
  expect(await actor.readTicket(toRef("kace", "ticket", foreign?.id ?? 0), person)).toBeNull();
  const theirs = truth.machines.find((one) => one.ownerKaceUserId !== user.id);
  expect(
    await actor.readDeviceRecord(toRef("kace", "machine", theirs?.id ?? 0), person),
  ).toBeNull();
});

test("single records: machine, its software, asset, and what is not there", async () => {
  const { reader } = serviceOf(connect());
  const held = truth.machines.find((one) => one.softwareIds.length > 0);
  const ref = toRef("kace", "machine", held?.id ?? 0);
  expect(await reader.readDeviceRecord(ref, person)).toMatchObject({ ref, name: held?.name });
  const software = await reader.readParts(ref, person);
  expect(
    software?.titles.map((title) => Number(splitRef(title.ref).nativeId)).sort((a, b) => a - b),
  ).toEqual([...(held?.softwareIds ?? [])].sort((a, b) => a - b));
  expect(software?.installs.every((install) => install.deviceRecordRef === ref)).toBe(true);
  const asset = truth.assets.find((one) => one.assetTypeId === 5 && one.mappedId > 0);
  const location = truth.assets.find((one) => one.id === asset?.locationAssetId);
  expect(
    await reader.readDeviceRecord(toRef("kace", "asset", asset?.id ?? 0), person),
  ).toMatchObject({
    linkedRef: `kace:machine:${asset?.mappedId}`,
    status: asset?.statusName,
    site: location?.name ?? null,
  });
  const licence = truth.assets.find((one) => one.assetTypeId !== 5);
  expect(
    await reader.readDeviceRecord(toRef("kace", "asset", licence?.id ?? 0), person),
  ).toBeNull();
  expect(await reader.readDeviceRecord(toRef("kace", "machine", 99_999_999), person)).toBeNull();
  expect(await reader.readParts(toRef("kace", "machine", 99_999_999), person)).toBeNull();
  expect(await reader.readTicket(toRef("kace", "ticket", 99_999_999), person)).toBeNull();
});

test("a machine's parts come whole in one request", async () => {
  const { reader } = serviceOf(connect());
  const held = truth.machines.find(
    (one) =>
      one.missingPatchIds.length > 0 &&
      one.processIds.length > 0 &&
      one.encryption.protected &&
      one.tpm !== null,
  );
  if (!held) throw new Error("no such machine");
  const parts = await reader.readParts(toRef("kace", "machine", held.id), person);
  expect(parts?.untold).toEqual([]);
  expect(parts?.posture).toEqual({
    encryption: { isOn: true, isProtected: true, method: held.encryption.method },
    tpm: { isEnabled: held.tpm?.enabled, version: "2.0" },
    agentVersion: held.clientVersion,
    lastRestartAt: expect.any(String),
    mobile: null,
  });
  const ids = (list: { ref: Ref }[] | undefined) =>
    (list ?? []).map(({ ref }) => Number(splitRef(ref).nativeId)).sort((a, b) => a - b);
  const sorted = (list: number[]) => [...list].sort((a, b) => a - b);
  expect(ids(parts?.processes)).toEqual(sorted(held.processIds));
  expect(ids(parts?.services)).toEqual(sorted(held.serviceIds));
  expect(ids(parts?.startupPrograms)).toEqual(sorted(held.startupProgramIds));
  expect(ids(parts?.missingPatches)).toEqual(sorted(held.missingPatchIds));
  expect(parts?.disks.map(({ name, totalBytes }) => [name, (totalBytes ?? 0) / 2 ** 30])).toEqual(
    held.disks.map((disk) => [disk.name, expect.closeTo(disk.sizeBytes / 2 ** 30, 1)]),
  );
  expect(parts?.nics.map(({ mac }) => mac)).toEqual(held.nics.map(({ mac }) => mac));
});

test("a phone tells whether it meets the rules, and keeps its secrets", async () => {
  const { reader } = serviceOf(connect());
  const phones = truth.machines.filter((one) => one.chassisType === "Hand Held").slice(0, 12);
  expect(phones.length).toBeGreaterThan(3);
  for (const { id } of phones) {
    const parts = await reader.readParts(toRef("kace", "machine", id), person);
    expect(parts?.posture.mobile?.isCompliant).toBe(id % 9 !== 2);
    expect(parts?.posture.encryption?.isOn).toBe(id % 9 !== 2);
    expect(JSON.stringify(parts)).not.toContain("BYPASS");
  }
});

test.each([
  ["reset", { kind: "reset" }],
  ["cut", { kind: "cut" }],
  ["503", { kind: "status", status: 503 }],
  ["expired", { kind: "expired" }],
  ["sign-in page", { kind: "html" }],
  ["429", { kind: "429", retryAfterSeconds: 0 }],
  ["ignored offset", { kind: "repeat" }],
] as const)("a sweep goes on over %s, without losing or repeating a row", async (_name, fault) => {
  const { readers } = serviceOf(connect());
  control.faults.order({ path: "/api/inventory/machines", times: 1, fault });
  const machines = await readEverything(readerOf(readers, "machines"));
  expect(new Set(machines.map((row) => row.ref)).size).toBe(truth.machines.length);
  expect(machines.length).toBe(truth.machines.length);
});

test("a sweep goes on with a new session when the old one ends between two pages", async () => {
  const { readers } = serviceOf(connect());
  const tickets = readerOf(readers, "tickets");
  const first = await tickets.readPage(undefined, sweep);
  if (first.done) throw new Error("one page is not enough for this test");
  control.clock.advance(2 * 3_600_000);
  const second = await tickets.readPage(first.cursor, sweep);
  expect(first.total).toBe(truth.tickets.length);
  expect(first.rows.length + second.rows.length).toBe(truth.tickets.length);
  expect(second.done).toBe(true);
});

test("an appliance that is down is left alone, and the condition says until when", async () => {
  const upstream = connect();
  const { reader } = serviceOf(upstream);
  await reader.touch(sweep);
  control.faults.order({ path: "/api/*", fault: { kind: "status", status: 500 } });
  for (let n = 0; n < 6; n++)
    await expect(reader.touch(sweep)).rejects.toMatchObject({ status: 500 });
  await expect(reader.touch(person)).rejects.toMatchObject({ kind: "busy", reason: "breaker" });
  expect(upstream.condition().breakerOpenUntil).not.toBeNull();
});
