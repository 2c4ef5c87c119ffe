import { encode } from "next-auth/jwt";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { GET as me } from "@/app/api/account/me/route";
import { POST as createToken } from "@/app/api/account/tokens/route";
import { POST as choose } from "@/app/api/connections/[source]/organization/route";
import { GET as listOrganizations } from "@/app/api/connections/[source]/organizations/route";
import { GET as readDevice } from "@/app/api/devices/[ref]/route";
import { GET as deviceFacets } from "@/app/api/devices/facets/route";
import { GET as listDevices } from "@/app/api/devices/route";
import { GET as home } from "@/app/api/home/route";
import { GET as proxyGet, POST as proxyPost } from "@/app/api/kace/[...path]/route";
import { GET as team } from "@/app/api/team/route";
import { GET as readTicket } from "@/app/api/tickets/[ref]/route";
import { POST as writeTicket } from "@/app/api/tickets/[ref]/writes/route";
import { GET as ticketFacets } from "@/app/api/tickets/facets/route";
import { GET as listTickets } from "@/app/api/tickets/route";
import { MeResult } from "@/lib/contracts/account";
import { OrganizationsResult } from "@/lib/contracts/connections";
import { Problem } from "@/lib/contracts/problem";
import { CreateTokenResult } from "@/lib/contracts/tokens";
import { toRef } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { signIn } from "../auth/account";
import { actorFor } from "../auth/vault";
import { Conflict } from "../failures";
import { streamChanges } from "../live/stream-changes";
import { stopRuntime, type Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { enter, fillIndex, openStage, TEST_SECRET, viewerIn } from "../testing/stage";

// The real routes over an appliance of two organisations: what somebody gets here while they work in the other one.

const company = createTestCompany();
const kace = createKaceSimulator({ company, settings: { organizations: 2 } });
const sysaid = createSysaidSimulator({ company, settings: { loginLimit: 1000 } });
const right = (userName: string) => ({ userName, password: TINY_PASSWORD });
const both = (userName: string) => ({ kace: right(userName), sysaid: right(userName) });
const KACE_2 = toRef("kace", "ticket", 2);
const WORDS =
  "You work in organisation Organization 2 of KACE; Sightline's lists hold the records of Default. Switch back under Connections.";

let runtime: Runtime;
let kaceUrl: string;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const servers = [
    await startAppliance({ app: kace.app }),
    await startAppliance({ app: sysaid.app }),
  ] as const;
  closers.push(...servers.map(({ close }) => close));
  kaceUrl = servers[0].url;
  const urls = { kace: kaceUrl, sysaid: servers[1].url };
  runtime = await openStage({ urls, password: TINY_PASSWORD });
  Reflect.set(globalThis, Symbol.for("sightline.runtime"), Promise.resolve(runtime));
  await fillIndex(runtime);
});
afterEach(() => kace.control.faults.clear());
afterAll(async () => {
  await stopRuntime();
  for (const close of closers) await close();
});

interface Ask {
  url?: string;
  params?: Record<string, string | string[]>;
  body?: unknown;
}
type Headed = Record<string, string>;
const cookieOf = async ({ vaultId }: Viewer): Promise<Headed> => ({
  cookie: `next-auth.session-token=${await encode({ token: { sub: vaultId }, secret: TEST_SECRET })}`,
  "sec-fetch-site": "same-origin",
});

async function ask(
  // Every route takes its own parameters; the test gives those that its address names.
  route: (request: Request, context: never) => Promise<Response>,
  headers: Headed,
  { url = "/api/x", params = {}, body }: Ask = {},
): Promise<Response> {
  const init =
    body === undefined
      ? { headers }
      : {
          method: "POST",
          body: JSON.stringify(body),
          headers: { ...headers, "content-type": "application/json" },
        };
  const request = new Request(`https://sightline.example${url}`, init);
  const answer: unknown = await Reflect.apply(route, undefined, [
    request,
    { params: Promise.resolve(params) },
  ]);
  if (!(answer instanceof Response)) throw new Error("no answer");
  return answer;
}
const refusalOf = async (answer: Response) => {
  const { code, title } = Problem.parse(await answer.json());
  return { status: answer.status, code, title };
};
const switchTo = async (viewer: Viewer, id: string) =>
  ask(choose, await cookieOf(viewer), { params: { source: "kace" }, body: { id } });

/** Through the proxy: which organisation the session works in, and how many machines it sees there. */
async function elsewhere(headers: Headed) {
  const through = async (path: string): Promise<unknown> =>
    (
      await ask(proxyGet, headers, {
        url: `/api/kace/${path}`,
        params: { path: path.split("/") },
      })
    ).json();
  const { currentOrgId } = z
    .object({ currentOrgId: z.number() })
    .parse(await through("api/users/me"));
  const { Count } = z.object({ Count: z.number() }).parse(await through("api/inventory/machines"));
  return { currentOrgId, Count };
}

