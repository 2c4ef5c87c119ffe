import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { BadRequest, SourceSignInNeeded, TooMany } from "../failures";
import type { Runtime } from "../runtime";
import { readVaultEntry } from "../store/vault-repo";
import {
  captureLog,
  enter,
  fillIndex,
  openStage,
  viewerIn,
  type StageOptions,
} from "../testing/stage";
import { UpstreamAuthError } from "../upstream/errors";
import { disconnect, readMe, signIn, verifySecondFactor } from "./account";
import { completeSecondFactor, makeGrant, takeGrant } from "./sign-in";
import { signOutEverywhere } from "./sign-out";
import { actorFor, openSealed } from "./vault";

// The whole way of a sign-in, over both simulated appliances and a real store.

const full = createTestCompany();
const company = {
  ...full,
  people: full.people.map((one) => (one.id > 6 ? { ...one, sysaid: undefined } : one)),
};
const kace = createKaceSimulator({ company });
const sysaid = createSysaidSimulator({ company });
const person = { priority: "person" } as const;
const right = (userName: string) => ({ userName, password: TINY_PASSWORD });
const wrong = (userName: string) => ({ userName, password: "not it" });
const both = (userName: string) => ({ kace: right(userName), sysaid: right(userName) });

let servers: Record<"kace" | "sysaid", Awaited<ReturnType<typeof startAppliance>>>;
const open: Runtime[] = [];
beforeEach(async () => {
  servers = {
    kace: await startAppliance({ app: kace.app }),
    sysaid: await startAppliance({ app: sysaid.app }),
  };
});
afterEach(async () => {
  for (const runtime of open.splice(0)) await runtime.stop();
  for (const server of Object.values(servers)) await server.close();
  kace.control.reset();
  sysaid.control.reset();
});

async function stage(options: Partial<StageOptions> = {}): Promise<Runtime> {
  const urls = { kace: servers.kace.url, sysaid: servers.sysaid.url };
  const runtime = await openStage({ urls, password: TINY_PASSWORD, ...options });
  open.push(runtime);
  return runtime;
}

interface Asked {
  method: string;
  url: string;
}
async function requestsTo(source: "kace" | "sysaid", part = ""): Promise<string[]> {
  const answer = await fetch(`${servers[source].url}/__simulator/requests`);
  const asked: Asked[] = await answer.json();
  return asked.map(({ method, url }) => `${method} ${url}`).filter((one) => one.includes(part));
}
const outcomesOf = async (promise: ReturnType<typeof signIn>) => (await promise).outcomes;

test("both systems connect, and the grant opens the entry once", async () => {
  const runtime = await stage();
  const { outcomes, grant } = await signIn(runtime, null, both("mia"));
  expect(outcomes).toEqual([
    { outcome: "connected", source: "kace" },
    { outcome: "connected", source: "sysaid" },
  ]);
  const taken = await Promise.all([grant, grant].map((one) => takeGrant(runtime, one ?? "")));
  const [vaultId] = taken.filter((one) => one !== null);
  expect(taken.filter((one) => one === null)).toHaveLength(1);
  const viewer = await viewerIn(runtime, vaultId ?? "");
  expect(viewer).toMatchObject({
    name: "Mia Moss",
    accounts: { kace: { role: "user" }, sysaid: { role: "user", isManager: true } },
  });
});

test("a grant is worth nothing after a minute", async () => {
  const runtime = await stage();
  const { vaultId } = await enter(runtime, { kace: right("leo") });
  const grant = await makeGrant(runtime, vaultId);
  await runtime.store.db.execute(sql`update grants set expires_at = now() - interval '1 second'`);
  expect(await takeGrant(runtime, grant)).toBeNull();
  const late = await makeGrant(runtime, vaultId);
  const { rows } = await runtime.store.db.execute<{ seconds: number }>(
    sql`select extract(epoch from expires_at - now())::float as seconds from grants`,
  );
  expect(rows[0]?.seconds).toBeLessThanOrEqual(60);
  expect(await takeGrant(runtime, late)).toBe(vaultId);
});

