import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Example, toCarried } from "@/lib/server/upstream/example";
import { createMatcher } from "@/lib/server/upstream/match-operation";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Upstream, UpstreamSession } from "@/lib/server/upstream/port";
import type { Right } from "@/lib/server/upstream/operation";
import { startAppliance } from "@/simulators/appliance/serve";
import { type DemoAccount, generateCompany } from "@/simulators/fleet";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createKaceUpstream } from "../index";
import { EXAMPLES, type Finder } from "./examples";
import { KACE_OPERATIONS, type OperationId, fillPath, operationOf } from "./index";
import { WRITTEN } from "./schema";

// The contract of every operation: the client's own way to the appliance, the appliance as it is known, and the answer
// as the row says that it is.

const company = generateCompany({
  seed: 7,
  devices: 120,
  tickets: 200,
  cis: 10,
  now: Date.UTC(2026, 9, 25, 12),
});
const SETTINGS = { archivedDevices: "works", organizations: 2, isLinked: true } as const;
const administrator = signInOf("administrator");
const { app } = createKaceSimulator({
  company,
  settings: { ...SETTINGS, samlUser: administrator.userName },
});
const call = { priority: "person" } as const;

let appliance: Awaited<ReturnType<typeof startAppliance>>;
let kace: Upstream;
beforeAll(async () => {
  appliance = await startAppliance({ app });
  const { userName: serviceUser, password: servicePassword } = signInOf("service");
  kace = createKaceUpstream({
    url: appliance.url,
    serviceUser,
    servicePassword,
    ca: null,
    organization: null,
    timeZone: null,
  });
});
afterAll(() => appliance.close());

function signInOf(role: DemoAccount["role"]) {
  const account = company.accounts.find((one) => one.role === role);
  if (!account?.kace) throw new Error(`${role} has no account`);
  return account.kace;
}

async function sessionOf(role: DemoAccount["role"]): Promise<UpstreamSession> {
  const { userName, password } = signInOf(role);
  const result = await kace.signIn({ userName, password }, call);
  if (result.outcome === "refused") throw new Error(`${role} is refused`);
  return result.session;
}

const sessions = new Map<DemoAccount["role"], Promise<UpstreamSession>>();
/** One session a role, for calls that leave it as it is. */
function sharedSession(role: DemoAccount["role"]): Promise<UpstreamSession> {
  const session = sessions.get(role) ?? sessionOf(role);
  sessions.set(role, session);
  return session;
}

/** What came back, and what the row's schema made of it. */
interface Answered {
  bytes: Uint8Array;
  parsed: unknown;
}

async function send(
  session: UpstreamSession,
  id: OperationId,
  example: Example,
  spelling = operationOf(id).path,
): Promise<Answered> {
  const row = operationOf(id);
  const answer = await kace.carry(
    {
      row,
      path: fillPath({ path: spelling }, example.path ?? {}),
      ...toCarried(example),
      session,
    },
    call,
  );
  const bytes = new Uint8Array(await new Response(answer.body).arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  if (row.answer.kind !== "json") return { bytes, parsed: null };
  return { bytes, parsed: row.answer.schema.parse(text === "" ? "" : JSON.parse(text)) };
}

const Row = z.record(z.string(), z.unknown());
function findAs(session: UpstreamSession): Finder {
  return {
    async rows(id, example = {}) {
      const { parsed } = await send(session, id, example);
      if (typeof parsed === "number") return [{ value: parsed }];
      if (Array.isArray(parsed)) return z.array(Row).parse(parsed);
      const body = Row.parse(parsed);
      const { collection } = operationOf(id);
      return collection === undefined ? [body] : z.array(Row).parse(body[collection] ?? []);
    },
    async write(id, example) {
      const { parsed } = await send(session, id, example);
      const { IDs } = z.looseObject({ IDs: z.array(z.number()).min(1) }).parse(parsed);
      return IDs[0] ?? 0;
    },
    account: { ...administrator, code: signInOf("secondFactor").secondFactorCode ?? "" },
  };
}

test.each(KACE_OPERATIONS.map((row) => row.id))("%s is answered as its row says", async (id) => {
  const row = operationOf(id);
  const isHalfWay = id === "security.verify_2factor";
  const isItsOwn = isHalfWay || row.session !== "none";
  const role = isHalfWay ? "secondFactor" : "administrator";
  const session = await (isItsOwn ? sessionOf(role) : sharedSession(role));
  const example = await EXAMPLES[id](findAs(session));

  // The example itself keeps to the row.
  expect(createMatcher(KACE_OPERATIONS)(row.method, fillPath(row, example.path))?.row).toBe(row);
  const known = row.query.map(({ name }) => name);
  const needed = row.query.filter(({ required }) => required).map(({ name }) => name);
  const given = Object.keys(example.query ?? {});
  expect(given.filter((name) => !known.includes(name))).toEqual([]);
  expect(needed.filter((name) => !given.includes(name))).toEqual([]);
  if (row.body.kind === "json" && example.json !== undefined) row.body.schema.parse(example.json);
  expect(row.body.kind === "none").toBe(example.json === undefined && example.form === undefined);

  const { bytes, parsed } = await send(session, id, example);
  if (row.answer === WRITTEN.answer) expect(parsed).toMatchObject({ Result: "Success" });
  if (row.answer.kind === "binary") expect(bytes.byteLength).toBeGreaterThan(0);
  if (row.collection !== undefined) {
    const held = Row.parse(parsed)[row.collection];
    expect(z.array(z.unknown()).min(1).safeParse(held).success, "it answers rows").toBe(true);
  }
});

const spelled = KACE_OPERATIONS.flatMap(({ id, spellings }) =>
  spellings.map((spelling) => ({ id, spelling })),
);
test.each(spelled)("$id is answered as $spelling too", async ({ id, spelling }) => {
  const session = await sharedSession("administrator");
  await send(session, id, await EXAMPLES[id](findAs(session)), spelling);
});

/** What the appliance answers an account to a call; its refusals come with words. */
async function statusFor(
  role: DemoAccount["role"],
  id: OperationId,
  example: Example,
): Promise<number> {
  try {
    await send(await sharedSession(role), id, example);
    return 200;
  } catch (error) {
    if (!(error instanceof UpstreamHttpError)) throw error;
    expect(error.upstreamMessage).not.toBeNull();
    return error.status;
  }
}

const ALLOWED = [200];
const REFUSED = [403];
/** Of what is not theirs, standard users are told that it is not there. */
const HIDDEN = [403, 404];
const STATUSES: Record<Right, { user: readonly number[]; agent: readonly number[] }> = {
  everyone: { user: [200, 404], agent: ALLOWED },
  agent: { user: HIDDEN, agent: ALLOWED },
  administrator: { user: HIDDEN, agent: REFUSED },
};

const ofRecords = KACE_OPERATIONS.filter((row) => row.session === "none");
test.each(ofRecords)("$id is for whom its row says: $right", async ({ id, right, reads }) => {
  const example = await EXAMPLES[id](findAs(await sharedSession("administrator")));
  expect(STATUSES[right].user).toContain(await statusFor("user", id, example));
  // The service account is a read-only administrator: it sees everything and changes nothing.
  const mayBeAsked = reads || id === "kkmp.login_user";
  expect(mayBeAsked ? ALLOWED : REFUSED).toContain(await statusFor("service", id, example));
  expect(STATUSES[right].agent).toContain(await statusFor("agent", id, example));
});
