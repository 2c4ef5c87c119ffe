import { sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { POST as disconnect } from "@/app/api/account/disconnect/route";
import { GET as me } from "@/app/api/account/me/route";
import { POST as signInRoute } from "@/app/api/account/sign-in/route";
import { DELETE as revoke } from "@/app/api/account/tokens/[id]/route";
import { GET as list, POST as create } from "@/app/api/account/tokens/route";
import { GET as events } from "@/app/api/events/route";
import { POST as writeTicket } from "@/app/api/tickets/[ref]/writes/route";
import { GET as readTicket } from "@/app/api/tickets/[ref]/route";
import { GET as listTickets } from "@/app/api/tickets/route";
import { GET as listDevices } from "@/app/api/devices/route";
import { DELETE as revokeWall } from "@/app/api/wall-links/[id]/route";
import { GET as listWalls, POST as createWall } from "@/app/api/wall-links/route";
import { MeResult } from "@/lib/contracts/account";
import { ListDevicesResult } from "@/lib/contracts/devices";
import { Problem } from "@/lib/contracts/problem";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import { CreateTokenResult, ListTokensResult, TOKENS_MAX } from "@/lib/contracts/tokens";
import { toRef } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { streamChanges } from "../live/stream-changes";
import { stopRuntime, type Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { captureLog, enter, fillIndex, openStage, TEST_SECRET } from "../testing/stage";
import { signOutEverywhere } from "./sign-out";
import { viewerOf } from "./viewer";

// The real routes over both simulated appliances: what a script gets with a token, beside what its person gets.

const full = createTestCompany();
const company = {
  ...full,
  people: full.people.map((one) => (one.id > 6 ? { ...one, sysaid: undefined } : one)),
};
const kace = createKaceSimulator({ company });
const sysaid = createSysaidSimulator({ company, settings: { loginLimit: 1000 } });
const right = (userName: string) => ({ userName, password: TINY_PASSWORD });
const both = (userName: string) => ({ kace: right(userName), sysaid: right(userName) });
const KACE_2 = toRef("kace", "ticket", 2);
const SYSAID_2 = toRef("sysaid", "record", 2);

let runtime: Runtime;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const servers = {
    kace: await startAppliance({ app: kace.app }),
    sysaid: await startAppliance({ app: sysaid.app }),
  };
  closers.push(servers.kace.close, servers.sysaid.close);
  const urls = { kace: servers.kace.url, sysaid: servers.sysaid.url };
  runtime = await openStage({ urls, password: TINY_PASSWORD });
  // Routes find the server's parts where the process keeps them.
  Reflect.set(globalThis, Symbol.for("sightline.runtime"), Promise.resolve(runtime));
  await fillIndex(runtime);
});
afterAll(async () => {
  await stopRuntime();
  for (const close of closers) await close();
});
beforeEach(async () => {
  await runtime.store.db.execute(sql`delete from tokens`);
});

/** Signs somebody out of every browser. Sign-ins are scarce at SysAid, so nobody else is. */
async function leaveAll(userName: string): Promise<void> {
  const { rows } = await runtime.store.db.execute<{ id: string }>(
    sql`select distinct vault_id as id from vault_sessions where lower(user_name) = ${userName}`,
  );
  for (const { id } of rows) await signOutEverywhere(runtime, id);
}

