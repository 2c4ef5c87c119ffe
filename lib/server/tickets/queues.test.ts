import { afterAll, beforeAll, expect, test } from "vitest";
import { VIEWS_PER_PERSON } from "@/lib/contracts/ticket-fields";
import { ChangeView, KeepView, TicketQueuesResult, toQuestion } from "@/lib/contracts/ticket-views";
import { ListTicketsQuery, ListTicketsResult } from "@/lib/contracts/tickets";
import type { AccountRole } from "@/lib/domain/person";
import { toRef } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Viewer, ViewerAccount } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { BadRequest, Conflict, Forbidden, NotFound } from "@/lib/server/failures";
import type { Runtime } from "@/lib/server/runtime";
import { readAudit } from "@/lib/server/store/audit-repo";
import { aTicket, fillWithCompany } from "@/lib/server/store/test-company";
import { applyTickets } from "@/lib/server/store/write/apply";
import { openStage } from "@/lib/server/testing/stage";
import { changeView, deleteView, keepView, restoreView } from "./kept-views";
import { listQueues } from "./list-queues";
import { listTickets } from "./list-tickets";
import { putTicketLook } from "./looks";

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openStage({ urls: {}, password: "unused" });
  await fillWithCompany(runtime.store);
}, 60_000);
afterAll(() => runtime.stop());

function someone(name: string, roles: Partial<Record<Source, AccountRole>>): Actor {
  const accounts: Partial<Record<Source, ViewerAccount>> = {};
  for (const source of SOURCES) {
    const role = roles[source];
    if (role === undefined) continue;
    accounts[source] = {
      ref: toRef(source, "user", name),
      userName: name,
      fullName: name,
      email: null,
      role,
      isManager: false,
      organization: null,
      awayIn: null,
      expiresAt: "2099-01-01T00:00:00.000Z",
    };
  }
  const viewer: Viewer = { vaultId: name, name, accounts };
  return {
    viewer,
    get runtime() {
      return runtime;
    },
    requestId: "test",
    signal: new AbortController().signal,
  };
}

const rita = someone("rita", { kace: "agent", sysaid: "agent" });
const ritaInKace = someone("rita", { kace: "agent" });
const tim = someone("tim", { kace: "user", sysaid: "user" });
const root = someone("root", { kace: "administrator" });

const keep = (actor: Actor, name: string, more: Partial<KeepView> = {}) =>
  keepView(actor, KeepView.parse({ name, isShared: false, search: { flag: "open" }, ...more }));
const queuesOf = async (actor: Actor, zone?: string) =>
  TicketQueuesResult.parse(await listQueues(actor, { zone, by: "queue" }));
const keptOf = async (actor: Actor) => (await queuesOf(actor)).kept.map((view) => view.name);
const list = async (actor: Actor, search: Record<string, string>) =>
  ListTicketsResult.parse(await listTickets(actor, ListTicketsQuery.parse(search)));
const namesRefused = async (act: Promise<unknown>) => {
  const error = await act.catch((thrown: unknown) => thrown);
  if (!(error instanceof BadRequest)) throw new Error(`not refused: ${String(error)}`);
  return error.fields["name"];
};

test("every queue counts exactly the rows that it opens, whoever asks", async () => {
  await keep(rita, "Everything of KACE", { isShared: true, search: { source: "kace" } });
  await keep(rita, "Fresh", { isShared: true, search: { created: "last7", sort: "-createdAt" } });
  await keep(rita, "Mine alone", { isShared: true, search: { flag: "mine,open", cols: "title" } });
  for (const actor of [rita, ritaInKace, tim, root]) {
    const queues = await queuesOf(actor, "Europe/Berlin");
    expect(queues.kept.length).toBeGreaterThanOrEqual(3);
    for (const { search, count, name } of queues.kept) {
      const question = { ...toQuestion(search), zone: "Europe/Berlin" };
      expect(count, name).toBe((await list(actor, question)).total);
    }
    for (const { value, count } of queues.groups) {
      expect(count, value).toBe((await list(actor, { queue: value, flag: "open" })).total);
    }
    const counted = Object.fromEntries(queues.views.map(({ id, count }) => [id, count]));
    expect(counted["all"]).toBe((await list(actor, {})).total);
    expect(counted["new"]).toBe((await list(actor, { flag: "newSince" })).total);
    expect(counted["waiting"]).toBe((await list(actor, { status: "waiting" })).total);
  }
});

