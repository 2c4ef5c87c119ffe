import { afterAll, beforeAll, expect, test } from "vitest";
import { KeepDraft, TicketDraftResult } from "@/lib/contracts/ticket-draft";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { cleanUp } from "../auth/clean-up";
import { NotFound, SourceSignInNeeded } from "../failures";
import type { Runtime } from "../runtime";
import { aTicket, fillWithCompany } from "../store/test-company";
import { readDraft as readStored } from "../store/ticket-drafts-repo";
import { applyTickets } from "../store/write/apply";
import { openStage } from "../testing/stage";
import { forgetSentDraft, keepDraft, readDraft } from "./ticket-drafts";

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openStage({ urls: { kace: "http://127.0.0.1:9" }, password: "p" });
  await fillWithCompany(runtime.store);
  await applyTickets(runtime.store, [TICKET, KAIS]);
});
afterAll(() => runtime.stop());

const NOW = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 24 * 3_600_000;
const TICKET = aTicket("kace", 901, { requesterRef: toRef("kace", "user", "tim") });
const KAIS = aTicket("kace", 902, { requesterRef: toRef("kace", "user", "kai") });

function viewer(userName: string, role: "user" | "agent"): Viewer {
  const account = {
    ref: toRef("kace", "user", userName),
    userName,
    fullName: userName,
    email: null,
    role,
    isManager: false,
    organization: null,
    awayIn: null,
    expiresAt: new Date(NOW).toISOString(),
  };
  return { vaultId: userName, name: userName, accounts: { kace: account } };
}
const AGENT = viewer("root", "agent");
const TIM = viewer("tim", "user");
const as = (who: Viewer) => ({ runtime, viewer: who, requestId: "r-1" });
const keep = async (
  text: string,
  ageMs: number,
  { who = AGENT, ref = TICKET.ref, now = NOW } = {},
) =>
  TicketDraftResult.parse(
    await keepDraft(as(who), ref, KeepDraft.parse({ text, internal: true, ageMs }), now),
  ).draft;
const read = async (who = AGENT, ref: Ref = TICKET.ref, now = NOW) =>
  TicketDraftResult.parse(await readDraft(as(who), ref, now)).draft;
const clear = () => keep("", 0, { now: NOW + DAY_MS });

test("a draft typed in one browser is there for the next, with its age and who was to read it", async () => {
  expect(await read()).toBeNull();
  await keep("half a\nthought\0", 1_000);
  expect(await read(AGENT, TICKET.ref, NOW + 4_000)).toEqual({
    text: "half a\nthought",
    internal: true,
    ageMs: 5_000,
  });
  await clear();
  expect(await read()).toBeNull();
});

test("the newer one stands, whichever arrives last, and an emptied box deletes only what is older", async () => {
  await keep("newer", 1_000);
  expect(await keep("older", 60_000)).toMatchObject({ text: "newer" });
  expect(await keep("newest", 0)).toMatchObject({ text: "newest" });
  expect(await keep(" ", 500)).toMatchObject({ text: "newest" });
  expect(await keep(" ", 0)).toBeNull();
});

test("a sent comment takes its draft with it, and leaves what was typed since", async () => {
  await keep("  Done.\n", 0);
  await forgetSentDraft(as(AGENT), TICKET.ref, "Something else");
  expect(await read()).toMatchObject({ text: "  Done.\n" });
  await forgetSentDraft(as(AGENT), TICKET.ref, "Done.");
  expect(await read()).toBeNull();
});

test("nobody reads another's draft, about the same ticket or at all", async () => {
  await keep("secret", 0);
  expect(await read(TIM)).toBeNull();
  await keep("mine", 0, { who: TIM });
  expect(await read()).toMatchObject({ text: "secret" });
  expect(await read(TIM)).toMatchObject({ text: "mine" });
  await clear();
  expect(await read(TIM)).toMatchObject({ text: "mine" });
});

test("a ticket that one does not see takes no draft and shows none", async () => {
  const elsewhere = toRef("sysaid", "record", 1);
  await expect(keep("x", 0, { who: TIM, ref: KAIS.ref })).rejects.toThrow(NotFound);
  await expect(keep("x", 0, { ref: toRef("kace", "ticket", 999) })).rejects.toThrow(NotFound);
  await expect(keep("x", 0, { ref: elsewhere })).rejects.toThrow(SourceSignInNeeded);
  expect(await read(TIM, KAIS.ref)).toBeNull();
  expect(await read(AGENT, elsewhere)).toBeNull();
  await expect(readDraft(as(AGENT), "nonsense")).rejects.toThrow(NotFound);
});

test("a draft may be as long as a comment and no longer", () => {
  const draft = { internal: false, ageMs: 0 };
  expect(KeepDraft.safeParse({ ...draft, text: "x".repeat(65_536) }).success).toBe(true);
  expect(KeepDraft.safeParse({ ...draft, text: "x".repeat(65_537) }).success).toBe(false);
});

test("what nobody has touched for two weeks is thrown away, and nothing younger", async () => {
  const place = { accountRef: toRef("kace", "user", "root"), ticketRef: TICKET.ref };
  await keep("old", 0);
  await cleanUp(runtime.store, NOW + 14 * DAY_MS);
  expect(await readStored(runtime.store.db, place)).not.toBeNull();
  await cleanUp(runtime.store, NOW + 14 * DAY_MS + 1);
  expect(await readStored(runtime.store.db, place)).toBeNull();
});