type Route = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;
interface Ask {
  method?: string;
  search?: string;
  params?: Record<string, string>;
  body?: unknown;
}
/** Asks a route with exactly these headers. */
function ask(route: Route, headers: Record<string, string>, asked: Ask = {}): Promise<Response> {
  const { method = "GET", search = "", params = {}, body } = asked;
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = new Request(`https://sightline.example/api/x${search}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...init,
  });
  return route(request, { params: Promise.resolve(params) });
}
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const cookieOf = async ({ vaultId }: Viewer) => ({
  cookie: `next-auth.session-token=${await encode({ token: { sub: vaultId }, secret: TEST_SECRET })}`,
  "sec-fetch-site": "same-origin",
});
const refusalOf = async (answer: Response) => {
  const { code, title } = Problem.parse(await answer.json());
  return { status: answer.status, code, title };
};

async function make(
  viewer: Viewer,
  more: { name?: string; access?: "full" | "read"; days?: number } = {},
) {
  const body = { name: "Script", access: "full", days: 30, ...more };
  const answer = await ask(create, await cookieOf(viewer), { method: "POST", body });
  expect(answer.status).toBe(200);
  return CreateTokenResult.parse(await answer.json());
}
const tokensOf = async (viewer: Viewer) =>
  ListTokensResult.parse(await (await ask(list, await cookieOf(viewer))).json()).rows;
const ticketsWith = async (headers: Record<string, string>) => {
  const { rows, total } = ListTicketsResult.parse(
    await (await ask(listTickets, headers, { search: "?limit=100" })).json(),
  );
  return { refs: rows.map((row) => row.ref), total };
};
const systemsOf = async (secret: string) => {
  const { refs } = await ticketsWith(bearer(secret));
  return [...new Set(refs.map((ref) => ref.split(":")[0]))].sort();
};
const comment = (headers: Record<string, string>, ref: string) =>
  ask(writeTicket, headers, {
    method: "POST",
    params: { ref },
    body: { act: "comment", text: "Looked at it.", internal: true },
  });
const UNKNOWN = `slt_${"A".repeat(43)}`;
const REFUSED = "This token is unknown, expired or revoked.";

test.each([
  ["administrator", "ada", both("ada")],
  ["agent", "abe", both("abe")],
  ["manager", "mia", both("mia")],
  ["end user", "leo", both("leo")],
  ["person of KACE alone", "kim", { kace: right("kim") }],
  ["read-only administrator", "rita", { kace: right("rita") }],
])("%s: a token sees what its person sees, and nothing more", async (_, name, wanted) => {
  const viewer = await enter(runtime, wanted);
  const { secret } = await make(viewer);
  const own = await ticketsWith(await cookieOf(viewer));
  expect(await ticketsWith(bearer(secret))).toEqual(own);
  const devices = async (headers: Record<string, string>) =>
    ListDevicesResult.parse(await (await ask(listDevices, headers)).json()).rows;
  expect(await devices(bearer(secret))).toEqual(await devices(await cookieOf(viewer)));
  const answer = MeResult.parse(await (await ask(me, bearer(secret))).json());
  expect(answer.connections.map((one) => one.userName)).toEqual([
    name,
    "sysaid" in wanted ? name : null,
  ]);
});

test("one person's token sees no row of another, lists none of their tokens and revokes none", async () => {
  const [leo, uma] = [await enter(runtime, both("leo")), await enter(runtime, both("uma"))];
  const [ofLeo, ofUma] = [await make(leo), await make(uma)];
  const umas = await ticketsWith(bearer(ofUma.secret));
  const leos = await ticketsWith(bearer(ofLeo.secret));
  const [foreign] = umas.refs.filter((ref) => !leos.refs.includes(ref));
  const found = await ask(readTicket, bearer(ofLeo.secret), { params: { ref: foreign ?? "" } });
  expect([typeof foreign, found.status]).toEqual(["string", 404]);
  expect((await tokensOf(leo)).map((one) => one.id)).toEqual([ofLeo.token.id]);
  const asked = { method: "DELETE", body: {}, params: { id: ofUma.token.id } };
  expect((await ask(revoke, await cookieOf(leo), asked)).status).toBe(404);
  expect((await ask(listTickets, bearer(ofUma.secret))).status).toBe(200);
});

test("signed out everywhere, a token answers 401 and says what to do; one sign-in later it works again", async () => {
  const { secret } = await make(await enter(runtime, both("mia")));
  await leaveAll("mia");
  const phone = await enter(runtime, { kace: right("mia") });
  expect(await systemsOf(secret)).toEqual(["kace"]);
  await signOutEverywhere(runtime, phone.vaultId);
  const answer = await ask(listTickets, bearer(secret));
  expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  expect(await refusalOf(answer)).toEqual({
    status: 401,
    code: "not_signed_in",
    title:
      "This token acts with your sign-in to KACE or SysAid, and you have none now. Sign in to KACE or SysAid once; the token works again.",
  });
  await enter(runtime, { kace: right("mia") });
  expect((await ask(listTickets, bearer(secret))).status).toBe(200);
});

test("a token acts with sessions that lie in two sign-ins, each in its own system", async () => {
  const { secret } = await make(await enter(runtime, both("abe")));
  await leaveAll("abe");
  await enter(runtime, { sysaid: right("abe") });
  await enter(runtime, { kace: right("abe") });
  expect(await systemsOf(secret)).toEqual(["kace", "sysaid"]);
  for (const ref of [KACE_2, SYSAID_2]) {
    const answer = await comment(bearer(secret), ref);
    expect([ref, answer.status]).toEqual([ref, 200]);
  }
});

test("a token never acts as whoever has the same id at another server or organisation", async () => {
  await leaveAll("kim");
  const { vaultId, ...viewer } = await enter(runtime, { kace: right("kim") });
  const { secret } = await make({ vaultId, ...viewer });
  const rename = (name: string) =>
    runtime.store.db.execute(
      sql`update vault_sessions set user_name = ${name} where vault_id = ${vaultId}`,
    );
  await rename("somebody");
  expect((await ask(listTickets, bearer(secret))).status).toBe(401);
  await rename("KIM");
  expect((await ask(listTickets, bearer(secret))).status).toBe(200);
});

test("a read-only token is refused every write before its system is asked; another writes, and the audit names it", async () => {
  const viewer = await enter(runtime, both("abe"));
  const reader = await make(viewer, { name: "Reader", access: "read" });
  const writer = await make(viewer, { name: "Writer" });
  const { db } = runtime.store;
  const [before] = await readAudit(db, 1);
  expect(await refusalOf(await comment(bearer(reader.secret), KACE_2))).toMatchObject({
    status: 403,
    title: "This token may only read. Nothing was changed.",
  });
  expect((await readAudit(db, 1))[0]?.id).toBe(before?.id);
  expect((await comment(bearer(writer.secret), KACE_2)).status).toBe(200);
  expect((await readAudit(db, 1))[0]).toMatchObject({
    who: "abe",
    outcome: "ok",
    detail: { tokenId: writer.token.id },
  });
  const seen = (await tokensOf(viewer)).map(({ name, access }) => [name, access]);
  expect(seen).toEqual([
    ["Writer", "full"],
    ["Reader", "read"],
  ]);
});

test("tokens make no tokens, change no sign-ins and make no wall links, whatever their access", async () => {
  const viewer = await enter(runtime, both("ada"));
  const { secret, token } = await make(viewer);
  const body = { name: "Another", access: "read", days: 30 };
  const answers = await Promise.all([
    ask(create, bearer(secret), { method: "POST", body }),
    ask(revoke, bearer(secret), { method: "DELETE", body: {}, params: { id: token.id } }),
    ask(disconnect, bearer(secret), { method: "POST", body: { source: "kace" } }),
    ask(signInRoute, bearer(secret), { method: "POST", body: { kace: right("leo") } }),
    ask(createWall, bearer(secret), { method: "POST", body: { name: "Lobby" } }),
    ask(revokeWall, bearer(secret), { method: "DELETE", body: {}, params: { id: "any" } }),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 403, 403]);
  expect(await tokensOf(viewer)).toHaveLength(1);
  expect((await ask(listWalls, bearer(secret))).status).toBe(200);
});

test("a request with a token is judged by the token alone, and one with a cookie still by its origin", async () => {
  const [ada, leo] = [await enter(runtime, both("ada")), await enter(runtime, both("leo"))];
  const { secret } = await make(leo);
  const cookie = await cookieOf(ada);
  const { name } = MeResult.parse(await (await ask(me, { ...cookie, ...bearer(secret) })).json());
  expect(name).toBe("Leo Lang");
  for (const text of [UNKNOWN, "", "anything", `${secret}x`, cookie.cookie.split("=")[1] ?? ""]) {
    expect((await ask(listTickets, { ...cookie, ...bearer(text) })).status, text).toBe(401);
  }
  const elsewhere = { "sec-fetch-site": "cross-site" };
  expect((await comment({ ...cookie, ...elsewhere }, KACE_2)).status).toBe(403);
  expect((await comment({ ...cookie, ...elsewhere, ...bearer("x") }, KACE_2)).status).toBe(401);
  const basic = { authorization: "Basic YTpi" };
  expect((await ask(listTickets, { ...cookie, ...basic })).status).toBe(200);
});

test("unknown, expired and revoked tokens are answered alike, at once", async () => {
  const viewer = await enter(runtime, { kace: right("abe") });
  const [expired, revoked] = [await make(viewer), await make(viewer, { name: "Other" })];
  await runtime.store.db.execute(
    sql`update tokens set expires_at = now() where id = ${expired.token.id}`,
  );
  const asked = { method: "DELETE", body: {}, params: { id: revoked.token.id } };
  expect((await ask(revoke, await cookieOf(viewer), asked)).status).toBe(200);
  for (const secret of [UNKNOWN, expired.secret, revoked.secret, "slt_short", "other"]) {
    expect(await refusalOf(await ask(listTickets, bearer(secret)))).toEqual({
      status: 401,
      code: "not_signed_in",
      title: REFUSED,
    });
  }
  expect((await tokensOf(viewer)).map((one) => one.state)).toEqual(["revoked", "expired"]);
  expect((await ask(revoke, await cookieOf(viewer), asked)).status).toBe(404);
});

test("who tries many tokens waits, alone; a known token and an old one tried over and over do not", async () => {
  const viewer = await enter(runtime, { kace: right("abe") });
  const { secret } = await make(viewer);
  const tryFrom = async (address: string, text: string) => {
    const headers = { ...bearer(text), "x-forwarded-for": `10.9.9.9, ${address}` };
    const { status, headers: told } = await ask(listTickets, headers);
    return { status, wait: Number(told.get("retry-after")) };
  };
  const guess = (n: number) => `slt_${String(n).padStart(43, "g")}`;
  expect((await tryFrom("192.0.2.1", secret)).status).toBe(200);
  for (let n = 0; n < 9; n += 1) {
    expect((await tryFrom("192.0.2.2", guess(0))).status).toBe(401);
  }
  for (const n of [1, 2, 3]) expect((await tryFrom("192.0.2.1", guess(n))).status).toBe(401);
  const refused = await tryFrom("192.0.2.1", guess(4));
  expect(refused.status).toBe(429);
  expect(refused.wait).toBeGreaterThan(0);
  expect((await tryFrom("192.0.2.1", secret)).status).toBe(200);
  expect((await tryFrom("192.0.2.3", guess(4))).status).toBe(401);
});

test("a name stands for one living token of a person, also when two are made at once; others may have it too", async () => {
  const [abe, leo] = [await enter(runtime, both("abe")), await enter(runtime, both("leo"))];
  const cookie = await cookieOf(abe);
  const attempt = (name: string) =>
    ask(create, cookie, { method: "POST", body: { name, access: "read", days: 365 } });
  const twice = await Promise.all(["Report", " report "].map(attempt));
  expect(twice.map((answer) => answer.status).sort()).toEqual([200, 400]);
  const loser = twice.find((answer) => answer.status === 400);
  expect(Problem.parse(await loser?.json()).fields).toHaveProperty("name");
  await make(leo, { name: "Report" });
  const [kept] = await tokensOf(abe);
  const asked = { method: "DELETE", body: {}, params: { id: kept?.id ?? "" } };
  expect((await ask(revoke, cookie, asked)).status).toBe(200);
  expect((await attempt("Report")).status).toBe(200);
});

test("nobody has more living tokens than the limit, also by asking for many at once", async () => {
  const abe = await enter(runtime, both("abe"));
  const cookie = await cookieOf(abe);
  const answers = await Promise.all(
    Array.from({ length: TOKENS_MAX + 3 }, (_, n) =>
      ask(create, cookie, { method: "POST", body: { name: `T${n}`, access: "read", days: 1 } }),
    ),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(TOKENS_MAX);
  expect(await tokensOf(abe)).toHaveLength(TOKENS_MAX);
});

test.each([
  ["no name", { name: "  " }],
  ["a life of more than a year", { days: 366 }],
  ["no life", { days: 0 }],
  ["an unknown right", { access: "all" }],
])("%s makes no token", async (_, wrong) => {
  const abe = await enter(runtime, { kace: right("abe") });
  const body = { name: "Script", access: "read", days: 30, ...wrong };
  const answer = await ask(create, await cookieOf(abe), { method: "POST", body });
  expect(answer.status).toBe(400);
  expect(await tokensOf(abe)).toEqual([]);
});

test("who is connected to nothing makes no token", async () => {
  const abe = await enter(runtime, { kace: right("abe") });
  await runtime.store.db.execute(
    sql`update vault_sessions set ended_at = now() where vault_id = ${abe.vaultId}`,
  );
  const body = { name: "Script", access: "read", days: 30 };
  const answer = await ask(create, await cookieOf(abe), { method: "POST", body });
  expect(await refusalOf(answer)).toMatchObject({ status: 403, code: "forbidden" });
});

test("a use is noted to the minute, and keeps the sign-in that it acts with", async () => {
  await leaveAll("kim");
  const kim = await enter(runtime, { kace: right("kim") });
  const own = sql`vault_id = ${kim.vaultId}`;
  const { secret, token } = await make(kim);
  expect(token.lastUsedAt).toBeNull();
  const { db } = runtime.store;
  const use = async () => {
    expect((await ask(listTickets, bearer(secret))).status).toBe(200);
    return (await tokensOf(kim))[0]?.lastUsedAt ?? "";
  };
  const first = await use();
  expect(await use()).toBe(first);
  await db.execute(sql`update tokens set last_used_at = now() - interval '61 seconds'`);
  await db.execute(sql`update vault set last_used_at = now() - interval '6 minutes',
    expires_at = now() + interval '1 hour' where id = ${kim.vaultId}`);
  await db.execute(
    sql`update vault_sessions set expires_at = now() + interval '5 minutes' where ${own}`,
  );
  expect((await use()) >= first).toBe(true);
  const left = async () => {
    const { rows } = await db.execute<{ entry: number; session: number }>(sql`
      select extract(epoch from v.expires_at - now())::int / 3600 as entry,
        extract(epoch from s.expires_at - now())::int / 60 as session
      from vault v join vault_sessions s on s.vault_id = v.id where ${own}`);
    return { days: (rows[0]?.entry ?? 0) >= 6 * 24, minutes: (rows[0]?.session ?? 0) >= 30 };
  };
  await expect.poll(left).toEqual({ days: true, minutes: true });
});

test("the store keeps a hash; neither it, nor the log, nor a list, nor an address tells a token", async () => {
  const captured = captureLog();
  const abe = await enter(runtime, both("abe"));
  const { secret, token } = await make(abe);
  await comment(bearer(secret), KACE_2);
  await ask(listTickets, bearer(secret), { search: "?unknown=1" });
  await ask(listTickets, bearer(`${secret}x`));
  const asked = { method: "DELETE", body: {}, params: { id: token.id } };
  await ask(revoke, await cookieOf(abe), asked);
  await ask(listTickets, bearer(secret));
  captured.end();
  const { db } = runtime.store;
  const { rows } = await db.execute<{ all: string }>(sql`
    select concat((select string_agg(t::text, '') from tokens t),
      (select string_agg(a::text, '') from audit a)) as all`);
  const told = [...captured.lines, rows[0]?.all, JSON.stringify(await tokensOf(abe))].join("\n");
  expect(told).toContain(token.hint);
  expect(told).not.toContain(secret.slice(0, token.hint.length + 4));
  expect(secret).toMatch(/^slt_[A-Za-z0-9_-]{43}$/);
  const acts = (await readAudit(db, 3)).map(({ operation, target, who }) => [
    operation,
    target,
    who,
  ]);
  expect(acts).toEqual([
    ["tokens.revoke", token.id, "Abe Ames"],
    ["tickets.comment", KACE_2, "abe"],
    ["tokens.create", token.id, "Abe Ames"],
  ]);
});

test("a stream of events opens with a token, and ends once it is revoked, expired or without a sign-in", async () => {
  await leaveAll("kim");
  const kim = await enter(runtime, { kace: right("kim") });
  const ends = [
    sql`update tokens set revoked_at = now()`,
    sql`update tokens set revoked_at = null, expires_at = now()`,
    sql`update vault_sessions set ended_at = now() where vault_id = ${kim.vaultId}`,
  ];
  for (const [n, end] of ends.entries()) {
    const { secret } = await make(kim, { name: `Stream ${n}` });
    const gone = new AbortController();
    const viewer = await viewerOf(new Headers(bearer(secret)));
    if (!viewer) throw new Error("the token opens nothing");
    const stream = streamChanges(runtime, viewer, gone.signal, { rightsCheckMs: 20 });
    const reader = stream.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await runtime.store.db.execute(end);
    let part = await reader?.read();
    while (part && !part.done) part = await reader?.read();
    expect(part?.done).toBe(true);
  }
  const again = await enter(runtime, { kace: right("kim") });
  const { secret } = await make(again);
  const answer = await ask(events, bearer(secret));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    "text/event-stream; charset=utf-8",
  ]);
  await answer.body?.cancel();
  expect((await ask(events, bearer(UNKNOWN))).status).toBe(401);
});