test("one that refuses leaves the other connected, and nobody gets a grant for nothing", async () => {
  const runtime = await stage();
  const mixed = await signIn(runtime, null, { kace: right("mia"), sysaid: wrong("mia") });
  expect(mixed.outcomes).toEqual([
    { outcome: "connected", source: "kace" },
    { outcome: "refused", source: "sysaid" },
  ]);
  expect(mixed.grant).not.toBeNull();
  const none = await signIn(runtime, null, { kace: wrong("mia") });
  expect(none).toEqual({ outcomes: [{ outcome: "refused", source: "kace" }], grant: null });
});

test("one that is down or not configured leaves the other connected", async () => {
  const down = await stage({ urls: { kace: "http://127.0.0.1:9", sysaid: servers.sysaid.url } });
  expect(await outcomesOf(signIn(down, null, both("mia")))).toEqual([
    { outcome: "unavailable", source: "kace", reason: "it does not answer" },
    { outcome: "connected", source: "sysaid" },
  ]);
  const alone = await stage({ urls: { kace: servers.kace.url } });
  expect(await outcomesOf(signIn(alone, null, both("mia")))).toEqual([
    { outcome: "connected", source: "kace" },
    { outcome: "unavailable", source: "sysaid", reason: "not configured" },
  ]);
});

test("a SysAid that allows no more sign-ins says until when, and KACE goes on", async () => {
  const runtime = await stage();
  await signIn(runtime, null, { sysaid: wrong("uma") });
  await signIn(runtime, null, { sysaid: wrong("uma") });
  const [first, second] = await outcomesOf(signIn(runtime, null, both("uma")));
  expect(first).toEqual({ outcome: "connected", source: "kace" });
  expect(second).toMatchObject({ outcome: "wait", source: "sysaid" });
  const until = second?.outcome === "wait" ? Date.parse(second.until) - Date.now() : 0;
  expect(until).toBeGreaterThan(4 * 60_000);
  expect(until).toBeLessThanOrEqual(5 * 60_000);
});

test("an unknown user is answered and asked exactly as a wrong password is", async () => {
  const runtime = await stage();
  const tries = async (userName: string) => {
    const outcomes = [];
    for (let n = 0; n < 4; n += 1) {
      const [outcome] = await outcomesOf(signIn(runtime, null, { kace: wrong(userName) }));
      outcomes.push(outcome);
    }
    const asked = await requestsTo("kace");
    await fetch(`${servers.kace.url}/__simulator/requests`, { method: "DELETE" });
    return { outcomes, asked };
  };
  const unknown = await tries("nobody");
  expect(await tries("mia")).toEqual(unknown);
  const refused = { outcome: "refused", source: "kace" };
  expect(unknown.outcomes.slice(0, 3)).toEqual([refused, refused, refused]);
  expect(unknown.outcomes[3]).toMatchObject({
    outcome: "unavailable",
    reason: expect.stringMatching(/^there were too many wrong tries; wait [12] s/),
  });
  expect(unknown.asked).toHaveLength(3);
});

test("guesses at once are no more than guesses in a row, and slow down that one user of that one system", async () => {
  const runtime = await stage();
  const guesses = Array.from({ length: 12 }, () =>
    outcomesOf(signIn(runtime, null, { kace: wrong("leo") })),
  );
  const outcomes = (await Promise.all(guesses)).flat().map((one) => one.outcome);
  expect(outcomes.filter((one) => one === "refused").length).toBeLessThanOrEqual(3);
  expect(await requestsTo("kace", "login")).toHaveLength(
    outcomes.filter((one) => one === "refused").length,
  );
  const others = await outcomesOf(
    signIn(runtime, null, { kace: right("mia"), sysaid: right("leo") }),
  );
  expect(others.map((one) => one.outcome)).toEqual(["connected", "connected"]);
});

test("a right password forgets the wrong ones before it", async () => {
  const runtime = await stage();
  for (const credentials of [wrong("leo"), wrong("leo"), right("leo"), wrong("leo")]) {
    await signIn(runtime, null, { kace: credentials });
  }
  const [last] = await outcomesOf(signIn(runtime, null, { kace: right("leo") }));
  expect(last?.outcome).toBe("connected");
});

