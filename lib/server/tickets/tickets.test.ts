import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { TicketDetailResult, type TicketWrite } from "@/lib/contracts/tickets";
import { toRef } from "@/lib/domain/ref";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { createTestAppliances } from "@/simulators/test-appliances";
import { toProblem } from "../api/problem";
import { Forbidden, NotFound, SourceSignInNeeded } from "../failures";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { readTicketEvents } from "../store/read/tickets";
import { deleteVaultSession } from "../store/vault-repo";
import { stageAppliances } from "../testing/appliance-stage";
import { captureLog } from "../testing/stage";
import { UpstreamAuthError, UpstreamHttpError } from "../upstream/errors";
import { readTicket } from "./read-ticket";
import { writeTicket } from "./write-ticket";

// abe works on tickets; leo asked for KACE's ticket 2 and SysAid's record 2; uma asked for KACE's ticket 1.

const { kace, start } = createTestAppliances();
const stage = stageAppliances(start);
const { as } = stage;
const KACE_2 = toRef("kace", "ticket", 2);
const SYSAID_2 = toRef("sysaid", "record", 2);
const ABE = toRef("kace", "user", 102);

let runtime: Runtime;
let abe: Viewer;
let leo: Viewer;
beforeAll(async () => {
  runtime = stage.runtime();
  abe = await stage.enter("abe");
  leo = await stage.enter("leo");
});

const read = async (viewer: Viewer, ref: string, fresh: "0" | "1" = "0") =>
  TicketDetailResult.parse(await readTicket(as(viewer), ref, { fresh })).ticket;
const write = (viewer: Viewer, ref: string, act: TicketWrite) => writeTicket(as(viewer), ref, act);
const kindsOf = (events: { kind: string }[]) => [...new Set(events.map(({ kind }) => kind))].sort();
const saved = (ref = KACE_2) =>
  readTicketEvents(runtime.store.db, { ...visibilityOf(abe), kace: "all", sysaid: "all" }, ref);
const lastAudit = async () => (await readAudit(runtime.store.db, 1))[0];

test("the index's copy comes at once, with the reason why its conversation is missing", async () => {
  const ticket = await read(abe, toRef("kace", "ticket", 5));
  expect(ticket.conversation).toEqual({ state: "missing", reason: "not read again yet" });
  expect(ticket.events).toEqual([]);
  expect(ticket.descriptionHtml).toContain("Summary of 5");
});

test("a live reading is shown and kept", async () => {
  const ticket = await read(abe, KACE_2, "1");
  expect(ticket.conversation.state).toBe("live");
  expect(kindsOf(ticket.events)).toEqual(["change", "comment", "internal", "work"]);
  expect(await saved()).toHaveLength(ticket.events.length);
  expect((await read(abe, KACE_2)).conversation).toMatchObject({ state: "saved" });
});

test("what is for staff reaches no end user, live or saved, and their reading replaces nothing", async () => {
  await read(abe, KACE_2, "1");
  await read(abe, SYSAID_2, "1");
  const before = [await saved(), await saved(SYSAID_2)];
  expect(kindsOf(before[1] ?? [])).toContain("internal");
  for (const ref of [KACE_2, SYSAID_2]) {
    for (const fresh of ["1", "0"] as const) {
      const { events, conversation } = await read(leo, ref, fresh);
      expect(conversation.state).toBe(fresh === "1" ? "live" : "saved");
      expect(events.filter(({ kind }) => kind === "internal" || kind === "work")).toEqual([]);
      expect(JSON.stringify(events)).not.toContain("Not for users");
    }
  }
  expect([await saved(), await saved(SYSAID_2)]).toEqual(before);
});

