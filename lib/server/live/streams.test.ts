import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { LiveEvent } from "@/lib/contracts/account";
import { toRef } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { openVaultEntry } from "../auth/sign-in";
import { viewerIn, openStage } from "../testing/stage";
import { openHub, type Hub, type NoticeHandler } from "../events/hub";
import { NotFound } from "../failures";
import type { Runtime } from "../runtime";
import { notifyChanged } from "../store/notify";
import { aTicket, fillWithCompany } from "../store/test-company";
import { writeSyncState } from "../store/sync-state-repo";
import { deleteVaultEntry } from "../store/vault-repo";
import { applyTickets } from "../store/write/apply";
import { readWall } from "../wall/read-wall";
import { streamWall } from "../wall/stream-wall";
import { createWallLink, listWallLinks, revokeWallLink } from "../wall/wall-links";
import { eventStream } from "./event-stream";
import { streamChanges } from "./stream-changes";

let runtime: Runtime;
let hub: Hub;
const open = new AbortController();
beforeAll(async () => {
  runtime = await openStage({ urls: { kace: "http://127.0.0.1:9" }, password: "p" });
  await fillWithCompany(runtime.store);
  hub = await openHub(runtime.store);
});
afterAll(async () => {
  open.abort();
  await hub.close();
  await runtime.stop();
});

/** Somebody of the test company who is signed in. */
async function viewerOf(userName: string, role: "user" | "agent"): Promise<Viewer> {
  const account = {
    ref: toRef("kace", "user", userName),
    userName,
    fullName: userName,
    email: null,
    role,
    isManager: false,
    organization: null,
    awayIn: null,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const session = { source: "kace", cookies: "{}", headers: {}, organization: null } as const;
  const sealed = { session, verifier: null, idleMs: null };
  return viewerIn(runtime, await openVaultEntry(runtime, [{ sealed, account }]));
}

/** The events of an answer, one by one; `null` when it has ended. */
function eventsOf(answer: Response): () => Promise<LiveEvent | null> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return async () => {
    for (;;) {
      const found = /data: (.*)\n\n/.exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        return LiveEvent.parse(JSON.parse(found[1] ?? ""));
      }
      const part = await reader?.read();
      if (!part || part.done) return null;
      text += part.value;
    }
  };
}
const parts = () => ({ store: runtime.store, upstreams: runtime.upstreams, hub });
const TIM = aTicket("kace", 1, { requesterRef: toRef("kace", "user", "tim") });
const KAI = aTicket("kace", 2, { requesterRef: toRef("kace", "user", "kai") });
let change = 0;
const touch = (...tickets: (typeof TIM)[]) => {
  change += 1;
  return applyTickets(
    runtime.store,
    tickets.map((one) => ({ ...one, title: `Changed ${change}` })),
  );
};

test("a change of the index reaches an open stream", async () => {
  const next = eventsOf(streamChanges(parts(), await viewerOf("root", "agent"), open.signal));
  await touch(TIM);
  expect(await next()).toEqual({ type: "changed", entity: "ticket", refs: [TIM.ref] });
});

test("an end user hears of what they see, and of nothing else", async () => {
  const next = eventsOf(streamChanges(parts(), await viewerOf("tim", "user"), open.signal));
  await touch(KAI);
  await touch(TIM, KAI);
  expect(await next()).toEqual({ type: "changed", entity: "ticket", refs: [TIM.ref] });
});

test("who has a ticket open is told to staff and to no end user, and a draft to its own account alone", async () => {
  const { hub: own, tell } = handHub();
  const [agent, user] = [await viewerOf("root", "agent"), await viewerOf("tim", "user")];
  const browsers = new AbortController();
  const [toAgent, toUser] = [agent, user].map((viewer) =>
    eventsOf(streamChanges({ ...parts(), hub: own }, viewer, browsers.signal)),
  );
  const mine = toRef("kace", "user", "tim");
  const changes = [
    { entity: "presence", refs: [TIM.ref, "sysaid:record:1", "nonsense"] },
    { entity: "presence", refs: null },
    { entity: "draft", refs: [mine] },
  ];
  tell({ kind: "changes", changes });
  expect(await toAgent?.()).toEqual({ type: "changed", entity: "presence", refs: [TIM.ref] });
  expect(await toAgent?.()).toEqual({ type: "bulk", entity: "presence", count: 0 });
  expect(await toUser?.()).toEqual({ type: "changed", entity: "draft", refs: [mine] });
  tell({ kind: "gap" });
  expect(await toAgent?.()).toEqual({ type: "sync" });
  browsers.abort();
});

/** A hub that says what a test tells it to say. */
function handHub(): { hub: Hub; tell: NoticeHandler; heard(): number } {
  const handlers = new Set<NoticeHandler>();
  return {
    hub: {
      subscribe(handler) {
        handlers.add(handler);
        return () => void handlers.delete(handler);
      },
      close: async () => undefined,
    },
    tell: (notice) => handlers.forEach((handler) => handler(notice)),
    heard: () => handlers.size,
  };
}

test("after a gap a page is told to read anew, and many changes come as many", async () => {
  const { hub: own, tell } = handHub();
  const viewer = await viewerOf("tim", "user");
  const next = eventsOf(streamChanges({ ...parts(), hub: own }, viewer, open.signal));
  tell({ kind: "gap" });
  expect(await next()).toEqual({ type: "sync" });
  tell({ kind: "changes", changes: [{ entity: "ticket", refs: null }] });
  expect(await next()).toEqual({ type: "bulk", entity: "ticket", count: 0 });
  tell({ kind: "changes", changes: [{ entity: "ticket", refs: ["sysaid:record:1"] }] });
  tell({ kind: "gap" });
  expect(await next()).toEqual({ type: "sync" });
});