test("a second factor connects once; the same ticket again, or too late, is told to begin again", async () => {
  const runtime = await stage();
  const ask = async () => {
    const [first] = await outcomesOf(signIn(runtime, null, { kace: right("fay") }));
    return first?.outcome === "second_factor" ? first.ticket : "";
  };
  const ticket = await ask();
  const code = "123456";
  const { outcomes, grant } = await verifySecondFactor(runtime, null, { ticket, code });
  expect(outcomes).toEqual([{ outcome: "connected", source: "kace" }]);
  expect(grant).not.toBeNull();
  await expect(verifySecondFactor(runtime, null, { ticket, code })).rejects.toThrow(BadRequest);
  const twice = await ask();
  const atOnce = await Promise.all([1, 2].map(() => completeSecondFactor(runtime, twice, code)));
  expect(atOnce.filter((one) => one?.signedIn)).toHaveLength(1);
  const late = await ask();
  await runtime.store.db.execute(
    sql`update pending_sign_ins set expires_at = now() - interval '1 second'`,
  );
  await expect(verifySecondFactor(runtime, null, { ticket: late, code })).rejects.toThrow(
    BadRequest,
  );
});

test("wrong codes slow down the person, whatever ticket they come with", async () => {
  const runtime = await stage();
  const wrongCode = async () => {
    const [first] = await outcomesOf(signIn(runtime, null, { kace: right("fay") }));
    const ticket = first?.outcome === "second_factor" ? first.ticket : "";
    return verifySecondFactor(runtime, null, { ticket, code: "000000" });
  };
  for (let n = 0; n < 3; n += 1) {
    expect((await wrongCode()).outcomes).toEqual([{ outcome: "refused", source: "kace" }]);
  }
  await expect(wrongCode()).rejects.toThrow(TooMany);
  expect(await requestsTo("kace", "verify_2factor")).toHaveLength(3);
});

test("a second device shares the SysAid session with the right password alone, and never KACE's", async () => {
  const runtime = await stage();
  const first = await enter(runtime, both("mia"));
  expect(await requestsTo("sysaid", "login")).toHaveLength(1);
  const second = await enter(runtime, both(" MIA "));
  expect(second.vaultId).not.toBe(first.vaultId);
  expect(await requestsTo("sysaid", "login")).toHaveLength(1);
  expect(await requestsTo("kace", "security/login")).toHaveLength(2);
  const [refused] = await outcomesOf(signIn(runtime, null, { sysaid: wrong("mia") }));
  expect(refused?.outcome).toBe("refused");
  expect(await requestsTo("sysaid", "login")).toHaveLength(2);
});

test("a session on another device that SysAid has ended is not shared", async () => {
  const runtime = await stage();
  await enter(runtime, { sysaid: right("leo") });
  sysaid.control.clock.advance(46 * 60_000);
  await enter(runtime, { sysaid: right("leo") });
  expect(await requestsTo("sysaid", "login")).toHaveLength(2);
});

test("signing out ends the session at KACE, keeps the other device's SysAid, and empties the vault", async () => {
  const runtime = await stage();
  const [laptop, phone] = [
    await enter(runtime, both("mia")),
    await enter(runtime, { sysaid: right("mia") }),
  ];
  const found = await readVaultEntry(runtime.store.db, laptop.vaultId, new Date().toISOString());
  const row = found?.sessions.find((one) => one.source === "kace");
  const sealed = row && openSealed(runtime, row);
  await signOutEverywhere(runtime, laptop.vaultId);
  const { rows } = await runtime.store.db.execute(sql`select vault_id, source from vault_sessions`);
  expect(rows).toEqual([{ vault_id: phone.vaultId, source: "sysaid" }]);
  expect(await requestsTo("kace", "security/logout")).toHaveLength(1);
  const old = sealed && runtime.upstreams.kace?.as(sealed.session);
  await expect(old?.touch(person)).rejects.toThrow(UpstreamAuthError);
  const hands = await actorFor(runtime, phone, "sysaid");
  await expect(hands.touch(person)).resolves.toBeUndefined();
});