test("a source that does not answer, or shows it no more, leaves the saved copy and says so", async () => {
  kace.control.faults.order({
    path: "/api/service_desk/*",
    fault: { kind: "status", status: 404 },
  });
  expect((await read(abe, KACE_2, "1")).conversation).toMatchObject({
    state: "saved",
    reason: "KACE does not show it to you any more",
  });
  kace.control.faults.clear();
  kace.control.faults.order({ path: "*", fault: { kind: "html" } });
  expect((await read(leo, KACE_2, "1")).conversation).toMatchObject({
    reason: "Your sign-in to KACE has ended",
  });
  kace.control.faults.clear();
  const [uma, mia] = [await stage.enter("uma", ["kace"]), await stage.enter("mia", ["kace"])];
  await deleteVaultSession(runtime.store.db, { vaultId: uma.vaultId, source: "kace" });
  expect((await read(uma, toRef("kace", "ticket", 1), "1")).conversation).toMatchObject({
    reason: "You are not signed in to KACE",
  });
  kace.control.faults.order({ path: "*", fault: { kind: "status", status: 503 } });
  expect((await read(mia, toRef("kace", "ticket", 3), "1")).conversation).toMatchObject({
    reason: "KACE does not answer",
  });
  leo = await stage.enter("leo", ["sysaid"]);
});

test.each([
  ["another's ticket", toRef("kace", "ticket", 1)],
  ["a ticket that is none", toRef("kace", "ticket", 999)],
  ["a record of another kind", toRef("kace", "machine", 1)],
  ["no ref", "nonsense"],
  ["a broken escape", "%E0%A4%A"],
])("%s is not there: to read, to read live, to write, and nothing is sent", async (_what, ref) => {
  const viewer = {
    ...leo,
    accounts: {
      ...leo.accounts,
      kace: {
        ...(abe.accounts.kace ?? never()),
        ref: toRef("kace", "user", 105),
        userName: "leo",
        email: null,
        role: "user" as const,
      },
    },
  };
  const asked = await countWrites();
  await expect(read(viewer, ref)).rejects.toThrow(NotFound);
  await expect(read(viewer, ref, "1")).rejects.toThrow(NotFound);
  const act = { act: "comment", text: "x", internal: false } as const;
  await expect(write(viewer, ref, act)).rejects.toThrow(NotFound);
  expect(await countWrites()).toBe(asked);
});

function never(): never {
  throw new Error("abe has no account");
}
const countWrites = () => stage.writesHeard("kace", /service_desk/);

test("an act reaches the source, the index and every reader, and leaves its line", async () => {
  const text = "Paper was <b>stuck</b>";
  const commented = await write(abe, KACE_2, { act: "comment", text, internal: true });
  const [event] = commented.ticket.events.filter(({ html }) => html.includes("stuck"));
  expect(event).toMatchObject({ kind: "internal" });
  expect((await saved()).map(({ body }) => body).join()).toContain("stuck");
  expect(await lastAudit()).toMatchObject({
    who: "abe",
    accountRef: ABE,
    operation: "tickets.comment",
    target: KACE_2,
    outcome: "ok",
    requestId: "r-1",
    detail: { internal: true, characters: text.length },
  });

  const assigned = await write(abe, KACE_2, { act: "assign", assigneeRef: ABE });
  expect(assigned.ticket.assigneeRef).toBe(ABE);
  const { statusChoices } = await read(abe, KACE_2);
  const closing = statusChoices.find(({ kind }) => kind === "closed");
  const closed = await write(abe, KACE_2, { act: "setStatus", statusId: closing?.id ?? "" });
  expect(closed.ticket).toMatchObject({ statusKind: "closed", conversation: { state: "live" } });
  expect(await read(abe, KACE_2)).toMatchObject({ statusKind: "closed", assigneeRef: ABE });
  const shown = await runtime.services.kace?.readTicket(KACE_2, { priority: "person" });
  expect(shown?.ticket).toMatchObject({ statusKind: "closed", assigneeRef: ABE });
  expect(await lastAudit()).toMatchObject({ outcome: "ok", detail: { statusId: closing?.id } });
});

