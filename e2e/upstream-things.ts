import { z } from "zod";
import type { Account, Appliance, ApplianceSession, Truth } from "./appliance";

// What each system itself shows to somebody, through its own API and past Sightline, as refs.

export interface Things {
  tickets: Set<string>;
  /** KACE machines and SysAid assets: the records that have an owner of their own in both APIs. */
  deviceRecords: Set<string>;
  cis: Set<string>;
}

interface Appliances {
  kace: Appliance;
  sysaid: Appliance;
}

const Id = z.union([z.string(), z.number()]).transform(String);
const PAGE_ROWS = 500;

const Info = z.array(z.looseObject({ key: z.string(), value: z.unknown() }));
const SysaidRow = z.looseObject({ id: Id, info: Info.default([]) });
/** Without rows SysAid may answer an empty text. */
const SysaidRows = z.preprocess((answer) => (answer === "" ? [] : answer), z.array(SysaidRow));
type Row = z.infer<typeof SysaidRow>;
const infoOf = (row: Row, key: string) =>
  String(row.info.find((item) => item.key === key)?.value ?? "").toLowerCase();
const UserLink = z.looseObject({ id: z.number() }).optional();
const KaceTickets = z.object({
  Tickets: z.array(z.looseObject({ id: Id, submitter: UserLink, owner: UserLink })),
});
const KaceMachines = z.object({
  Machines: z.array(z.looseObject({ Id: Id.optional(), id: Id.optional() })),
});
const KaceAssets = z.object({
  Assets: z.array(
    z.looseObject({ id: Id, mapped_id: z.number().default(0), owner_id: z.number().default(0) }),
  ),
});

/** Everything that the systems show to an account, each as that account. */
export async function readOwnThings(
  { kace, sysaid }: Appliances,
  account: Account,
): Promise<Things> {
  const things: Things = { tickets: new Set(), deviceRecords: new Set(), cis: new Set() };
  if (account.kace && !account.kace.secondFactorCode) {
    const session = await kace.signIn(account.kace);
    for (const { id } of await readKaceTickets(session)) things.tickets.add(`kace:ticket:${id}`);
    const machines = KaceMachines.parse(
      await session.get(`/api/inventory/machines?${paging(100_000)}&shaping=machine limited`),
    );
    for (const row of machines.Machines)
      things.deviceRecords.add(`kace:machine:${row.Id ?? row.id}`);
  }
  if (account.sysaid) {
    const session = await sysaid.signIn(account.sysaid);
    const add = async (path: string, refOf: (id: string) => string, into: Set<string>) => {
      for (const { id } of await readAllOfSysaid(session, path)) into.add(refOf(id));
    };
    await add(
      "/api/v1/sr?type=all&archive=1&fields=title",
      (id) => `sysaid:record:${id}`,
      things.tickets,
    );
    await add("/api/v1/asset?fields=name", (id) => `sysaid:asset:${id}`, things.deviceRecords);
    if (account.role === "administrator")
      await add("/api/v1/ci?fields=ci_name", (id) => `sysaid:ci:${id}`, things.cis);
  }
  return things;
}

/** What belongs to people, by the owners, assignees and requesters that an administrator reads. */
export async function readPeopleThings({ kace, sysaid }: Appliances, truth: Truth) {
  const administrator = truth.accounts.find((one) => one.role === "administrator");
  if (!administrator?.kace || !administrator.sysaid) throw new Error("There is no administrator.");
  const inKace = await kace.signIn(administrator.kace);
  const inSysaid = await sysaid.signIn(administrator.sysaid);
  const tickets = await readKaceTickets(inKace);
  const records = await readAllOfSysaid(
    inSysaid,
    "/api/v1/sr?type=all&archive=1&fields=request_user,responsibility",
  );
  const machines = await readMachineOwners(inKace);
  const assets = await readAllOfSysaid(inSysaid, "/api/v1/asset?fields=username");
  const users = await readAllOfSysaid(inSysaid, "/api/v1/users?fields=login_user&type=all");
  return {
    of(personIds: readonly number[]): Things {
      const people = truth.people.filter((one) => personIds.includes(one.id));
      const kaceIds = new Set(people.map((one) => one.kaceUser).filter((id) => id !== undefined));
      const sysaidIds = new Set(people.map((one) => String(one.sysaidUser)));
      const userNames = users
        .filter(({ id }) => sysaidIds.has(id))
        .map((row) => infoOf(row, "login_user"));
      const isTheirs = (row: Row, keys: string[]) =>
        row.info.some((item) => keys.includes(item.key) && sysaidIds.has(String(item.value)));
      return {
        tickets: new Set([
          ...tickets
            .filter(
              ({ submitter, owner }) =>
                kaceIds.has(submitter?.id ?? 0) || kaceIds.has(owner?.id ?? 0),
            )
            .map(({ id }) => `kace:ticket:${id}`),
          ...records
            .filter((row) => isTheirs(row, ["request_user", "responsibility"]))
            .map(({ id }) => `sysaid:record:${id}`),
        ]),
        deviceRecords: new Set([
          ...machines.filter(({ owner }) => kaceIds.has(owner)).map(({ ref }) => ref),
          ...assets
            .filter((row) => userNames.includes(infoOf(row, "username")))
            .map(({ id }) => `sysaid:asset:${id}`),
        ]),
        cis: new Set(),
      };
    },
  };
}

async function readKaceTickets(session: ApplianceSession) {
  const shaping = "shaping=hd_ticket limited,submitter limited,owner limited";
  const path = `/api/service_desk/tickets?${paging(100_000)}&${shaping}`;
  return KaceTickets.parse(await session.get(path)).Tickets;
}

/** KACE tells a machine's owner by its device asset. */
async function readMachineOwners(session: ApplianceSession) {
  const path = `/api/asset/assets?${paging(100_000)}&shaping=asset all`;
  return KaceAssets.parse(await session.get(path)).Assets.flatMap((row) => [
    { ref: `kace:asset:${row.id}`, owner: row.owner_id },
    ...(row.mapped_id === 0 ? [] : [{ ref: `kace:machine:${row.mapped_id}`, owner: row.owner_id }]),
  ]);
}

async function readAllOfSysaid(session: ApplianceSession, path: string) {
  const found: z.infer<typeof SysaidRows> = [];
  for (;;) {
    const page = SysaidRows.parse(
      await session.get(`${path}&limit=${PAGE_ROWS}&offset=${found.length}`),
    );
    found.push(...page);
    if (page.length < PAGE_ROWS) return found;
  }
}

const paging = (limit: number) => `paging=limit ${limit} offset 0`;
