import { expect, test } from "vitest";
import {
  generateCompany,
  truthOf,
  type Company,
  type FleetOptions,
  type TicketStep,
} from "./index";
import { PLACEHOLDER_SERIALS } from "./shares";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 2, 18, 14);
const SMALL: FleetOptions = { seed: 1, devices: 300, tickets: 1_200, cis: 200, now: NOW };
const DEFAULT: FleetOptions = { seed: 1, devices: 2_000, tickets: 6_000, cis: 600, now: NOW };

const SEEDS = [1, 2, 3, 4, 5];
const bySeed = new Map(SEEDS.map((seed) => [seed, generateCompany({ ...SMALL, seed })]));
const company = generateCompany(DEFAULT);

function small(seed: number): Company {
  return bySeed.get(seed) ?? generateCompany({ ...SMALL, seed });
}

const idsOf = <T extends { id: number | string }>(rows: readonly T[]) =>
  new Set(rows.map((row) => row.id));

/** Values of `refs` that are neither 0 nor known. */
function strays<T>(refs: Iterable<T>, known: ReadonlySet<T>, none: T): T[] {
  return [...refs].filter((ref) => ref !== none && !known.has(ref));
}

function expectUnique(rows: readonly { id: number | string }[]) {
  expect(idsOf(rows).size).toBe(rows.length);
}

function closedKaceStatuses(of: Company): Set<number> {
  const statuses = of.kace.queues.flatMap((queue) => queue.statuses);
  return new Set(statuses.filter(({ state }) => state === "closed").map(({ id }) => id));
}

function openSysaidStatuses(of: Company): Set<number> {
  const values = of.sysaid.lists.status?.values ?? [];
  return new Set(values.filter((value) => value.valueClass === 0).map((value) => Number(value.id)));
}

function openTickets(of: Company) {
  const closed = closedKaceStatuses(of);
  const open = openSysaidStatuses(of);
  return {
    kace: of.kace.tickets.filter((ticket) => !closed.has(ticket.statusId)),
    sysaid: of.sysaid.records.filter((record) => open.has(record.status)),
  };
}

/** The number of managers above a person. */
function depthOf(of: Company, personId: number): number {
  const managerId = of.people[personId - 1]?.managerId ?? null;
  return managerId === null ? 0 : 1 + depthOf(of, managerId);
}

function accountOf(of: Company, role: string) {
  const account = of.accounts.find((known) => known.role === role);
  const person = of.people.find((known) => known.id === account?.personId);
  if (!account || !person) throw new Error(`no ${role}`);
  return { account, person };
}

function teamOf(of: Company, chiefId: number): Set<number> {
  const team = new Set<number>();
  for (const person of of.people)
    if (person.managerId === chiefId || team.has(person.managerId ?? 0)) team.add(person.id);
  return team;
}

test("the same options give the same company", () => {
  expect(generateCompany(SMALL)).toEqual(small(1));
});

test("another seed gives other people and other machines", () => {
  expect(small(2).people.map((person) => person.email)).not.toEqual(
    small(1).people.map((person) => person.email),
  );
  expect(small(2).devices.map((device) => device.serial)).not.toEqual(
    small(1).devices.map((device) => device.serial),
  );
});

test("more tickets or CIs leave people, machines and assets as they are", () => {
  const other = generateCompany({ ...SMALL, tickets: 50, cis: 300 });
  expect(other.people).toEqual(small(1).people);
  expect(other.kace.machines).toEqual(small(1).kace.machines);
  expect(other.kace.assets).toEqual(small(1).kace.assets);
  expect(other.sysaid.assets).toEqual(small(1).sysaid.assets);
});

test("the sizes are the ones that were asked for", () => {
  expect(company.devices).toHaveLength(2_000);
  expect(company.kace.tickets.length + company.sysaid.records.length).toBe(6_000);
  expect(company.sysaid.cis).toHaveLength(600);
  expect(company.kace.tickets.length / 6_000).toBeCloseTo(0.45, 2);
});

test("a company without tickets and CIs stands", () => {
  const bare = generateCompany({ seed: 7, devices: 50, tickets: 0, cis: 0, now: NOW });
  expect(bare.sysaid.relations).toEqual([]);
  expect(bare.kace.tickets).toEqual([]);
});