test("a view is its maker's own until it is shared, in whichever system they are signed in", async () => {
  const { view } = await keep(rita, "Only mine");
  expect(view).toMatchObject({ isOwn: true, mayDelete: true, ownerName: "rita" });
  expect(await keptOf(ritaInKace)).toContain("Only mine");
  expect(await keptOf(tim)).not.toContain("Only mine");
  expect(await keptOf(root)).not.toContain("Only mine");
  await expect(changeView(tim, view.id, { name: "Stolen" })).rejects.toThrow(NotFound);
  await expect(deleteView(root, view.id)).rejects.toThrow(NotFound);

  await changeView(ritaInKace, view.id, { isShared: true });
  const seen = (await queuesOf(tim)).kept.find(({ id }) => id === view.id);
  expect(seen).toMatchObject({ isShared: true, isOwn: false, mayDelete: false });
  await expect(changeView(tim, view.id, { name: "Stolen" })).rejects.toThrow(Forbidden);
  await expect(deleteView(tim, view.id)).rejects.toThrow(/Only rita/);
  await expect(changeView(root, view.id, { name: "Stolen" })).rejects.toThrow(Forbidden);
});

test("a change touches what it names and nothing else", async () => {
  const { view } = await keep(rita, "Before", { search: { flag: "open", sort: "-dueAt" } });
  const renamed = await changeView(rita, view.id, { name: "After" });
  expect(renamed.view).toEqual({ ...view, name: "After" });
  const filled = await changeView(rita, view.id, { search: { q: "vpn" } });
  expect(filled.view).toEqual({ ...view, name: "After", search: { q: "vpn" } });
});

test("one person has no two views of one name, however it is written; two people may", async () => {
  const { view } = await keep(rita, "Stalled – Übersicht");
  expect(await namesRefused(keep(rita, "stalled – ÜBERSICHT"))).toContain("Stalled – Übersicht");
  const other = await keep(rita, "Other");
  const renaming = changeView(rita, other.view.id, { name: "STALLED – übersicht" });
  expect(await namesRefused(renaming)).toContain("already");
  await changeView(rita, view.id, { name: "STALLED – Übersicht" });
  await keep(tim, "Stalled – Übersicht");
});

