import { beforeAll, expect, test } from "vitest";
import {
  MessagePeopleResult,
  TicketOptionsResult,
  TicketRelationsResult,
} from "@/lib/contracts/ticket-acts";
import { TicketDetailResult, TicketWrite } from "@/lib/contracts/tickets";
import { toRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { createJointCompany, createTestAppliances } from "@/simulators/test-appliances";
import { ActUnclear, BadRequest, Forbidden, NotFound } from "../failures";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { listTickets } from "../store/read/tickets";
import { stageAppliances } from "../testing/appliance-stage";
import { fillIndex } from "../testing/stage";
import { UpstreamHttpError, UpstreamNetworkError } from "../upstream/errors";
import { findMessagePeople } from "./message-people";
import { readTicketOptions } from "./read-options";
import { readTicketRelations } from "./read-relations";
import { writeTicket } from "./write-ticket";

// Copies, removal, templates, links and messages. ada administers both systems, abe is an agent of both who owns KACE's
// queue 1, which lets its owners delete, and leo only asks for help. KACE's ticket 12 names 11 beside it.

const joint = createJointCompany();
const company = {
  ...joint,
  kace: {
    ...joint.kace,
    queues: joint.kace.queues.map((queue) => ({ ...queue, allowDelete: queue.id === 1 })),
    tickets: joint.kace.tickets.map((one) => (one.id === 12 ? { ...one, relatedIds: [11] } : one)),
  },
};
const { kace, sysaid, start } = createTestAppliances(company);
const stage = stageAppliances(start);
const { as } = stage;

let runtime: Runtime;
let ada: Viewer;
let abe: Viewer;
let leo: Viewer;
beforeAll(async () => {
  runtime = stage.runtime();
  ada = await stage.enter("ada");
  abe = await stage.enter("abe");
  leo = await stage.enter("leo");
});

const ticket = (id: number) => toRef("kace", "ticket", id);
const record = (id: number) => toRef("sysaid", "record", id);
const write = async (ref: Ref, act: TicketWrite, viewer = ada) =>
  TicketDetailResult.parse(await writeTicket(as(viewer), ref, TicketWrite.parse(act))).ticket;
const relations = async (ref: Ref, viewer = ada) =>
  TicketRelationsResult.parse(await readTicketRelations(as(viewer), ref));
const options = async (ref: Ref, viewer = ada, pattern?: string) =>
  TicketOptionsResult.parse(await readTicketOptions(as(viewer), ref, { pattern }));
const failureOf = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error: unknown) => error,
  );
const lastAudit = async () => (await readAudit(runtime.store.db, 1))[0];
const countOf = async (q: string) => {
  const query = { q, source: ["kace"], limit: 50, offset: 0 } as const;
  return (await listTickets(runtime.store.db, visibilityOf(ada), query)).total;
};
const CREATE = { method: "POST", path: "/api/service_desk/tickets" } as const;
test("a copy is made in its system, answered, and stands in the lists", async () => {
  const before = await countOf("VPN down 7");
  const copy = await write(ticket(7), { act: "clone" });
  expect(copy.ref).not.toBe(ticket(7));
  expect(copy).toMatchObject({ title: "VPN down 7", source: "kace" });
  expect(await countOf("VPN down 7")).toBe(before + 1);
  expect(await lastAudit()).toMatchObject({
    operation: "tickets.clone",
    target: ticket(7),
    outcome: "ok",
  });
});

test("a copy whose answer was lost is found, and made once", async () => {
  const fault = { kind: "status", status: 500, carriedOut: true } as const;
  kace.control.faults.order({ ...CREATE, times: 1, fault });
  const before = await countOf("100% CPU 8");
  const copy = await write(ticket(8), { act: "clone" });
  expect(copy.ref).not.toBe(ticket(8));
  await fillIndex(runtime);
  expect(await countOf(copy.title)).toBe(before + 1);
});

test("a copy that did not arrive is told as unknown, and none is made up", async () => {
  kace.control.faults.order({ ...CREATE, times: 1, fault: { kind: "reset" } });
  expect(await failureOf(write(ticket(5), { act: "clone" }))).toBeInstanceOf(UpstreamNetworkError);
  expect(await lastAudit()).toMatchObject({ operation: "tickets.clone", outcome: "unknown" });
});

test("deleting takes a queue that allows it, and leaves a gone ticket", async () => {
  expect((await options(ticket(4), abe)).removal).toMatchObject({
    allowed: false,
    reason: expect.stringContaining("does not let its agents delete"),
  });
  expect((await options(ticket(9), abe)).removal.allowed).toBe(true);
  const gone = await write(ticket(9), { act: "delete" }, abe);
  expect(gone.removedAt).not.toBeNull();
  const query = { q: "9", limit: 50, offset: 0 };
  const { rows } = await listTickets(runtime.store.db, visibilityOf(ada), query);
  expect(rows.map(({ ref }) => ref)).not.toContain(ticket(9));
  const error = await failureOf(write(ticket(4), { act: "delete" }, abe));
  expect(error).toBeInstanceOf(UpstreamHttpError);
  expect(error).toMatchObject({ status: 403 });
});

test.each([
  { ref: ticket(6), control: kace.control, path: "/api/service_desk/tickets/6" },
  { ref: record(6), control: sysaid.control, path: "/api/v1/sr" },
])("$ref that is deleted although the answer was lost is known to be gone", async (one) => {
  const fault = { kind: "status", status: 500, carriedOut: true } as const;
  one.control.faults.order({ method: "DELETE", path: one.path, times: 1, fault });
  expect((await write(one.ref, { act: "delete" })).removedAt).not.toBeNull();
  expect(await lastAudit()).toMatchObject({ operation: "tickets.delete", outcome: "ok" });
});