test.each(SEEDS)("every id in KACE resolves (seed %i)", (seed) => {
  const { kace, people, devices } = small(seed);
  const users = new Set(people.flatMap((person) => (person.kace ? [person.kace.id] : [])));
  const machines = idsOf(kace.machines);
  const assets = idsOf(kace.assets);
  for (const rows of [
    kace.machines,
    kace.assets,
    kace.tickets,
    kace.software,
    kace.patches,
    kace.queues,
  ])
    expectUnique(rows);
  expectUnique(kace.machines.flatMap((machine) => machine.nics));
  expectUnique(kace.queues.flatMap((queue) => queue.statuses));
  expectUnique(kace.queues.flatMap((queue) => queue.categories));
  expect(
    strays(
      people.map((person) => person.kace?.managerId ?? 0),
      users,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      kace.machines.map((machine) => machine.deviceId),
      idsOf(devices),
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      kace.machines.map((machine) => machine.ownerKaceUserId),
      users,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      kace.assets.map((asset) => asset.mappedId),
      machines,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      kace.assets.map((asset) => asset.ownerKaceUserId),
      users,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      kace.assets.map((asset) => asset.locationAssetId),
      assets,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      kace.tickets.flatMap((ticket) => [ticket.submitterKaceUserId, ticket.ownerKaceUserId]),
      users,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      kace.tickets.map((ticket) => ticket.machineId),
      machines,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      kace.tickets.map((ticket) => ticket.assetId),
      assets,
      0,
    ),
  ).toEqual([]);
  const lists = [
    ["softwareIds", kace.software],
    ["processIds", kace.processes],
    ["serviceIds", kace.services],
    ["startupProgramIds", kace.startupPrograms],
    ["missingPatchIds", kace.patches],
  ] as const;
  for (const [key, rows] of lists) {
    expect(
      strays(
        new Set(kace.machines.flatMap((machine) => machine[key])),
        idsOf<{ id: number }>(rows),
        0,
      ),
    ).toEqual([]);
  }
});

test.each(SEEDS)("a KACE ticket uses its own queue's ids and owners (seed %i)", (seed) => {
  const { kace } = small(seed);
  const queues = new Map(kace.queues.map((queue) => [queue.id, queue]));
  for (const ticket of kace.tickets) {
    const queue = queues.get(ticket.queueId);
    const known = (rows: readonly { id: number }[] | undefined) => [
      0,
      ...(rows ?? []).map((row) => row.id),
    ];
    expect(known(queue?.statuses)).toContain(ticket.statusId);
    expect(known(queue?.priorities)).toContain(ticket.priorityId);
    expect(known(queue?.categories)).toContain(ticket.categoryId);
    expect(known(queue?.impacts)).toContain(ticket.impactId);
    expect([0, ...(queue?.ownerKaceUserIds ?? [])]).toContain(ticket.ownerKaceUserId);
  }
});

test.each(SEEDS)("every id in SysAid resolves (seed %i)", (seed) => {
  const { sysaid, people, devices } = small(seed);
  const users = new Set(people.flatMap((person) => (person.sysaid ? [person.sysaid.id] : [])));
  const names = new Set(
    people.flatMap((person) => (person.sysaid ? [person.sysaid.userName] : [])),
  );
  const groups = idsOf(sysaid.groups);
  const statuses = new Set(sysaid.lists.status?.values.map((value) => Number(value.id)));
  for (const rows of [sysaid.assets, sysaid.records, sysaid.cis]) expectUnique(rows);
  expect(names.size).toBe(users.size);
  expect(
    strays(
      people.flatMap((person) => person.sysaid?.groupIds ?? []),
      groups,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.assets.map((asset) => asset.deviceId),
      idsOf(devices),
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.assets.map((asset) => asset.ownerUserName),
      names,
      "",
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.records.flatMap((record) => [record.requestUserId, record.responsibilityId]),
      users,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.records.map((record) => record.assignedGroupId),
      groups,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.records.map((record) => record.status),
      statuses,
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.records.map((record) => record.computerId),
      idsOf(sysaid.assets),
      "",
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.records.map((record) => record.ciId),
      idsOf(sysaid.cis),
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.cis.map((ci) => ci.assetId),
      idsOf(sysaid.assets),
      "",
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.cis.map((ci) => ci.typeId),
      idsOf(sysaid.ciTypes),
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.relations.flatMap(({ src, dest }) => [src, dest]),
      idsOf(sysaid.cis),
      0,
    ),
  ).toEqual([]);
  expect(
    strays(
      sysaid.relations.map(({ type }) => type),
      idsOf(sysaid.relationTypes),
      0,
    ),
  ).toEqual([]);
});

