import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { PresenceState } from "@/lib/contracts/ticket-fields";
import { PresenceResult, TellPresence } from "@/lib/contracts/ticket-presence";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { cleanUp } from "../auth/clean-up";
import type { Change } from "../events/hub";
import { NotFound } from "../failures";
import type { Runtime } from "../runtime";
import { CHANGES_CHANNEL } from "../store/db";
import { aTicket, fillWithCompany } from "../store/test-company";
import { applyTickets } from "../store/write/apply";
import { openStage } from "../testing/stage";
import { GONE_AFTER_MS, readPresence, tellPresence } from "./presence";

let runtime: Runtime;
const TICKET = aTicket("kace", 901, { requesterRef: toRef("kace", "user", "tim") });
beforeAll(async () => {
  runtime = await openStage({ urls: { kace: "http://127.0.0.1:9" }, password: "p" });
  await fillWithCompany(runtime.store);
  await applyTickets(runtime.store, [TICKET]);
});
afterAll(() => runtime.stop());
beforeEach(() => runtime.store.db.execute(sql`delete from ticket_presence`));

const NOW = Date.UTC(2026, 10, 20, 12);

function viewer(
  userName: string,
  role: "user" | "agent" | "readonly",
  fullName = userName,
): Viewer {
  const account = {
    ref: toRef("kace", "user", userName),
    userName,
    fullName,
    email: null,
    role,
    isManager: false,
    organization: null,
    awayIn: null,
    expiresAt: new Date(NOW).toISOString(),
  };
  return { vaultId: userName, name: userName, accounts: { kace: account } };
}
const TIM_KAY = viewer("root", "agent", "Tim Kay");
const RITA = viewer("rita", "readonly", "Rita Roe");
const REQUESTER = viewer("tim", "user");
const away: Viewer = {
  ...viewer("eve", "agent"),
  accounts: { kace: { ...(viewer("eve", "agent").accounts.kace ?? never()), awayIn: "Lab" } },
};
function never(): never {
  throw new Error("there is no account");
}
const page = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const tell = async (
  who: Viewer,
  state: PresenceState | "left",
  {
    at = NOW,
    pageId = page(1),
    ref = TICKET.ref,
  }: { at?: number; pageId?: string; ref?: Ref } = {},
) =>
  PresenceResult.parse(
    await tellPresence({ runtime, viewer: who }, ref, TellPresence.parse({ pageId, state }), at),
  );
const seenBy = async (who: Viewer, at = NOW) =>
  (await readPresence({ runtime, viewer: who }, TICKET.ref, at)).people.map(
    ({ name, state }) => `${name} ${state}`,
  );

test("staff see each other by name and state, and never themselves", async () => {
  await tell(TIM_KAY, "typing");
  const answer = await tell(RITA, "viewing", { pageId: page(2) });
  expect(answer).toEqual({
    isShared: true,
    people: [{ id: toRef("kace", "user", "root"), name: "Tim Kay", state: "typing" }],
  });
  expect(await seenBy(TIM_KAY)).toEqual(["Rita Roe viewing"]);
});

test("an end user neither shows themselves nor learns of anybody, nor does who works elsewhere", async () => {
  await tell(TIM_KAY, "typing");
  for (const who of [REQUESTER, away]) {
    expect(await tell(who, "viewing", { pageId: page(3) })).toEqual({
      isShared: false,
      people: [],
    });
    expect(await seenBy(who)).toEqual([]);
  }
  expect(await seenBy(RITA)).toEqual(["Tim Kay typing"]);
});

test("a ticket that is none, or of a system one is not signed in to, tells nobody and keeps nothing", async () => {
  for (const ref of [toRef("kace", "ticket", 999), toRef("sysaid", "record", 1)]) {
    expect(await tell(TIM_KAY, "viewing", { ref })).toEqual({ isShared: false, people: [] });
  }
  const { rows } = await runtime.store.db.execute(sql`select 1 from ticket_presence`);
  expect(rows).toEqual([]);
  await expect(readPresence({ runtime, viewer: TIM_KAY }, "nonsense")).rejects.toThrow(NotFound);
});

test("several pages of one person count once, with what the busiest does, until the last has left", async () => {
  await tell(TIM_KAY, "away", { pageId: page(1) });
  await tell(TIM_KAY, "typing", { pageId: page(2) });
  await tell(TIM_KAY, "viewing", { pageId: page(3) });
  expect(await seenBy(RITA)).toEqual(["Tim Kay typing"]);
  await tell(TIM_KAY, "left", { pageId: page(2) });
  expect(await seenBy(RITA)).toEqual(["Tim Kay viewing"]);
  await tell(TIM_KAY, "left", { pageId: page(3) });
  await tell(TIM_KAY, "left", { pageId: page(1) });
  expect(await seenBy(RITA)).toEqual([]);
});

test("nobody speaks for another's page", async () => {
  await tell(TIM_KAY, "typing");
  await tell(RITA, "left");
  await tell(RITA, "away");
  expect(await seenBy(RITA)).toEqual(["Tim Kay typing"]);
});

test("whoever was not heard of for 45 seconds is gone, and is back with the next word", async () => {
  await tell(TIM_KAY, "viewing");
  expect(await seenBy(RITA, NOW + GONE_AFTER_MS - 1)).toEqual(["Tim Kay viewing"]);
  expect(await seenBy(RITA, NOW + GONE_AFTER_MS)).toEqual([]);
  await tell(TIM_KAY, "viewing", { at: NOW + 60_000 });
  expect(await seenBy(RITA, NOW + 60_000)).toEqual(["Tim Kay viewing"]);
  await cleanUp(runtime.store, NOW + 60_000 + 3_600_001);
  const { rows } = await runtime.store.db.execute(sql`select 1 from ticket_presence`);
  expect(rows).toEqual([]);
});

test("what is news is told to every instance, and that somebody is still there is none", async () => {
  const heard: Change[] = [];
  let onEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (onEnd = resolve));
  const unlisten = await runtime.store.listen(CHANGES_CHANNEL, (payload) => {
    const change: Change = JSON.parse(payload);
    if (change.entity === "end") onEnd();
    if (change.entity === "presence") heard.push(change);
  });
  const news = { entity: "presence", refs: [TICKET.ref] };
  await tell(TIM_KAY, "viewing");
  await tell(TIM_KAY, "viewing", { at: NOW + 20_000 });
  await tell(TIM_KAY, "typing", { at: NOW + 21_000 });
  await tell(TIM_KAY, "typing", { at: NOW + 21_000 + GONE_AFTER_MS + 1 });
  await tell(TIM_KAY, "left", { at: NOW + 100_000 });
  await tell(TIM_KAY, "left", { at: NOW + 100_000 });
  await runtime.store.db.execute(
    sql`select pg_notify(${CHANGES_CHANNEL}, ${JSON.stringify({ entity: "end", refs: [] })})`,
  );
  await ended;
  await unlisten();
  expect(heard).toEqual([news, news, news, news]);
});