test("only an administrator of SysAid deletes, and a ticket that stays is not marked as gone", async () => {
  expect(await failureOf(write(record(3), { act: "delete" }, abe))).toBeInstanceOf(Forbidden);
  sysaid.control.faults.order({
    method: "DELETE",
    path: "/api/v1/sr",
    times: 1,
    fault: { kind: "reset" },
  });
  expect(await failureOf(write(record(3), { act: "delete" }))).toBeInstanceOf(ActUnclear);
  expect(await countOf("3")).toBeGreaterThan(0);
});

test("a template is chosen among the queue's, tells what it begins with, and is set", async () => {
  const { patterns } = await options(ticket(10));
  const [chosen] = patterns.slice(1);
  expect(chosen).toBeDefined();
  const { begins } = await options(ticket(10), ada, chosen?.id);
  expect(begins?.map(({ label }) => label)).toContain("Category");
  await write(ticket(10), { act: "switchPattern", patternId: chosen?.id ?? "" });
  expect(await lastAudit()).toMatchObject({ operation: "tickets.switchPattern", outcome: "ok" });
  expect(
    await failureOf(write(record(1), { act: "switchPattern", patternId: "1" })),
  ).toBeInstanceOf(Forbidden);
});

test("KACE's related tickets are told without the shape that breaks it, whoever names whom", async () => {
  const [related] = (await relations(ticket(12))).links;
  expect(related).toMatchObject({ relation: "related", end: { kind: "ticket" } });
  expect((await relations(ticket(11))).links).toHaveLength(1);
});

test("who does not see the other end is told that there is one, and nothing of it", async () => {
  // Record 2 is leo's, record 9 is uma's.
  await write(record(2), { act: "linkTicket", other: record(9) });
  const [link] = (await relations(record(2), leo)).links;
  expect(link?.end).toEqual({ kind: "hidden" });
  expect((await relations(record(2))).links[0]?.end.kind).toBe("ticket");
  expect(await failureOf(relations(record(9), leo))).toBeInstanceOf(NotFound);
});

test("a record is linked with another, the link leads to it, and it goes and comes back", async () => {
  const [here, there] = [record(1), record(7)];
  await write(here, { act: "linkTicket", other: there });
  const [link] = (await relations(here)).links;
  expect(link).toMatchObject({
    relation: "link",
    name: "SysAid 7",
    end: { kind: "ticket", ticket: { ref: there } },
  });
  // Once more is no second link.
  await write(here, { act: "linkTicket", other: there });
  expect((await relations(here)).links).toHaveLength(1);
  await write(here, { act: "removeLink", name: "SysAid 7" });
  expect((await relations(here)).links).toEqual([]);
  await write(here, { act: "addLink", name: "SysAid 7", address: link?.address ?? "" });
  expect((await relations(here)).links).toHaveLength(1);
});

test("a link whose answer was lost counts as made when it stands there", async () => {
  const fault = { kind: "status", status: 500, carriedOut: true } as const;
  sysaid.control.faults.order({ method: "POST", path: "/api/v1/sr/8/link", times: 1, fault });
  const link = { act: "addLink", name: "Manual", address: "https://manual.example/1" } as const;
  await write(record(8), link);
  expect((await relations(record(8))).links).toMatchObject([{ end: { kind: "page" } }]);
  const error = await failureOf(write(record(8), { ...link, address: "https://other.example/" }));
  expect(error).toMatchObject({ upstreamMessage: expect.stringContaining("exists") });
});

test("an address that a browser would carry out is no link", () => {
  const link = { act: "addLink", name: "x", address: "javascript:alert(1)" };
  expect(TicketWrite.safeParse(link).success).toBe(false);
});

test("whom a message can go to: the ticket's own people, groups and accounts, for those who see them", async () => {
  const people = async (viewer: Viewer, q?: string) =>
    MessagePeopleResult.parse(await findMessagePeople(as(viewer), record(2), { q })).people;
  expect((await people(ada)).map(({ part }) => part)).toContain("requester");
  expect(await people(ada, "support")).toMatchObject([{ part: "group", label: "Support" }]);
  expect((await people(ada, "mia")).map(({ label }) => label).join()).toContain("Mia Moss");
  expect(await people(leo, "mia")).toEqual([]);
});

test("a message is sent as its writer, stands in the conversation, and its text in no audit", async () => {
  const message = {
    act: "message",
    method: "sms",
    to: [toRef("sysaid", "user", 3), toRef("sysaid", "group", 1)],
    cc: [],
    subject: "",
    text: "We are on it – really.",
    addDetails: false,
  } satisfies TicketWrite;
  const told = await write(record(2), message, abe);
  expect(told.events.filter(({ html }) => html.includes("We are on it"))).toMatchObject([
    { authorName: "abe" },
  ]);
  const line = await lastAudit();
  expect(line).toMatchObject({ operation: "tickets.message", detail: { to: 2, method: "sms" } });
  expect(JSON.stringify(line)).not.toContain("on it");

  const elsewhere = { ...message, to: [toRef("kace", "user", 101)] };
  expect(await failureOf(write(record(2), elsewhere, abe))).toBeInstanceOf(BadRequest);
  expect(await failureOf(write(record(2), message, leo))).toBeInstanceOf(Forbidden);
  expect(await failureOf(write(ticket(2), message))).toBeInstanceOf(Forbidden);
  sysaid.control.faults.order({ path: "/api/v1/sr/*/message", times: 1, fault: { kind: "reset" } });
  expect(await failureOf(write(record(2), message, abe))).toBeInstanceOf(UpstreamNetworkError);
  expect(await lastAudit()).toMatchObject({ outcome: "unknown" });
});
