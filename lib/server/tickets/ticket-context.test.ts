import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { TicketContextResult, type SayTicketLink } from "@/lib/contracts/ticket-context";
import { toRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { TINY_NOW } from "@/simulators/appliance/tiny-company";
import { createJointCompany, createTestAppliances } from "@/simulators/test-appliances";
import { BadRequest, Forbidden, NotFound } from "../failures";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { listDevices } from "../store/read/devices";
import { listTickets, readTicketEvents } from "../store/read/tickets";
import { settleLinkWrite, pairOf } from "../store/ticket-links-repo";
import { deleteVaultSession } from "../store/vault-repo";
import { stageAppliances } from "../testing/appliance-stage";
import { captureLog } from "../testing/stage";
import { sayTicketLink } from "./link-tickets";
import { readTicketContext } from "./read-context";

// leo asked for KACE's ticket 2 and, two hours later and in nearly the same words, for SysAid's record 2. abe works on
// tickets in both systems; uma is leo's manager; kim has an account in KACE alone.

const HOUR_MS = 3_600_000;
const full = createJointCompany();
const kaceTwo = full.kace.tickets.find(({ id }) => id === 2);
const company = {
  ...full,
  sysaid: {
    ...full.sysaid,
    records: full.sysaid.records.map((record) =>
      record.id === 2
        ? {
            ...record,
            title: "CPU at 100% again",
            status: 1,
            closeTime: null,
            archived: false,
            insertTime: (kaceTwo?.createdAt ?? 0) + 2 * HOUR_MS,
            updateTime: (kaceTwo?.createdAt ?? 0) + 3 * HOUR_MS,
          }
        : record,
    ),
  },
};
const { kace, sysaid, start } = createTestAppliances(company);
const stage = stageAppliances(start);
const { as, writesHeard } = stage;
const KACE_2 = toRef("kace", "ticket", 2);
const SYSAID_2 = toRef("sysaid", "record", 2);

let runtime: Runtime;
let abe: Viewer;
beforeAll(() => {
  runtime = stage.runtime();
});
beforeEach(async () => {
  await runtime.store.db.execute(sql`delete from ticket_links`);
  abe = await stage.enter("abe");
});

const read = async (viewer: Viewer, ref: string) =>
  TicketContextResult.parse(await readTicketContext(as(viewer), ref)).context;
const say = async (viewer: Viewer, word: SayTicketLink["say"], ref = KACE_2, other = SYSAID_2) =>
  TicketContextResult.parse(await sayTicketLink(as(viewer), ref, { other, say: word })).context;
const written = (context: { links: { written: unknown }[] }) => context.links[0]?.written;
const BOTH_DONE = [
  { source: "kace", state: "done", words: null },
  { source: "sysaid", state: "done", words: null },
];

const comments = () => writesHeard("kace", /service_desk\/tickets\/2/);
const links = () => writesHeard("sysaid", /sr\/2\/link$/);
const notes = () => writesHeard("sysaid", /sr\/2$/);
/** How often a ticket's saved conversation holds a line. */
async function countLines(ref: Ref, line: string): Promise<number> {
  const events = await readTicketEvents(runtime.store.db, visibilityOf(abe), ref);
  return events.filter(({ body, kind }) => kind === "internal" && body.includes(line)).length;
}
const audited = async (operation: string) =>
  (await readAudit(runtime.store.db, 20)).filter((line) => line.operation === operation);

test("everything around a ticket is read from the index, and its numbers are those of the lists", async () => {
  const asked = [await comments(), await links()];
  const answer = await readTicketContext(as(abe), KACE_2, TINY_NOW);
  const { context } = TicketContextResult.parse(answer);
  expect(context.requester).toMatchObject({
    state: "known",
    person: {
      name: "Leo Lang",
      email: expect.stringMatching(/^leo@/i) as unknown,
      department: "Sales",
      managerName: "Uma Unger",
      accounts: [{ userName: "leo", source: "kace" }, { source: "sysaid" }],
    },
  });
  const { device } = context;
  if (device.state !== "known") throw new Error("the ticket has a device");
  const visibility = visibilityOf(abe);
  const about = await listTickets(runtime.store.db, visibility, {
    device: device.device.ref,
    createdFrom: context.ticketsSince,
    limit: 1,
    offset: 0,
  });
  expect(about.total).toBeGreaterThan(0);
  expect(device.device).toMatchObject({ name: "beta one", recentTickets: about.total });
  const count = async (flag: "open"[]) =>
    (
      await listTickets(runtime.store.db, visibility, {
        requester: [toRef("kace", "user", 105)],
        flag,
        limit: 1,
        offset: 0,
      })
    ).total;
  expect(context.tickets).toMatchObject({ open: await count(["open"]), total: await count([]) });
  expect(context.tickets.rows.map(({ ref }) => ref)).not.toContain(KACE_2);
  expect(new Set(context.tickets.rows.map(({ source }) => source))).toEqual(
    new Set(["kace", "sysaid"]),
  );
  const owned = await listDevices(runtime.store.db, visibility, {
    owner: [toRef("kace", "user", 105)],
    limit: 50,
    offset: 0,
  });
  expect(context.devicesTotal).toBe(owned.total);
  expect([await comments(), await links()]).toEqual(asked);
});

test("a ticket of the other system by the same person in the same words is offered, with why", async () => {
  const { twins } = await read(abe, KACE_2);
  expect(twins).toHaveLength(1);
  expect(twins[0]).toMatchObject({
    ticket: { ref: SYSAID_2 },
    samePerson: true,
    words: ["100", "cpu"],
    hoursApart: 2,
    refusal: null,
  });
  expect((await read(abe, SYSAID_2)).twins.map(({ ticket }) => ticket.ref)).toEqual([KACE_2]);
});

test("a ticket without a device or a person says so, and is searched for by its words", async () => {
  const { rows } = await runtime.store.db.execute<{ ref: Ref }>(
    sql`select ref from tickets where device_id is null and requester_ref is not null limit 1`,
  );
  const ref = rows[0]?.ref ?? "";
  const context = await read(abe, ref);
  expect(context.device).toMatchObject({ state: "missing" });
  expect(context.searchWords).toEqual([]);
  await runtime.store.db.execute(
    sql`update tickets set requester_ref = null, requester_name = null, requester_person_id = null,
      title = 'Projector in the hall' where ref = ${ref}`,
  );
  const bare = await read(abe, ref);
  expect(bare.requester).toMatchObject({ state: "missing" });
  expect(bare).toMatchObject({ devices: [], tickets: { rows: [], open: 0, total: 0 }, twins: [] });
  expect(bare.searchWords).toEqual(["projector", "hall"]);
});

test("a link is written to both systems, once, and leaves its lines", async () => {
  const before = [await comments(), await links()];
  const context = await say(abe, "linked");
  expect(context.links[0]).toMatchObject({ verdict: "linked", ticket: { ref: SYSAID_2 } });
  expect(written(context)).toEqual(BOTH_DONE);
  expect(context.twins).toEqual([]);
  expect(await countLines(KACE_2, "Same matter as SysAid 2.")).toBe(1);
  expect([await comments(), await links()]).toEqual(before.map((count) => count + 1));
  expect((await read(abe, SYSAID_2)).links[0]).toMatchObject({ ticket: { ref: KACE_2 } });
  for (const [operation, target] of [
    ["tickets.link", KACE_2],
    ["tickets.comment", KACE_2],
    ["tickets.addLink", SYSAID_2],
  ] as const) {
    expect((await audited(operation))[0]).toMatchObject({ target, outcome: "ok", who: "abe" });
  }
  expect(written(await say(abe, "linked"))).toEqual(BOTH_DONE);
  expect([await comments(), await links()]).toEqual(before.map((count) => count + 1));
});

test("who sees one system alone learns nothing of the other", async () => {
  const kaceAlone = await stage.enter("abe", ["kace"]);
  await say(abe, "linked");
  const context = await read(kaceAlone, KACE_2);
  expect(JSON.stringify(context)).not.toContain("sysaid:");
  expect(context).toMatchObject({ twins: [], links: [] });
  await expect(read(kaceAlone, SYSAID_2)).rejects.toThrow(NotFound);
  const kim = await stage.enter("kim", ["kace"]);
  await expect(read(kim, KACE_2)).rejects.toThrow(NotFound);
  await expect(say(kaceAlone, "linked")).rejects.toThrow(NotFound);
});

test("an end user and their manager see their own alone, and are told who may link", async () => {
  await say(abe, "linked");
  const asked = [await comments(), await links()];
  for (const name of ["leo", "uma"]) {
    const viewer = await stage.enter(name);
    const context = await read(viewer, KACE_2);
    expect(context.requester).toMatchObject({ state: "known", person: { name: "Leo Lang" } });
    expect(context.links[0]).toMatchObject({ verdict: "linked", written: [] });
    expect(context.links[0]?.refusal).toContain("agents");
    await expect(say(viewer, "undone")).rejects.toThrow(Forbidden);
  }
  expect([await comments(), await links()]).toEqual(asked);
});

test("a ticket that is copied to somebody tells them a name and no more of its requester", async () => {
  const uma = await stage.enter("uma", ["kace"]);
  const copied = toRef("kace", "ticket", 9);
  const { rows } = await runtime.store.db.execute<{ requester: Ref }>(
    sql`update tickets set requester_ref = 'kace:user:106', requester_name = 'Kim Kane',
      requester_person_id = (select person_id from accounts where ref = 'kace:user:106')
      where ref = ${copied} returning requester_ref as requester`,
  );
  expect(rows).toHaveLength(1);
  const context = await read(uma, copied);
  expect(context.requester).toMatchObject({ state: "named", name: "Kim Kane" });
  expect(JSON.stringify(context)).not.toContain("kim@");
  expect(context.devices).toEqual([]);
});

test("of two people who link at once, one writes", async () => {
  const before = await comments();
  await Promise.all([say(abe, "linked"), say(abe, "linked", SYSAID_2, KACE_2)]);
  expect(await comments()).toBe(before + 1);
  expect(written(await read(abe, KACE_2))).toEqual(BOTH_DONE);
});

test("a side that is refused says so and is tried again alone", async () => {
  const before = await comments();
  kace.control.faults.order({
    method: "PUT",
    path: "*",
    fault: { kind: "status", status: 400, body: { ErrorDescription: "This queue is frozen." } },
  });
  const [kaceSide, sysaidSide] = [...((await say(abe, "linked")).links[0]?.written ?? [])];
  expect(kaceSide).toMatchObject({ state: "refused" });
  expect(kaceSide?.words).toContain("This queue is frozen.");
  expect(sysaidSide).toMatchObject({ state: "done" });
  expect((await audited("tickets.comment"))[0]).toMatchObject({ outcome: "refused" });
  kace.control.faults.clear();
  const asked = await links();
  expect(written(await say(abe, "linked"))).toMatchObject([{ state: "done" }, { state: "done" }]);
  expect([await comments(), await links()]).toEqual([before + 2, asked]);
});

test("where SysAid refuses the link, a note says it", async () => {
  const before = await notes();
  // The link of an earlier test stands there, and would be found.
  await runtime.store.db.execute(sql`update tickets set number = '2002' where ref = ${KACE_2}`);
  runtime.settings.authUrl = "https://elsewhere.example";
  sysaid.control.faults.order({
    method: "POST",
    path: "*/link",
    fault: { kind: "status", status: 403 },
  });
  const side = (await say(abe, "linked")).links[0]?.written[1];
  expect(side).toMatchObject({ source: "sysaid", state: "done" });
  expect(side?.words).toContain("As a note");
  expect(await notes()).toBe(before + 1);
  expect(await countLines(SYSAID_2, "Same matter as KACE 2002.")).toBe(1);
});

test("what may have arrived is looked for before it is sent again", async () => {
  await runtime.store.db.execute(sql`delete from ticket_events where ticket_ref = ${KACE_2}`);
  await say(abe, "linked");
  const before = await comments();
  await settleLinkWrite(runtime.store.db, pairOf(KACE_2, SYSAID_2), "kace", {
    state: "unknown",
    words: "lost",
    at: new Date().toISOString(),
  });
  const [side] = (await say(abe, "linked")).links[0]?.written ?? [];
  expect(side).toEqual({
    source: "kace",
    state: "done",
    words: "It had arrived the first time.",
  });
  expect(await comments()).toBe(before);
});

test("a writing that never settled is not certain, and is looked for", async () => {
  await say(abe, "linked");
  const before = await comments();
  await settleLinkWrite(runtime.store.db, pairOf(KACE_2, SYSAID_2), "kace", {
    state: "writing",
    words: null,
    at: "2026-01-01T00:00:00.000Z",
  });
  expect((await read(abe, KACE_2)).links[0]?.written[0]).toMatchObject({ state: "unknown" });
  expect(written(await say(abe, "linked"))).toMatchObject([{ state: "done" }, { state: "done" }]);
  expect(await comments()).toBe(before);
});

test("a lost answer is not certain, and hides nothing of the other side", async () => {
  kace.control.faults.order({ method: "PUT", path: "*", fault: { kind: "reset" } });
  const sides = (await say(abe, "linked")).links[0]?.written;
  expect(sides).toMatchObject([{ state: "unknown" }, { state: "done" }]);
});

test("whoever is not signed in any more to one system writes the other", async () => {
  await deleteVaultSession(runtime.store.db, { vaultId: abe.vaultId, source: "sysaid" });
  const sides = (await say(abe, "linked")).links[0]?.written;
  expect(sides?.[1]).toEqual({
    source: "sysaid",
    state: "signIn",
    words: "You are not signed in to SysAid.",
  });
});

test("what is said not to be the same is not offered again until it is taken back", async () => {
  const asked = [await comments(), await links()];
  const apart = await say(abe, "different");
  expect(apart.twins).toEqual([]);
  expect(apart.links[0]).toMatchObject({ verdict: "different", written: [] });
  expect((await read(abe, SYSAID_2)).twins).toEqual([]);
  const again = await say(abe, "undone", SYSAID_2, KACE_2);
  expect(again).toMatchObject({ links: [], twins: [{ ticket: { ref: KACE_2 } }] });
  expect([await comments(), await links()]).toEqual(asked);
});

test("a link that is taken back and made again is not written twice", async () => {
  await say(abe, "linked");
  const asked = [await comments(), await links()];
  expect(await say(abe, "undone")).toMatchObject({ links: [], twins: [{}] });
  expect((await say(abe, "linked")).links).toHaveLength(1);
  expect([await comments(), await links()]).toEqual(asked);
});

test("there is nothing to take back of a pair of which nothing was said", async () => {
  await say(abe, "undone");
  const { rows } = await runtime.store.db.execute(sql`select from ticket_links`);
  expect(rows).toHaveLength(0);
});

test.each([
  ["of one system", toRef("kace", "ticket", 3), BadRequest],
  ["that is none", toRef("sysaid", "record", 999), NotFound],
  ["that is no ticket", toRef("sysaid", "asset", "x"), NotFound],
] as const)("a pair with a ticket %s is refused", async (_what, other, failure) => {
  await expect(say(abe, "linked", KACE_2, other)).rejects.toThrow(failure);
});

test("neither audit nor log holds a title or what was written", async () => {
  const captured = captureLog();
  await say(abe, "linked");
  captured.end();
  const { rows } = await runtime.store.db.execute(sql`select * from audit`);
  expect(JSON.stringify([rows, captured.lines])).not.toMatch(/Same matter|CPU/);
});