test("a note at SysAid is written as its author and seen in the index", async () => {
  const { ticket } = await write(abe, SYSAID_2, {
    act: "comment",
    text: "Called back",
    internal: true,
  });
  expect(ticket.events.filter(({ html }) => html.includes("Called back"))).toHaveLength(1);
  expect((await saved(SYSAID_2)).map(({ body }) => body).join()).toContain("Called back");
});

test("an end user's comment keeps what staff wrote in the index", async () => {
  const again = await stage.enter("leo", ["kace"]);
  const internal = (await saved()).filter(({ kind }) => kind === "internal").length;
  const { ticket } = await write(again, KACE_2, {
    act: "comment",
    text: "Thank you",
    internal: false,
  });
  expect(kindsOf(ticket.events)).not.toContain("internal");
  const now = await saved();
  expect(now.filter(({ kind }) => kind === "internal")).toHaveLength(internal);
  expect(now.map(({ body }) => body).join()).toContain("Thank you");
});

test("what may not be done is refused before it is sent", async () => {
  const again = await stage.enter("leo", ["kace"]);
  const asked = await countWrites();
  const acts: TicketWrite[] = [
    { act: "comment", text: "x", internal: true },
    { act: "assign", assigneeRef: ABE },
    { act: "setStatus", statusId: "13" },
  ];
  for (const act of acts) await expect(write(again, KACE_2, act)).rejects.toThrow(Forbidden);
  expect(await countWrites()).toBe(asked);
});

test("a refusal carries the vendor's words and is noted as one", async () => {
  kace.control.faults.order({
    method: "PUT",
    path: "*",
    fault: { kind: "status", status: 400, body: { ErrorDescription: "This queue is frozen." } },
  });
  const error: unknown = await write(abe, KACE_2, { act: "assign", assigneeRef: null }).catch(
    (one: unknown) => one,
  );
  expect(error).toBeInstanceOf(UpstreamHttpError);
  expect(toProblem(error, "r", 0)).toMatchObject({
    code: "source_refused",
    title: "KACE refused this. It says: This queue is frozen.",
  });
  expect(await lastAudit()).toMatchObject({ operation: "tickets.assign", outcome: "refused" });
});

test("an act that was done stays done when reading it again fails", async () => {
  kace.control.faults.order({
    method: "GET",
    path: "/api/service_desk/*",
    fault: { kind: "reset" },
  });
  const { ticket } = await write(abe, KACE_2, { act: "comment", text: "Once", internal: false });
  expect(ticket.conversation).toMatchObject({ reason: "written, but not read again yet" });
  expect(await lastAudit()).toMatchObject({ outcome: "ok" });
});

test("an ended session fails the act, asks for a new sign-in, and keeps nobody from SysAid", async () => {
  const again = await stage.enter("abe");
  kace.control.faults.order({ method: "PUT", path: "*", fault: { kind: "expired" } });
  const act = { act: "comment", text: "Late", internal: false } as const;
  await expect(write(again, KACE_2, act)).rejects.toThrow(UpstreamAuthError);
  expect(await lastAudit()).toMatchObject({ outcome: "failed" });
  await expect(write(again, KACE_2, act)).rejects.toThrow(SourceSignInNeeded);
  await expect(read(again, SYSAID_2, "1")).resolves.toMatchObject({
    conversation: { state: "live" },
  });
});

test("neither audit nor log holds what was typed", async () => {
  const captured = captureLog();
  const text = "my salary is 4711";
  await write(abe, SYSAID_2, { act: "comment", text, internal: true });
  kace.control.faults.order({ path: "*", fault: { kind: "reset" } });
  await write(abe, KACE_2, { act: "comment", text, internal: false }).catch((error: unknown) =>
    expect(error).toBeInstanceOf(Error),
  );
  captured.end();
  const { rows } = await runtime.store.db.execute(sql`select * from audit`);
  expect(JSON.stringify([rows, captured.lines])).not.toContain("salary");
});