test.each(SEEDS)("the truth holds every record exactly once (seed %i)", (seed) => {
  const of = small(seed);
  const truth = truthOf(of);
  const sorted = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);
  expect(sorted(truth.devices.flatMap((device) => device.kaceMachines))).toEqual(
    sorted(of.kace.machines.map(({ id }) => id)),
  );
  const deviceAssets = of.kace.assets
    .filter((asset) => asset.assetTypeId === 5)
    .map(({ id }) => id);
  expect(sorted(truth.devices.flatMap((device) => device.kaceAssets))).toEqual(
    sorted(deviceAssets),
  );
  expect(truth.devices.flatMap((device) => device.sysaidAssets).sort()).toEqual(
    of.sysaid.assets.map(({ id }) => id).sort(),
  );
  const deviceCis = of.sysaid.cis.filter((ci) => ci.assetId !== "").map(({ id }) => id);
  expect(sorted(truth.devices.flatMap((device) => device.sysaidCis))).toEqual(sorted(deviceCis));
  expect(truth.people.map(({ id }) => id)).toEqual(of.people.map(({ id }) => id));
  const accounts = truth.people.filter(
    (person) => person.kaceUser === undefined && person.sysaidUser === undefined,
  );
  expect(accounts).toEqual([]);
});

test("a device asset and a CI point at records of the same real device", () => {
  const machines = new Map(company.kace.machines.map((machine) => [machine.id, machine.deviceId]));
  const assets = new Map(company.sysaid.assets.map((asset) => [asset.id, asset.deviceId]));
  for (const asset of company.kace.assets)
    if (asset.mappedId > 0) expect(machines.get(asset.mappedId)).toBe(asset.deviceId);
  for (const ci of company.sysaid.cis)
    if (ci.assetId !== "") expect(assets.get(ci.assetId)).toBe(ci.deviceId);
});

test.each([...SEEDS.map(small), company])(
  "people stand in four levels below one head, each manager with 4 to 12 reports",
  (of) => {
    const depths = new Set(of.people.map((person) => depthOf(of, person.id)));
    expect([...depths].sort()).toEqual([0, 1, 2, 3]);
    expect(of.people.filter((person) => person.managerId === null)).toHaveLength(1);
    const reports = new Map<number, number>();
    for (const { managerId } of of.people)
      if (managerId !== null) reports.set(managerId, (reports.get(managerId) ?? 0) + 1);
    const managers = [...reports].filter(([id]) => depthOf(of, id) > 0);
    // The service account hangs below the administrator as one more.
    for (const [, count] of managers) expect(count >= 4 && count <= 13).toBe(true);
  },
);

test("two people report to each other in KACE", () => {
  const managers = new Map(
    company.people.flatMap(({ kace }) => (kace ? [[kace.id, kace.managerId] as const] : [])),
  );
  const loops = [...managers].filter(
    ([id, managerId]) => managerId > 0 && managers.get(managerId) === id,
  );
  expect(loops).toHaveLength(2);
});

test("about three quarters of the devices stand in both systems, and some in each alone", () => {
  const kace = new Set(
    company.kace.assets
      .flatMap(({ deviceId }) => deviceId ?? [])
      .concat(company.kace.machines.map(({ deviceId }) => deviceId)),
  );
  const sysaid = new Set(company.sysaid.assets.map(({ deviceId }) => deviceId));
  const both =
    company.devices.filter(({ id }) => kace.has(id) && sysaid.has(id)).length /
    company.devices.length;
  expect(both).toBeGreaterThan(0.7);
  expect(both).toBeLessThan(0.82);
  expect([...kace].some((id) => !sysaid.has(id))).toBe(true);
  expect([...sysaid].some((id) => !kace.has(id))).toBe(true);
  expect(company.devices.every(({ id }) => kace.has(id) || sysaid.has(id))).toBe(true);
});

function share<T>(rows: readonly T[], test: (row: T) => boolean): number {
  return rows.filter(test).length / rows.length;
}