test("a source that does not answer holds no sign-out up", async () => {
  const runtime = await stage();
  const viewer = await enter(runtime, { kace: right("mia") });
  kace.control.faults.order({ path: "*", fault: { kind: "reset" } });
  await signOutEverywhere(runtime, viewer.vaultId);
  const now = new Date().toISOString();
  expect(await readVaultEntry(runtime.store.db, viewer.vaultId, now)).toBeNull();
});

test("an expired session asks for that source alone, says so, and leaves the other", async () => {
  const runtime = await stage();
  const viewer = await enter(runtime, both("mia"));
  kace.control.clock.advance(61 * 60_000);
  const hands = await actorFor(runtime, viewer, "kace");
  await expect(hands.touch(person)).rejects.toThrow(UpstreamAuthError);
  await expect(actorFor(runtime, viewer, "kace")).rejects.toThrow(SourceSignInNeeded);
  const now = await viewerIn(runtime, viewer.vaultId);
  expect(Object.keys(now.accounts)).toEqual(["sysaid"]);
  const { connections } = await readMe(runtime, now);
  expect(connections).toMatchObject([
    {
      connected: false,
      userName: "mia",
      reason: "Your sign-in to KACE has ended. Sign in to it again.",
    },
    { connected: true, reason: null },
  ]);
  await (await actorFor(runtime, now, "sysaid")).touch(person);
  await signIn(runtime, now, { kace: right("mia") });
  await (await actorFor(runtime, await viewerIn(runtime, viewer.vaultId), "kace")).touch(person);
});

test("what a late answer says of an old session does not touch the new one", async () => {
  const runtime = await stage();
  const viewer = await enter(runtime, { kace: right("mia") });
  const late = await actorFor(runtime, viewer, "kace");
  kace.control.clock.advance(61 * 60_000);
  await signIn(runtime, viewer, { kace: right("mia") });
  await expect(late.touch(person)).rejects.toThrow(UpstreamAuthError);
  const hands = await actorFor(runtime, await viewerIn(runtime, viewer.vaultId), "kace");
  await expect(hands.touch(person)).resolves.toBeUndefined();
});

test("an answered call moves the expected end by the source's idle time and no more", async () => {
  const runtime = await stage();
  const viewer = await enter(runtime, { kace: right("mia") });
  await runtime.store.db.execute(sql`update vault_sessions
    set expires_at = now() + interval '5 minutes',
      created_at = date_trunc('milliseconds', now() - interval '3 hours')`);
  await (await actorFor(runtime, viewer, "kace")).touch(person);
  const { accounts } = await viewerIn(runtime, viewer.vaultId);
  const left = Date.parse(accounts.kace?.expiresAt ?? "") - Date.now();
  expect(left).toBeGreaterThan(30 * 60_000);
  expect(left).toBeLessThanOrEqual(60 * 60_000);
});

test("cookies that the source renews are sealed anew", async () => {
  const runtime = await stage();
  const viewer = await enter(runtime, { kace: right("mia") });
  const cookies = async () => {
    const found = await readVaultEntry(runtime.store.db, viewer.vaultId, new Date().toISOString());
    const row = found?.sessions[0];
    return row ? (openSealed(runtime, row)?.session.cookies ?? "") : "";
  };
  kace.control.faults.order({
    path: "/api/users/me",
    times: 1,
    fault: {
      kind: "status",
      status: 200,
      body: {},
      headers: { "set-cookie": "kboxextra=renewed; Path=/" },
    },
  });
  expect(await cookies()).not.toContain("kboxextra");
  const hands = await actorFor(runtime, viewer, "kace");
  await hands.touch(person);
  await expect.poll(cookies).toContain("kboxextra");
});

test("another AUTH_SECRET opens nothing and crashes nothing", async () => {
  const runtime = await stage();
  const viewer = await enter(runtime, both("mia"));
  const store = { ...runtime.store, close: async () => undefined };
  const other = await stage({ secret: "b".repeat(32), store });
  // The parts that share the store end first.
  open.reverse();
  await expect(actorFor(other, viewer, "kace")).rejects.toThrow(SourceSignInNeeded);
  const again = await signIn(other, null, both("mia"));
  expect(again.outcomes.map((one) => one.outcome)).toEqual(["connected", "connected"]);
  expect(await requestsTo("sysaid", "login")).toHaveLength(2);
  await signOutEverywhere(other, viewer.vaultId);
  expect(await requestsTo("kace", "security/logout")).toEqual([]);
});

