import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Problem, type ProblemCode } from "@/lib/contracts/problem";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { startAppliance } from "@/simulators/appliance/serve";
import { type DemoAccount, generateCompany } from "@/simulators/fleet";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import type { Runtime } from "../runtime";
import { readVaultEntry } from "../store/vault-repo";
import { captureLog, enter, openStage } from "../testing/stage";
import { fillPath } from "../upstream/fill-path";
import {
  CALLS,
  type Call,
  type Find,
  type Outcome,
  askDirectly,
  askThrough,
  parseAnswer,
  textOf,
  wordsOf,
} from "./testing/caller";
import { type Door, openDoor } from "./testing/door";

// The contract of every operation through the proxy: a signed-in person's request to the door, the system as it is
// known, and the answer as the row says that it is; and for every role, that nobody but the system refuses anything.

type Role = DemoAccount["role"];
const company = generateCompany({
  seed: 7,
  devices: 120,
  tickets: 300,
  cis: 30,
  now: Date.UTC(2026, 9, 25, 12),
});
const administrator = accountOf("administrator");
const samlUser = administrator.kace.userName;
const simulators = {
  kace: createKaceSimulator({
    company,
    settings: { archivedDevices: "works", organizations: 2, isLinked: true, samlUser },
  }),
  // Users who choose their password themselves are the one way on which there is a token.
  sysaid: createSysaidSimulator({
    company,
    settings: { passwordResetMethod: "user", requestLimit: 100_000 },
  }),
};

let servers: Record<Source, Awaited<ReturnType<typeof startAppliance>>>;
let runtime: Runtime;
let door: Door;
// Hundreds of refusals are the point here and no news.
const quiet = captureLog();
beforeAll(async () => {
  servers = {
    kace: await startAppliance({ app: simulators.kace.app }),
    sysaid: await startAppliance({ app: simulators.sysaid.app }),
  };
  const urls = { kace: servers.kace.url, sysaid: servers.sysaid.url };
  runtime = await openStage({ urls, password: "nobody's" });
  // What deletes by a list is one of the operations too.
  runtime.settings.allowBulk = true;
  door = await openDoor(runtime);
});
afterAll(async () => {
  quiet.end();
  await door.close();
  await runtime.stop();
  for (const server of Object.values(servers)) await server.close();
});

function accountOf(role: Role) {
  const found = company.accounts.find((one) => one.role === role);
  if (!found?.kace) throw new Error(`${role} has no account`);
  return { ...found, kace: found.kace };
}

async function signIn(role: Role, sources: readonly Source[] = SOURCES): Promise<Viewer> {
  const account = accountOf(role);
  const wanted = sources.flatMap((source) => {
    const own = account[source];
    return own ? [[source, { userName: own.userName, password: own.password }]] : [];
  });
  return enter(runtime, Object.fromEntries(wanted));
}

const viewers = new Map<Role, Promise<Viewer>>();
/** One sign-in a role: SysAid allows two in five minutes. */
function viewerAs(role: Role): Promise<Viewer> {
  const viewer = viewers.get(role) ?? signIn(role);
  viewers.set(role, viewer);
  return viewer;
}

const person = company.people.find(({ id }) => id === administrator.personId);
const asAdministrator = (ask: Find["send"]): Find => ({
  send: ask,
  account: { kace: administrator.kace, sysaid: administrator.sysaid ?? administrator.kace },
  code: accountOf("secondFactor").kace.secondFactorCode ?? "",
  answers: {
    1: company.sites.find(({ id }) => id === person?.siteId)?.city ?? "",
    2: company.departments.find(({ id }) => id === person?.departmentId)?.name ?? "",
  },
});
const throughDoor = asAdministrator(async (row, example) =>
  askThrough(door, await viewerAs("administrator"), row, example),
);
const straight = asAdministrator(async (row, example) =>
  askDirectly(runtime, await viewerAs("administrator"), row, example),
);

const Logged = z.array(z.looseObject({ method: z.string(), url: z.string(), status: z.number() }));
const logOf = (source: Source) => `${servers[source].url}/__simulator/requests`;
const clearLog = async (source: Source) => void (await fetch(logOf(source), { method: "DELETE" }));
async function requestsTo(source: Source) {
  return Logged.parse(await (await fetch(logOf(source))).json());
}
const problemOf = (outcome: Outcome) => Problem.parse(JSON.parse(textOf(outcome)));

/** The sealed sessions of a viewer in a system. */
async function sessionsOf({ vaultId }: Viewer, source: Source) {
  const found = await readVaultEntry(runtime.store.db, vaultId, new Date().toISOString());
  return found?.sessions.filter((one) => one.source === source).map(({ sealed }) => sealed);
}

const named = CALLS.map((call) => [`${call.row.source}.${call.row.id}`, call] as const);
const isOfRecords = ({ row }: Call) => row.session === "none";

