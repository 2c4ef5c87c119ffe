import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import { type Example, toCarried } from "@/lib/server/upstream/example";
import { fillPath } from "@/lib/server/upstream/fill-path";
import { createMatcher } from "@/lib/server/upstream/match-operation";
import type { Right } from "@/lib/server/upstream/operation";
import type { Upstream, UpstreamSession } from "@/lib/server/upstream/port";
import { startAppliance } from "@/simulators/appliance/serve";
import { type DemoAccount, generateCompany } from "@/simulators/fleet";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { createSysaidUpstream } from "../index";
import { EXAMPLES, type Finder } from "./examples";
import { type OperationId, SYSAID_OPERATIONS, operationOf } from "./index";

// The contract of every operation: the client's own way to the server, the server as it is known, and the answer as
// the row says that it is.

const company = generateCompany({
  seed: 7,
  devices: 60,
  tickets: 300,
  cis: 30,
  now: Date.UTC(2026, 9, 25, 12),
});
function accountOf(role: DemoAccount["role"]) {
  const found = company.accounts.find((one) => one.role === role);
  if (!found?.sysaid) throw new Error(`${role} has no account`);
  return { ...found.sysaid, personId: found.personId };
}
const administrator = accountOf("administrator");
const person = company.people.find(({ id }) => id === administrator.personId);
const answers = {
  1: company.sites.find(({ id }) => id === person?.siteId)?.city ?? "",
  2: company.departments.find(({ id }) => id === person?.departmentId)?.name ?? "",
};
const call = { priority: "person" } as const;

const { app, control } = createSysaidSimulator({
  company,
  // Users who choose their password themselves are the one way on which there is a token.
  settings: { passwordResetMethod: "user" },
});

let appliance: Awaited<ReturnType<typeof startAppliance>>;
let sysaid: Upstream;
const sessions = new Map<DemoAccount["role"], UpstreamSession>();
beforeAll(async () => {
  appliance = await startAppliance({ app });
  sysaid = createSysaidUpstream({
    url: appliance.url,
    serviceUser: administrator.userName,
    servicePassword: administrator.password,
    ca: null,
    accountId: null,
  });
});
afterAll(() => {
  control.reset();
  return appliance.close();
});

/** One session a person for all tests: the server allows two sign-ins in five minutes. */
async function sessionOf(role: DemoAccount["role"]): Promise<UpstreamSession> {
  const known = sessions.get(role);
  if (known) return known;
  const result = await sysaid.signIn(accountOf(role), call);
  if (result.outcome !== "connected") throw new Error(result.outcome);
  sessions.set(role, result.session);
  return result.session;
}

interface Asking extends Example {
  role?: DemoAccount["role"];
  /** One of the row's other spellings. */
  spelling?: string;
}

/** What came back, and what the row's schema made of it. */
async function send(id: OperationId, asking: Asking) {
  const { path = {}, role = "administrator", spelling } = asking;
  const row = operationOf(id);
  const answer = await sysaid.carry(
    {
      row,
      path: fillPath({ path: spelling ?? row.path }, path),
      ...toCarried(asking),
      session: row.session === "opens" ? null : await sessionOf(role),
    },
    call,
  );
  const text = await new Response(answer.body).text();
  const parsed = row.answer.kind === "json" ? row.answer.schema.parse(JSON.parse(text)) : null;
  return { text, parsed };
}

const Row = z.record(z.string(), z.unknown());
const find: Finder = {
  async rows(id, example = {}) {
    const { parsed } = await send(id, example);
    if (parsed === null || parsed === "") return [];
    return Array.isArray(parsed) ? z.array(Row).parse(parsed) : [Row.parse(parsed)];
  },
  account: { ...administrator, answers },
};

test.each(SYSAID_OPERATIONS.map(({ id }) => id))("%s is answered as its row says", async (id) => {
  const row = operationOf(id);
  const example = await EXAMPLES[id](find);

  // The example itself keeps to the row.
  expect(createMatcher(SYSAID_OPERATIONS)(row.method, fillPath(row, example.path))?.row).toBe(row);
  const known = new Set(row.query.map(({ name }) => name));
  const given = Object.keys(example.query ?? {});
  if (!row.anyFilter) expect(given.filter((name) => !known.has(name))).toEqual([]);
  const needed = row.query.filter(({ required }) => required).map(({ name }) => name);
  expect(given).toEqual(expect.arrayContaining(needed));
  if (row.body.kind === "json") row.body.schema.parse(example.json);
  const bodyKind = example.form ? "multipart" : example.json === undefined ? "none" : "json";
  expect(bodyKind).toBe(row.body.kind);

  const { text, parsed } = await send(id, example);
  if (row.answer.kind === "json") expect(parsed).not.toEqual([]);
  if (row.answer.kind === "json") expect(parsed).not.toBe("");
  if (row.answer.kind === "empty") expect(text).toBe("");
  if (row.answer.kind === "binary") expect(text).toBe("a picture");
});

const spelled = SYSAID_OPERATIONS.flatMap(({ id, spellings }) =>
  spellings.map((spelling) => ({ id, spelling })),
);
test.each(spelled)("$id is answered as $spelling too", async ({ id, spelling }) => {
  await send(id, { ...(await EXAMPLES[id](find)), spelling });
});

/** What the server answers an account to a call; its refusals come with words. */
async function statusFor(role: DemoAccount["role"], id: OperationId, example: Example) {
  try {
    await send(id, { ...example, role });
    return 200;
  } catch (error) {
    if (!(error instanceof UpstreamHttpError)) throw error;
    expect(error.upstreamMessage).not.toBeNull();
    return error.status;
  }
}

/** Of what is not theirs, end users are told that its id is none. */
const HIDDEN = [400, 403];
const STATUSES: Record<Right, { user: readonly number[]; agent: readonly number[] }> = {
  everyone: { user: [200, ...HIDDEN], agent: [200] },
  agent: { user: HIDDEN, agent: [200] },
  administrator: { user: HIDDEN, agent: [403] },
};
/** A step of a workflow is for whom it is given to, whoever that is. */
const isGiven = (id: OperationId) => /^actions\.(approve|reject|complete|reopen)$/.test(id);

const ofRecords = SYSAID_OPERATIONS.filter(({ session }) => session === "none");
test.each(ofRecords)("$id is for whom its row says: $right", async (row) => {
  const { id, right } = row;
  const ask = async (role: DemoAccount["role"]) => statusFor(role, id, await EXAMPLES[id](find));
  // What is nobody's own record, everyone is answered.
  const isCommon = right === "everyone" && row.pathParameters.length === 0;
  expect(isCommon ? [200] : STATUSES[right].user).toContain(await ask("user"));
  expect(isGiven(id) ? [403] : STATUSES[right].agent).toContain(await ask("agent"));
});