test("neither the store nor the log ever holds a cookie, a password, a code or a ticket in the open", async () => {
  const captured = captureLog();
  const runtime = await stage();
  const viewer = await enter(runtime, both("mia"));
  await signIn(runtime, null, { kace: wrong("mia"), sysaid: wrong("mia") });
  const [first] = await outcomesOf(signIn(runtime, null, { kace: right("fay") }));
  const ticket = first?.outcome === "second_factor" ? first.ticket : "";
  await verifySecondFactor(runtime, null, { ticket, code: "123456" });
  kace.control.faults.order({ path: "*", fault: { kind: "reset" } });
  await signOutEverywhere(runtime, (await enter(runtime, { sysaid: right("mia") })).vaultId);
  await signIn(runtime, null, { kace: right("uma") });
  captured.end();
  const found = await readVaultEntry(runtime.store.db, viewer.vaultId, new Date().toISOString());
  const secrets = (found?.sessions ?? []).flatMap((row) => [
    ...(openSealed(runtime, row)?.session.cookies.matchAll(/"value":"([^"]{6,})"/g) ?? []),
  ]);
  const words = [...secrets.map(([, value]) => value ?? ""), TINY_PASSWORD, "not it", ticket];
  expect(words.length).toBeGreaterThan(6);
  const { rows } = await runtime.store.db.execute<{ all: string }>(sql`
    select concat((select string_agg(s::text || encode(sealed, 'escape'), '') from vault_sessions s),
      (select string_agg(p::text || encode(sealed, 'escape'), '') from pending_sign_ins p),
      (select string_agg(t::text, '') from sign_in_tries t),
      (select string_agg(g::text, '') from grants g)) as all`);
  const everything = [...captured.lines, rows[0]?.all ?? ""].join("\n");
  expect(everything).toContain("mia");
  expect(words.filter((word) => everything.includes(word))).toEqual([]);
  expect(captured.lines.length).toBeGreaterThan(0);
});

test("only the organisation that the index holds lets anybody in", async () => {
  kace.control.reset();
  const other = { ...right("mia"), organization: "Organization 2" };
  const unset = await stage();
  const [refused] = await outcomesOf(signIn(unset, null, { kace: other }));
  expect(refused).toMatchObject({ outcome: "unavailable", source: "kace" });
  const set = await stage({ organization: "Default" });
  const [foreign] = await outcomesOf(signIn(set, null, { kace: other }));
  expect(foreign).toMatchObject({ outcome: "unavailable" });
  expect(await requestsTo("kace", "login")).toEqual([]);
  const own = { ...right("mia"), organization: " default " };
  const [connected] = await outcomesOf(signIn(set, null, { kace: own }));
  expect(connected).toMatchObject({ outcome: "connected" });
});

test("a manager is told so although KACE shows them nobody, once the index knows their people", async () => {
  const runtime = await stage();
  const viewer = await enter(runtime, { kace: right("mia") });
  expect((await readMe(runtime, viewer)).isManager).toBe(false);
  await fillIndex(runtime);
  expect(await readMe(runtime, viewer)).toMatchObject({ isManager: true, isAdministrator: false });
  const leo = await enter(runtime, { kace: right("leo") });
  expect((await readMe(runtime, leo)).isManager).toBe(false);
});

test("disconnecting one source leaves the other and says how it stands", async () => {
  const runtime = await stage();
  const viewer = await enter(runtime, both("mia"));
  const { connections } = await disconnect(runtime, viewer, "kace");
  expect(connections.map(({ connected, reason }) => [connected, reason])).toEqual([
    [false, "You are not signed in to KACE."],
    [true, null],
  ]);
  expect(viewer.accounts.kace?.ref).toBe(toRef("kace", "user", 103));
});