test("records are as ugly as the table of shares says", () => {
  const { machines } = company.kace;
  const { assets } = company.sysaid;
  const placeholders = new Set<string>(PLACEHOLDER_SERIALS);
  const between = (value: number, low: number, high: number) => {
    expect(value).toBeGreaterThan(low);
    expect(value).toBeLessThan(high);
  };
  between(
    share(machines, ({ serial }) => placeholders.has(serial)),
    0.02,
    0.08,
  );
  for (const placeholder of placeholders)
    expect(machines.some(({ serial }) => serial === placeholder)).toBe(true);
  between(
    share(machines, ({ mac }) => mac.includes("-")),
    0.02,
    0.1,
  );
  between(
    share(machines, ({ mac }) => mac.includes(".")),
    0.02,
    0.12,
  );
  between(
    share(machines, ({ lastInventoryAt }) => lastInventoryAt === null),
    0.003,
    0.04,
  );
  between(
    share(
      machines,
      ({ lastInventoryAt }) => lastInventoryAt !== null && lastInventoryAt < NOW - 30 * DAY_MS,
    ),
    0.04,
    0.16,
  );
  between(machines.length - new Set(machines.map(({ deviceId }) => deviceId)).size, 10, 70);
  between(
    share(assets, ({ name }) => name.endsWith(company.domain)),
    0.05,
    0.18,
  );
  between(
    share(assets, ({ disabled }) => disabled),
    0.005,
    0.05,
  );
  between(
    share(assets, ({ id }) => id.length === 36),
    0.1,
    0.3,
  );
  expect(company.kace.assets.some(({ archive }) => archive === "completed")).toBe(true);
  expect(company.kace.assets.some(({ archive }) => archive === "pending")).toBe(true);
});

test("one dock's MAC stands on many laptops", () => {
  const byMac = new Map<string, Set<number>>();
  for (const machine of company.kace.machines) {
    const mac = machine.mac.replace(/[^0-9a-f]/gi, "").toLowerCase();
    byMac.set(mac, (byMac.get(mac) ?? new Set()).add(machine.deviceId));
  }
  expect(Math.max(...[...byMac.values()].map((ids) => ids.size))).toBeGreaterThanOrEqual(10);
});

test("some people have other names and addresses in the two systems, some an account in one alone", () => {
  const both = company.people.filter(({ kace, sysaid }) => kace && sysaid);
  const otherName = share(both, ({ kace, sysaid }) => kace?.userName !== sysaid?.userName);
  const otherMail = share(both, ({ kace, sysaid }) => kace?.email !== sysaid?.email);
  expect(otherName).toBeGreaterThan(0.08);
  expect(otherName).toBeLessThan(0.25);
  expect(otherMail).toBeGreaterThan(0.1);
  expect(otherMail).toBeLessThan(0.35);
  expect(company.people.some(({ kace }) => !kace)).toBe(true);
  expect(company.people.some(({ sysaid }) => !sysaid)).toBe(true);
});

test("a serial that both systems hold in full is the same machine's", () => {
  const placeholders = new Set<string>(PLACEHOLDER_SERIALS);
  const plain = (serial: string) => serial.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
  const owners = new Map(
    company.kace.machines
      .filter(({ serial }) => !placeholders.has(serial))
      .map((machine) => [plain(machine.serial), machine.deviceId]),
  );
  const matched = company.sysaid.assets.filter(
    ({ serial }) => !placeholders.has(serial) && owners.has(plain(serial)),
  );
  expect(matched.length).toBeGreaterThan(1_000);
  for (const asset of matched) expect(owners.get(plain(asset.serial))).toBe(asset.deviceId);
});