test("of two views of one name that come at once, one stands", async () => {
  const both = await Promise.allSettled([keep(tim, "Race"), keep(tim, "race")]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a person keeps at most so many views", async () => {
  const busy = someone("busy", { sysaid: "agent" });
  for (let at = 0; at < VIEWS_PER_PERSON; at += 1) await keep(busy, `View ${at}`);
  expect(await namesRefused(keep(busy, "One more"))).toContain("Delete one first");
  const [first] = (await queuesOf(busy)).kept.filter(({ isOwn }) => isOwn);
  await changeView(busy, first?.id, { name: "Renamed all the same" });
});

test("an administrator deletes a shared view of somebody else, and an undo gives it back to its owner", async () => {
  const { view } = await keep(rita, "Too many of these", { isShared: true });
  const { undo } = await deleteView(root, view.id);
  expect(await keptOf(rita)).not.toContain(view.name);
  await expect(deleteView(root, view.id)).rejects.toThrow(NotFound);
  await expect(restoreView(tim, { undo })).rejects.toThrow(Forbidden);
  await restoreView(root, { undo });
  expect((await queuesOf(rita)).kept.find(({ id }) => id === view.id)).toMatchObject(view);
});

test("nothing but what was deleted is brought back", async () => {
  const { view } = await keep(rita, "Changed on the way");
  const { undo } = await deleteView(rita, view.id);
  const forged = `${undo.startsWith("A") ? "B" : "A"}${undo.slice(1)}`;
  for (const text of [forged, "nonsense", undo.slice(0, -4)]) {
    await expect(restoreView(rita, { undo: text })).rejects.toThrow(Conflict);
  }
  await keep(rita, view.name);
  expect(await namesRefused(restoreView(rita, { undo }))).toContain("already");
});

test("a view holds only what a list takes", () => {
  const refused = (search: Record<string, string>) =>
    !KeepView.safeParse({ name: "x", isShared: false, search }).success;
  expect(refused({ flag: "open", sort: "-dueAt", q: "vpn", cols: "title~320,-queue" })).toBe(false);
  for (const [part, value] of [
    ["limit", "5"],
    ["open", "kace:ticket:1"],
    ["flag", "everything"],
    ["created", "sometime"],
    ["sort", "colour"],
    ["cols", "<x>"],
  ] as const) {
    expect(refused({ [part]: value }), part).toBe(true);
  }
  for (const name of ["", "   ", "x".repeat(81)]) {
    expect(ChangeView.safeParse({ name }).success).toBe(false);
  }
});

test("each write of a view leaves a line that does not say what somebody typed", async () => {
  const { view } = await keep(rita, "Secret plan", { search: { q: "layoffs" } });
  await changeView(rita, view.id, { name: "Secret plan B" });
  await deleteView(rita, view.id);
  const lines = await readAudit(runtime.store.db, 3);
  expect(lines.map((line) => line.operation)).toEqual([
    "tickets.deleteView",
    "tickets.changeView",
    "tickets.keepView",
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/Secret|layoffs/);
});

const recently = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const arrive = (source: Source, id: number, minutesAgo: number) =>
  applyTickets(runtime.store, [aTicket(source, id, { createdAt: recently(minutesAgo) })]);
const newTo = async (actor: Actor) => {
  const { rows, look } = await list(actor, { flag: "newSince" });
  // Not the company's own tickets, whose age depends on the day of this run.
  const numbers = rows.map((row) => row.number).filter((number) => number.length === 3);
  return { numbers: numbers.sort(), look };
};

test("what was seen is new no more, and what arrives late from the other system still is", async () => {
  const ann = someone("ann", { kace: "agent", sysaid: "agent" });
  await arrive("kace", 901, 30);
  await arrive("sysaid", 902, 50);
  const before = await newTo(ann);
  expect(before.numbers).toEqual(["901", "902"]);
  // Looking, again and again, changes nothing.
  expect(await newTo(ann)).toEqual(before);
  const { look } = before;
  if (look === undefined) throw new Error("a list of what is new says what it holds");
  await arrive("sysaid", 903, 40);
  await putTicketLook(ann, { until: look.newest, isUndo: false });
  expect((await newTo(ann)).numbers).toEqual(["903"]);
  expect((await newTo(someone("ann", { kace: "agent" }))).numbers).toEqual([]);
  expect((await newTo(rita)).numbers).toEqual(["901", "902", "903"]);
  // An older page that leaves later makes nothing new again; an undo does.
  const older = { kace: recently(600), sysaid: null };
  await putTicketLook(ann, { until: older, isUndo: false });
  expect((await newTo(ann)).numbers).toEqual(["903"]);
  await putTicketLook(ann, { until: look.since, isUndo: true });
  expect((await newTo(ann)).numbers).toEqual(["901", "902", "903"]);
});

test("a part of what is new tells no mark, so that the rest cannot be lost", async () => {
  for (const [part, value] of [
    ["source", "kace"],
    ["q", "ticket"],
    ["status", "new"],
  ] as const) {
    expect((await list(rita, { flag: "newSince", [part]: value })).look, part).toBeUndefined();
  }
  expect((await list(rita, { flag: "newSince", sort: "-createdAt" })).look).toBeDefined();
});

test("a mark in the far future counts as tomorrow", async () => {
  const eve = someone("eve", { kace: "agent" });
  const until = { kace: "2999-01-01T00:00:00.000Z", sysaid: null };
  await putTicketLook(eve, { until, isUndo: false });
  const { look } = await newTo(eve);
  expect(Date.parse(look?.since.kace ?? "")).toBeLessThan(Date.now() + 2 * 86_400_000);
});

test("conditions and headings are kept with a view, which counts what its list holds", async () => {
  const where = "any(assignee.empty;title.begins.ticket 2)";
  const search = { where, group: "due", shape: "board", flag: "open" };
  const { view } = await keep(rita, "By conditions", { search });
  const found = await list(rita, { ...toQuestion(search), zone: "Europe/Berlin" });
  const { kept } = await queuesOf(rita, "Europe/Berlin");
  expect(kept.find(({ id }) => id === view.id)?.count).toBe(found.total);
  expect(found.total).toBeGreaterThan(0);
  await deleteView(rita, view.id);

  for (const refused of [{ where: "all(title.is)" }, { group: "colour" }, { shape: "circle" }]) {
    expect(KeepView.safeParse({ name: "x", isShared: false, search: refused }).success).toBe(false);
  }
});

test("headings are told with the first window, whose rows they count", async () => {
  const first = await list(rita, { group: "status", limit: "1" });
  const [heading, other] = first.groups ?? [];
  if (heading === undefined || other === undefined) throw new Error("one status says nothing");
  const all = await list(rita, {});
  expect((first.groups ?? []).reduce((sum, { count }) => sum + count, 0)).toBe(all.total);
  expect((await list(rita, { group: "status", offset: "1" })).groups).toBeUndefined();
  const folded = await list(rita, { group: "status", folded: heading.value });
  expect(folded.total).toBe(all.total - heading.count);
  expect(folded.rows[0]?.statusKind).toBe(other.value);
});

test("a condition that cannot be asked is refused with its place", () => {
  const parsed = ListTicketsQuery.safeParse({ where: "all(title.is.x;any(due.on.soon))" });
  expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
    "2.1: Give a day, such as 2026-11-20.",
  ]);
});