const PAGES = { listTickets, listDevices, ticketFacets, deviceFacets, home, team };
/** Everything that lists show somebody, as one text, and what they say of KACE. */
async function shown(headers: Headed) {
  const told: Record<string, unknown> = {};
  const states: unknown[] = [];
  for (const [name, route] of Object.entries(PAGES)) {
    const answer = await ask(route, headers);
    expect([name, answer.status]).toEqual([name, 200]);
    const { sources, ...rest } = z
      .looseObject({ sources: z.looseObject({ kace: z.unknown() }) })
      .parse(await answer.json());
    told[name] = rest;
    states.push(sources.kace);
  }
  return { text: JSON.stringify(told), told, states };
}
const searched = async (headers: Headed, q: string) => {
  const answer = await ask(listTickets, headers, { url: `/api/x?q=${encodeURIComponent(q)}` });
  return z.object({ total: z.number() }).parse(await answer.json()).total;
};

const Logged = z.array(z.looseObject({ method: z.string(), user: z.unknown() }));
const logUrl = () => `${kaceUrl}/__simulator/requests`;
const clearLog = async () => void (await fetch(logUrl(), { method: "DELETE" }));
const requests = async () => Logged.parse(await (await fetch(logUrl())).json());

test("who works in another organisation finds nothing of KACE and reads why; back home, all of it", async () => {
  const ada = await enter(runtime, both("ada"));
  const uma = await cookieOf(await enter(runtime, both("uma")));
  const cookie = await cookieOf(ada);
  const before = await shown(cookie);
  const umaBefore = await shown(uma);
  expect(before.text).toContain("kace:ticket:2");
  const title = company.kace.tickets[1]?.title ?? "";
  expect(await searched(cookie, title)).toBeGreaterThan(0);
  const made = await ask(createToken, cookie, {
    body: { name: "Script", access: "full", days: 30 },
  });
  const { secret } = CreateTokenResult.parse(await made.json());
  const bearer = { authorization: `Bearer ${secret}` };

  const told = OrganizationsResult.parse(await (await switchTo(ada, "2")).json());
  expect(told).toEqual({
    held: "Default",
    organizations: [
      { id: "1", name: "Default", current: false },
      { id: "2", name: "Organization 2", current: true },
    ],
  });
  expect((await readAudit(runtime.store.db, 1))[0]).toMatchObject({
    operation: "organizations.switch",
    target: "id=2",
    outcome: "ok",
  });
  for (const headers of [cookie, bearer]) {
    const { text, states } = await shown(headers);
    expect(text).not.toContain("kace:");
    expect(text).toContain("sysaid:record:");
    for (const state of states) expect(state).toEqual({ state: "missing", reason: WORDS });
    expect(await searched(headers, title)).toBe(0);
    expect(await elsewhere(headers)).toEqual({ currentOrgId: 2, Count: 0 });
    await clearLog();
    const conflict = { status: 409, code: "conflict", title: WORDS };
    const ofTicket = { params: { ref: KACE_2 } };
    const text2 = { act: "comment", text: "Looked at it.", internal: false };
    for (const route of [readTicket, writeTicket])
      expect(
        await refusalOf(
          await ask(
            route,
            headers,
            route === writeTicket ? { ...ofTicket, body: text2 } : ofTicket,
          ),
        ),
      ).toEqual(conflict);
    const fresh = { url: "/api/x?fresh=1", params: { ref: KACE_2 } };
    expect(await refusalOf(await ask(readTicket, headers, fresh))).toEqual(conflict);
    const device = { params: { ref: toRef("kace", "machine", 1) } };
    const found = await ask(readDevice, headers, device);
    if (found.status === 200) expect(await found.text()).not.toContain("kace:");
    else expect(await refusalOf(found)).toEqual(conflict);
    expect(await requests()).toEqual([]);
  }
  const { connections } = MeResult.parse(await (await ask(me, cookie)).json());
  expect(connections.find(({ source }) => source === "kace")).toMatchObject({
    connected: true,
    isAway: true,
    organization: "Organization 2",
    reason: WORDS,
  });
  expect((await shown(uma)).text).toBe(umaBefore.text);

  expect((await switchTo(ada, "1")).status).toBe(200);
  for (const headers of [cookie, bearer]) {
    const { told: again, states } = await shown(headers);
    expect(Object.keys(again)).toEqual(Object.keys(before.told));
    expect(JSON.stringify(again)).toContain("kace:ticket:2");
    expect(states).not.toContainEqual(expect.objectContaining({ state: "missing" }));
    expect((await elsewhere(headers)).currentOrgId).toBe(1);
  }
});