test("machines carry 15 to 90 titles, counted in the catalogue", () => {
  const { machines, software } = company.kace;
  const counts = new Map<number, number>();
  for (const machine of machines) {
    if (machine.softwareIds.length > 0)
      expect(machine.softwareIds.length).toBeGreaterThanOrEqual(15);
    expect(machine.softwareIds.length).toBeLessThanOrEqual(90);
    expect(new Set(machine.softwareIds).size).toBe(machine.softwareIds.length);
    for (const id of machine.softwareIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  expect(software.map(({ installedCount }) => installedCount)).toEqual(
    software.map(({ id }) => counts.get(id) ?? 0),
  );
  expect(new Set(software.map(({ name }) => name)).size).toBeGreaterThan(230);
});

function expectLife(steps: readonly TicketStep[], createdAt: number, modifiedAt: number) {
  expect(steps[0]?.kind).toBe("created");
  expect(steps[0]?.at).toBe(createdAt);
  expect(steps.at(-1)?.at).toBe(modifiedAt);
  const times = steps.map(({ at }) => at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(modifiedAt).toBeLessThan(NOW);
}

test.each(SEEDS)(
  "a ticket's steps lead from its creation to its present state (seed %i)",
  (seed) => {
    const of = small(seed);
    const labels = new Map(
      of.kace.queues.flatMap(({ statuses }) => statuses.map(({ id, name }) => [id, name] as const)),
    );
    for (const ticket of of.kace.tickets) {
      expectLife(ticket.steps, ticket.createdAt, ticket.modifiedAt);
      const last = ticket.steps.findLast(({ kind }) => kind === "status");
      if (ticket.statusId > 0) expect(labels.get(ticket.statusId)).toBe(last?.after ?? "New");
      const statuses = ticket.steps.filter(({ kind }) => kind === "status");
      statuses.slice(1).forEach((step, index) => expect(step.before).toBe(statuses[index]?.after));
    }
    const open = openSysaidStatuses(of);
    for (const record of of.sysaid.records) {
      expectLife(record.steps, record.insertTime, record.updateTime);
      expect(record.closeTime === null).toBe(open.has(record.status));
    }
  },
);

test("more tickets arrive on working days than on weekends, most on Mondays", () => {
  const days = [0, 0, 0, 0, 0, 0, 0];
  for (const { createdAt } of company.kace.tickets) {
    const day = new Date(createdAt).getUTCDay();
    days[day] = (days[day] ?? 0) + 1;
  }
  const [sunday = 0, monday = 0, , , , friday = 0, saturday = 0] = days;
  expect(friday).toBeGreaterThan(3 * Math.max(saturday, sunday));
  expect(Math.max(...days)).toBe(monday);
});

test.each([...SEEDS.map(small), company])(
  "a small part of the tickets is open: some late, unassigned or awaiting approval",
  (of) => {
    const open = openTickets(of);
    const total = of.kace.tickets.length + of.sysaid.records.length;
    const part = (open.kace.length + open.sysaid.length) / total;
    expect(part).toBeGreaterThan(0.04);
    expect(part).toBeLessThan(0.12);
    expect(open.kace.some(({ dueAt }) => dueAt !== null && dueAt < NOW)).toBe(true);
    expect(open.sysaid.some(({ dueDate }) => dueDate !== null && dueDate < NOW)).toBe(true);
    expect(open.kace.some(({ ownerKaceUserId }) => ownerKaceUserId === 0)).toBe(true);
    expect(open.kace.some(({ approval }) => approval === "pending")).toBe(true);
    expect(open.sysaid.some(({ status }) => status === 23)).toBe(true);
  },
);

test("about 70 % of the tickets are about a device, and reopenings occur", () => {
  const linked = share(company.kace.tickets, ({ machineId }) => machineId > 0);
  expect(linked).toBeGreaterThan(0.6);
  expect(linked).toBeLessThan(0.85);
  expect(company.sysaid.records.some(({ reopenCounter }) => reopenCounter > 0)).toBe(true);
  expect(company.kace.tickets.some(({ statusId }) => statusId === 0)).toBe(true);
});

test("some titles hold markup, formulas and right-to-left script", () => {
  const titles = [...company.kace.tickets, ...company.sysaid.records].map(({ title }) => title);
  expect(titles.some((title) => title.includes("<script>"))).toBe(true);
  expect(titles.some((title) => title.includes("=cmd|"))).toBe(true);
  expect(titles.some((title) => /[\u0590-\u06ff]/.test(title))).toBe(true);
});

test("relations are typed, layered and end: many types, one hub, some CIs alone", () => {
  const { relations, cis } = company.sysaid;
  const neighbours = new Map<number, Set<number>>(cis.map(({ id }) => [id, new Set()]));
  for (const { src, dest } of relations) {
    expect(src).not.toBe(dest);
    neighbours.get(src)?.add(dest);
    neighbours.get(dest)?.add(src);
  }
  const counts = [...neighbours.values()].map((set) => set.size);
  expect(new Set(relations.map(({ type }) => type)).size).toBeGreaterThanOrEqual(8);
  expect(new Set(relations.map(({ src, dest, type }) => `${src} ${dest} ${type}`)).size).toBe(
    relations.length,
  );
  expect(Math.max(...counts)).toBeGreaterThan(300);
  expect(counts.filter((count) => count === 0).length).toBeGreaterThan(3);
  expect(relations.length / cis.length).toBeLessThan(4);
  const pairs = new Set(
    relations.filter(({ type }) => type === 1).map(({ src, dest }) => `${src}>${dest}`),
  );
  expect([...pairs].some((pair) => pairs.has(pair.split(">").reverse().join(">")))).toBe(true);
});

test.each([...SEEDS.map(small), company])("the demo's people have what their role shows", (of) => {
  const open = openTickets(of);
  const user = accountOf(of, "user").person;
  const manager = accountOf(of, "manager").person;
  const agent = accountOf(of, "agent").person;
  const team = teamOf(of, manager.id);
  const kaceIds = new Set(
    of.people.filter(({ id }) => team.has(id)).map(({ kace }) => kace?.id ?? -1),
  );
  const sysaidIds = new Set(
    of.people.filter(({ id }) => team.has(id)).map(({ sysaid }) => sysaid?.id ?? -1),
  );
  const kaceTeam = open.kace.filter((ticket) => kaceIds.has(ticket.submitterKaceUserId));
  const sysaidTeam = open.sysaid.filter((record) => sysaidIds.has(record.requestUserId));
  expect(team.has(user.id)).toBe(true);
  expect(user.managerId).not.toBe(manager.id);
  expect(kaceTeam.some(({ dueAt }) => dueAt !== null && dueAt < NOW)).toBe(true);
  expect(sysaidTeam.some(({ dueDate }) => dueDate !== null && dueDate < NOW)).toBe(true);
  expect(kaceTeam.some(({ approval }) => approval === "pending")).toBe(true);
  expect(sysaidTeam.some(({ status }) => status === 23)).toBe(true);
  expect(open.kace.some((ticket) => ticket.submitterKaceUserId === user.kace?.id)).toBe(true);
  expect(open.sysaid.some((record) => record.requestUserId === user.sysaid?.id)).toBe(true);
  expect(
    open.kace.some(
      (ticket) => ticket.ownerKaceUserId === agent.kace?.id && (ticket.dueAt ?? NOW) < NOW,
    ),
  ).toBe(true);
  expect(open.sysaid.some((record) => record.responsibilityId === agent.sysaid?.id)).toBe(true);
  for (const judge of [user, manager, agent]) {
    expect(open.kace.filter((one) => one.approverKaceUserId === judge.kace?.id)).toHaveLength(1);
    expect(open.sysaid.filter((one) => one.approverId === judge.sysaid?.id)).toHaveLength(1);
  }
  expect(of.kace.machines.some((machine) => machine.ownerKaceUserId === user.kace?.id)).toBe(true);
  expect(of.sysaid.assets.some((asset) => asset.ownerUserName === user.sysaid?.userName)).toBe(
    true,
  );
});

test("the demo's roles carry the rights that they name", () => {
  const rights = (role: string) => accountOf(company, role).person;
  expect(rights("administrator").kace?.roleId).toBe(1);
  expect(rights("administrator").sysaid?.isSysaidAdmin).toBe(true);
  expect(rights("agent").kace?.roleId).toBe(5);
  expect(rights("agent").sysaid?.groupIds.length).toBeGreaterThan(0);
  expect(rights("manager").kace?.roleId).toBe(3);
  expect(rights("manager").sysaid).toMatchObject({ isManager: true, isAdmin: false });
  expect(rights("service").kace?.roleId).toBe(2);
  expect(rights("kaceOnly").sysaid).toBeUndefined();
  expect(accountOf(company, "secondFactor").account.kace?.secondFactorCode).toMatch(/^\d{6}$/);
  for (const { account, person } of ["administrator", "agent", "manager", "user"].map((role) =>
    accountOf(company, role),
  )) {
    expect(account.kace?.userName).toBe(account.sysaid?.userName);
    expect(person.kace?.userName).toBe(account.kace?.userName);
    expect(person.sysaid?.userName).toBe(account.sysaid?.userName);
  }
});