test(
  "a source that goes and one that comes back are told to open pages",
  { timeout: 30_000 },
  async () => {
    const { hub: own } = handHub();
    const viewer = await viewerOf("tim", "user");
    const quick = { statesCheckMs: 20 };
    const next = eventsOf(streamChanges({ ...parts(), hub: own }, viewer, open.signal, quick));
    // Whatever the stream looked at first, the next state is another one.
    let failures = 0;
    const failAgain = async () => {
      failures += 1;
      const lastError = `no connection to KACE, ${failures}`;
      await writeSyncState(runtime.store, "kace", "tickets", { phase: "backing_off", lastError });
    };
    const gone = next();
    const failing = setInterval(() => void failAgain(), 200);
    expect(await gone).toEqual({ type: "sync" });
    clearInterval(failing);
    await writeSyncState(runtime.store, "kace", "tickets", { phase: "reading", lastError: null });
    expect(await next()).toEqual({ type: "sync" });
  },
);

test("a stream ends with the vault's entry, and when its browser goes", async () => {
  const { hub: own, heard } = handHub();
  const viewer = await viewerOf("tim", "user");
  const browser = new AbortController();
  const both = [open.signal, browser.signal].map((signal) =>
    eventsOf(streamChanges({ ...parts(), hub: own }, viewer, signal, { rightsCheckMs: 20 })),
  );
  expect(heard()).toBe(2);
  browser.abort();
  expect(await both[1]?.()).toBeNull();
  expect(heard()).toBe(1);
  await deleteVaultEntry(runtime.store.db, viewer.vaultId);
  expect(await both[0]?.()).toBeNull();
  expect(heard()).toBe(0);
});

test("a browser that does not read is let go, and one that is gone already opens nothing", async () => {
  let stopped = 0;
  const answer = eventStream(open.signal, (stream) => {
    for (let n = 0; n < 10_000; n += 1) stream.send({ n });
    return () => void (stopped += 1);
  });
  const text = await answer.text();
  expect(text.match(/data:/g)?.length).toBeLessThan(1_000);
  expect(stopped).toBe(1);
  let opened = 0;
  const late = eventStream(AbortSignal.abort(), () => {
    opened += 1;
    return () => undefined;
  });
  expect(await late.text()).toBe("");
  expect(opened).toBe(0);
});

test("a wall shows numbers and no row, notes its use, and ends when its link is revoked", async () => {
  const viewer = await viewerOf("root", "agent");
  const actor = { runtime, viewer, requestId: "r", signal: open.signal };
  const { link, path } = await createWallLink(actor, { name: "Lobby" });
  const token = path.replace("/wall/", "");
  expect(link.lastUsedAt).toBeNull();

  const wall = await readWall(runtime, token);
  expect(wall).toMatchObject({ name: "Lobby", metrics: { openTickets: 8, devices: 6 } });
  const text = JSON.stringify(wall);
  expect(text).not.toMatch(/kace:|sysaid:|\btim\b|TIM-LAP|Payroll|Ticket \d|corp\.example/);
  const [listed] = (await listWallLinks(actor)).rows;
  expect(listed?.lastUsedAt).toBe(wall.asOf);
  expect(JSON.stringify(listed)).not.toContain(token);

  const { hub: own, tell, heard } = handHub();
  const stream = await streamWall({ ...parts(), hub: own }, token, open.signal, { tellEveryMs: 1 });
  const next = eventsOf(stream);
  // What people do beside the index makes no wall count anew.
  const timers = vi.spyOn(globalThis, "setTimeout");
  tell({ kind: "changes", changes: [{ entity: "presence", refs: [TIM.ref] }] });
  expect(timers).not.toHaveBeenCalled();
  timers.mockRestore();
  tell({ kind: "changes", changes: [{ entity: "ticket", refs: [TIM.ref] }] });
  expect(await next()).toEqual({ type: "sync" });
  await revokeWallLink(actor, link.id);
  tell({ kind: "gap" });
  expect(await next()).toBeNull();
  expect(heard()).toBe(0);

  for (const wrong of [token, "unknown", "", undefined]) {
    await expect(readWall(runtime, wrong)).rejects.toThrow(NotFound);
    await expect(streamWall(runtime, wrong, open.signal)).rejects.toThrow(NotFound);
  }
  await expect(revokeWallLink(actor, link.id)).rejects.toThrow(NotFound);
});

test("how a run is going is told to who started it and to administrators of KACE alone", async () => {
  const ann = await viewerOf("ann", "agent");
  const kace = ann.accounts.kace;
  const root = {
    ...ann,
    accounts: kace ? { kace: { ...kace, role: "administrator" as const } } : {},
  };
  const streams = [ann, root].map((viewer) =>
    eventsOf(streamChanges(parts(), viewer, open.signal)),
  );
  for (const starter of ["ann", "tim"]) {
    await notifyChanged(runtime.store.db, "run", [toRef("kace", "user", starter)]);
  }
  await touch(TIM);
  /** Whose runs a stream told of before it told of the ticket. */
  const startersOf = async (next: () => Promise<LiveEvent | null>) => {
    const starters = new Set<string>();
    for (;;) {
      const event = await next();
      if (event?.type !== "changed" || event.entity === "ticket") return [...starters].sort();
      if (event.entity === "run") for (const ref of event.refs) starters.add(ref);
    }
  };
  expect(await Promise.all(streams.map(startersOf))).toEqual([
    ["kace:user:ann"],
    ["kace:user:ann", "kace:user:tim"],
  ]);
});