test("the proxy's own switches are carried and noted just the same", async () => {
  const viewer = await enter(runtime, { kace: right("mia") });
  const cookie = await cookieOf(viewer);
  const proxied = (path: string, search = "") =>
    ask(proxyPost, cookie, {
      url: `/api/kace/${path}${search}`,
      params: { path: path.split("/") },
      body: {},
    });
  const awayIn = async () => (await viewerIn(runtime, viewer.vaultId)).accounts.kace?.awayIn;
  const base = "ams/shared/api/security/organization";
  expect((await proxied(`${base}/2/switchto`)).status).toBe(200);
  expect(await awayIn()).toBe("Organization 2");
  expect((await proxied(`${base}/switch`, "?organizationId=1")).status).toBe(200);
  expect(await awayIn()).toBeNull();
  expect((await proxied(`${base}/9/switchto`)).status).toBe(400);
  expect(await awayIn()).toBeNull();
});

test("a switch that the appliance refuses or does not confirm has failed in words, and nothing is noted", async () => {
  const viewer = await enter(runtime, { kace: right("leo") });
  const path = "/ams/shared/api/security/organization/2/switchto";
  const awayIn = async () => (await viewerIn(runtime, viewer.vaultId)).accounts.kace?.awayIn;
  kace.control.faults.order({ path, fault: { kind: "status", status: 500 } });
  expect(await refusalOf(await switchTo(viewer, "2"))).toMatchObject({
    code: "source_unavailable",
  });
  expect(await awayIn()).toBeNull();
  kace.control.faults.clear();
  kace.control.faults.order({ path, fault: { kind: "status", status: 200 } });
  expect(await refusalOf(await switchTo(viewer, "2"))).toMatchObject({
    code: "source_refused",
    title: expect.stringContaining(
      "KACE took the switch to Organization 2, but says that you are in Default.",
    ),
  });
  expect(await awayIn()).toBeNull();
  expect((await switchTo(viewer, "7")).status).toBe(404);
});

test("who cannot be told where they stand after a switch sees nothing until the appliance tells", async () => {
  const viewer = await enter(runtime, both("abe"));
  const cookie = await cookieOf(viewer);
  kace.control.faults.order({ path: "/api/users/me", fault: { kind: "status", status: 503 } });
  const path = "ams/shared/api/security/organization/1/switchto";
  const asked = { url: `/api/kace/${path}`, params: { path: path.split("/") }, body: {} };
  expect((await ask(proxyPost, cookie, asked)).status).toBe(200);
  const { text, states } = await shown(cookie);
  expect(text).not.toContain("kace:");
  const reason: unknown = expect.stringContaining("You work in another organisation of KACE;");
  expect(states[0]).toEqual({ state: "missing", reason });
  kace.control.faults.clear();
  expect((await switchTo(viewer, "1")).status).toBe(200);
  expect((await shown(cookie)).text).toContain("kace:");
});

test("what an appliance answers while its session is switched never counts as the index's", async () => {
  const viewer = await enter(runtime, { kace: right("rita") });
  const actor = await actorFor(runtime, viewer, "kace");
  const person = { priority: "person" } as const;
  expect(await actor.readTicket(KACE_2, person)).not.toBeNull();
  expect((await switchTo(viewer, "2")).status).toBe(200);
  await expect(actor.readTicket(KACE_2, person)).rejects.toThrow(Conflict);
  await expect(actorFor(runtime, viewer, "kace")).rejects.toThrow(WORDS);
});

test("an open stream ends with the switch, and a new sign-in begins at home", async () => {
  const viewer = await enter(runtime, { kace: right("uma") });
  const gone = new AbortController();
  const reader = streamChanges(runtime, viewer, gone.signal).body?.getReader();
  expect((await switchTo(viewer, "2")).status).toBe(200);
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read());
  const away = await viewerIn(runtime, viewer.vaultId);
  expect(away.accounts.kace?.awayIn).toBe("Organization 2");
  await signIn(runtime, away, { kace: right("uma") });
  expect((await viewerIn(runtime, viewer.vaultId)).accounts.kace?.awayIn).toBeNull();
  gone.abort();
});

test("people alone switch, and everybody may see their own organisations", async () => {
  const viewer = await enter(runtime, { kace: right("uma") });
  const cookie = await cookieOf(viewer);
  const own = await ask(listOrganizations, cookie, { params: { source: "kace" } });
  expect(OrganizationsResult.parse(await own.json())).toMatchObject({ held: "Default" });
  const made = await ask(createToken, cookie, { body: { name: "S", access: "full", days: 30 } });
  const { secret } = CreateTokenResult.parse(await made.json());
  const refused = await ask(
    choose,
    { authorization: `Bearer ${secret}` },
    { params: { source: "kace" }, body: { id: "2" } },
  );
  expect(refused.status).toBe(403);
  const sysaidOnly = await enter(runtime, { sysaid: right("ada") });
  const headers = await cookieOf(sysaidOnly);
  const none = await ask(choose, headers, { params: { source: "sysaid" }, body: { id: "1" } });
  expect(none.status).toBe(404);
});