test.each(named)("%s is carried as its row says", async (_name, { row, make }) => {
  // Who signs out has a session that nobody else needs.
  const viewer = await (row.session === "ends"
    ? signIn("administrator", [row.source])
    : viewerAs("administrator"));
  const example = await make(throughDoor);
  const before = await sessionsOf(viewer, row.source);
  await clearLog(row.source);
  const outcome = await askThrough(door, viewer, row, example);

  const query = Object.entries(example.query ?? {}).length > 0 ? "?" : "";
  // After a switch the system is asked where the session stands.
  const isOfCall = ({ method }: { method: string }) =>
    row.session !== "switches" || method === row.method;
  const sent = (await requestsTo(row.source)).filter(isOfCall).at(-1);
  expect(sent?.method).toBe(row.method);
  expect(`${sent?.url}`.startsWith(fillPath(row, example.path) + query)).toBe(true);
  if (row.id === "security.verify_2factor") {
    // There is no half-way sign-in to finish: nobody's session is touched, and the appliance says no.
    expect(sent?.status).toBe(401);
    expect(outcome.status).toBe(422);
    expect(problemOf(outcome)).toMatchObject({ code: "source_refused", source: "kace" });
    expect(problemOf(outcome).title).toContain("User not authenticated.");
    return;
  }
  expect(textOf(outcome)).not.toContain('"requestId"');
  expect(outcome.status).toBeGreaterThanOrEqual(200);
  expect(outcome.status).toBeLessThan(300);
  const parsed = parseAnswer(row, outcome);
  if (row.reads && row.answer.kind === "json") expect([[], ""]).not.toContainEqual(parsed);
  if (row.answer.kind === "binary") expect(outcome.bytes.byteLength).toBeGreaterThan(0);
  if (row.collection !== undefined) {
    const held = z.record(z.string(), z.unknown()).parse(parsed)[row.collection];
    expect(z.array(z.unknown()).min(1).safeParse(held).success, "it answers rows").toBe(true);
  }
  expect([...outcome.headers.keys()].join()).not.toMatch(/cookie|location|kace|server/);
  expect(await sessionsOf(viewer, row.source)).toEqual(row.session === "ends" ? [] : before);
});

/** What the systems refuse is told in these codes, under the system's own status. */
const codeOf = (status: number): ProblemCode =>
  status === 403 ? "forbidden" : status === 404 ? "not_found" : "source_refused";

/** What a person is told through the door, when a system answers this to their own call. */
function toldOf(direct: Outcome, source: Source) {
  if (direct.status < 300) return { isAllowed: true };
  const title: unknown = expect.stringContaining(wordsOf(direct));
  const problem: unknown = expect.objectContaining({ code: codeOf(direct.status), source, title });
  return { isAllowed: false, status: direct.status, problem };
}

const ROLES = ["administrator", "agent", "manager", "user", "kaceOnly"] as const;
const ofRecords = named.filter(([, call]) => isOfRecords(call));
test.each(ofRecords)("%s is refused by its system alone, to every role", async (_name, call) => {
  const { row } = call;
  let example = await call.make(straight);
  for (const role of ROLES) {
    const viewer = await viewerAs(role);
    if (viewer.accounts[row.source] === undefined) continue;
    const direct = await askDirectly(runtime, viewer, row, example);
    // What was done cannot be done to the same thing again.
    if (direct.status < 300 && !row.reads) example = await call.make(straight);
    const outcome = await askThrough(door, viewer, row, example);
    const isAllowed = outcome.status < 300;
    const told = isAllowed
      ? { isAllowed }
      : { isAllowed, status: outcome.status, problem: problemOf(outcome) };
    expect({ role, ...told }).toEqual({ role, ...toldOf(direct, row.source) });
    if (isAllowed && !row.reads) example = await call.make(straight);
  }
});

test.each([
  ["administrator", [200, 200]],
  ["agent", [403, 403]],
  ["manager", [403, 403]],
  ["user", [403, 403]],
  ["kaceOnly", [403, 401]],
] as const)(
  "%s: a new asset in KACE and the add-ons of SysAid answer %j",
  async (role, statuses) => {
    const viewer = await viewerAs(role);
    const told = [];
    for (const id of ["assets.create", "addons.list"]) {
      const call = CALLS.find(({ row }) => row.id === id);
      if (!call) throw new Error(`no operation ${id}`);
      told.push((await askThrough(door, viewer, call.row, await call.make(straight))).status);
    }
    expect(told).toEqual(statuses);
  },
);

test("who has an account in KACE alone is told to sign in to SysAid, and SysAid is not asked", async () => {
  const viewer = await viewerAs("kaceOnly");
  await clearLog("sysaid");
  const rows = CALLS.filter(isOfRecords).filter(({ row }) => row.source === "sysaid");
  for (const { row } of rows) {
    const names = row.pathParameters.map(({ name }) => [name, "1"]);
    const outcome = await askThrough(door, viewer, row, { path: Object.fromEntries(names) });
    const told = { id: row.id, status: outcome.status, code: problemOf(outcome).code };
    expect(told).toEqual({ id: row.id, status: 401, code: "source_sign_in_needed" });
  }
  expect(await requestsTo("sysaid")).toEqual([]);
});

test("a switch goes to the organisation that it names and back, with the caller's own session", async () => {
  const viewer = await viewerAs("administrator");
  const me = CALLS.find(({ row }) => row.id === "users.me");
  const rows = CALLS.filter(({ row }) => row.session === "switches");
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) {
    for (const id of [2, 1]) {
      const isInPath = row.path.includes("{id}");
      const example = isInPath ? { path: { id } } : { query: { organizationId: String(id) } };
      expect((await askThrough(door, viewer, row, example)).status).toBe(200);
      if (!me) throw new Error("nobody tells who asks");
      const told = await askThrough(door, viewer, me.row, await me.make(straight));
      expect(parseAnswer(me.row, told)).toMatchObject({ currentOrgId: id });
    }
  }
});
