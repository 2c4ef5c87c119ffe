import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { mergeSeen, toSeen } from "@/lib/client/tickets/seen";
import { Problem } from "@/lib/contracts/problem";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import { TicketDetailResult } from "@/lib/contracts/tickets";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { statusOf, toProblem } from "../api/problem";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { enter, fillIndex, openStage } from "../testing/stage";
import { NotArrived, TicketChanged } from "../failures";
import { requireSeen } from "./hold-send";
import { readTicket } from "./read-ticket";
import { writeTicket } from "./write-ticket";

// Against both simulators: abe writes while ada, his colleague, does something to the same ticket.

const full = createTestCompany();
const company = {
  ...full,
  people: full.people.map((one) => (one.id > 6 ? { ...one, sysaid: undefined } : one)),
};
const simulators = {
  kace: createKaceSimulator({ company }),
  sysaid: createSysaidSimulator({ company, settings: { loginLimit: 100 } }),
};
const right = (userName: string) => ({ userName, password: TINY_PASSWORD });
const both = (userName: string) => ({ kace: right(userName), sysaid: right(userName) });
const TICKETS = { kace: toRef("kace", "ticket", 2), sysaid: toRef("sysaid", "record", 2) };
const SOURCES = ["kace", "sysaid"] as const;

let runtime: Runtime;
let abe: Viewer;
let ada: Viewer;
let leo: Viewer;
const urls = { kace: "", sysaid: "" };
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  for (const source of SOURCES) {
    const server = await startAppliance({ app: simulators[source].app });
    urls[source] = server.url;
    closers.push(server.close);
  }
  runtime = await openStage({ urls, password: TINY_PASSWORD });
  await fillIndex(runtime);
  [abe, ada, leo] = [
    await enter(runtime, both("abe")),
    await enter(runtime, both("ada")),
    await enter(runtime, both("leo")),
  ];
}, 60_000);
afterAll(async () => {
  await runtime.stop();
  for (const close of closers) await close();
});
afterEach(() => {
  for (const source of SOURCES) simulators[source].control.faults.clear();
});

const as = (viewer: Viewer) => ({
  runtime,
  viewer,
  requestId: "r-1",
  signal: new AbortController().signal,
});
const read = async (viewer: Viewer, ref: Ref) =>
  TicketDetailResult.parse(await readTicket(as(viewer), ref, { fresh: "1" })).ticket;
const look = async (viewer: Viewer, ref: Ref) => {
  const shown = await read(viewer, ref);
  return toSeen(shown, shown);
};
/** `internal`: what SysAid takes from outside is read by staff alone. */
const comment = (viewer: Viewer, ref: Ref, text: string, seen?: TicketSeen) => {
  const internal = ref === TICKETS.sysaid;
  const act = { act: "comment", text, internal, ...(seen && { seen }) } as const;
  return writeTicket(as(viewer), ref, act);
};
/** The problem with which a comment is answered. Throws when it was sent. */
async function problemOf(sending: Promise<unknown>): Promise<Problem> {
  const error = await sending.then(
    () => new Error("it was sent"),
    (one: unknown) => one,
  );
  return Problem.parse(toProblem(error, "r-1", 0));
}
async function timesSaid(ref: Ref, text: string): Promise<number> {
  const { events } = await read(ada, ref);
  return events.filter(({ html }) => html.includes(text)).length;
}
async function setStatus(viewer: Viewer, ref: Ref): Promise<string> {
  const { statusChoices, statusLabel } = await read(viewer, ref);
  const other = statusChoices.find(({ label, kind }) => label !== statusLabel && kind !== "closed");
  if (!other) throw new Error("there is no other status");
  await writeTicket(as(viewer), ref, { act: "setStatus", statusId: other.id });
  return other.label;
}

test.each(SOURCES)(
  "%s: a comment is held with what a colleague wrote meanwhile, and sent anyway it stands there once",
  async (source) => {
    const ref = TICKETS[source];
    const seen = await look(abe, ref);
    await comment(ada, ref, "I am <b>on</b> it<script>x</script>");
    const problem = await problemOf(comment(abe, ref, "Shall I look?", seen));
    expect(problem.code).toBe("ticket_changed");
    expect(statusOf(problem.code)).toBe(409);
    expect(problem.unseen).toMatchObject({
      changes: [],
      entries: [{ html: expect.stringContaining("<b>on</b> it") }],
    });
    expect(problem.unseen?.entries[0]?.html).not.toContain("script");
    expect(await timesSaid(ref, "Shall I look?")).toBe(0);
    const [line] = await readAudit(runtime.store.db, 1);
    expect(line?.who).toBe("ada");

    const known = problem.unseen?.seen ?? null;
    await comment(abe, ref, "Shall I look?", mergeSeen(seen, known));
    expect(await timesSaid(ref, "Shall I look?")).toBe(1);
    expect(await timesSaid(ref, "on</b> it")).toBe(1);
    // The second send was guarded as well.
    await comment(ada, ref, "Please do");
    const again = await problemOf(comment(abe, ref, "Well", mergeSeen(seen, known)));
    expect(again.unseen?.entries).toHaveLength(1);
  },
);

test.each(SOURCES)("%s: a status that a colleague set is told with what it was", async (source) => {
  const ref = TICKETS[source];
  const before = (await read(abe, ref)).statusLabel;
  const seen = await look(abe, ref);
  const after = await setStatus(ada, ref);
  const { unseen } = await problemOf(comment(abe, ref, "Still open?", seen));
  expect(unseen?.changes).toEqual([{ field: "status", before, after }]);
  expect(unseen?.entries).toEqual([]);
});

test.each(SOURCES)("%s: own acts from another page hold nothing", async (source) => {
  const ref = TICKETS[source];
  const seen = await look(abe, ref);
  await comment(abe, ref, "From my phone");
  await setStatus(abe, ref);
  await comment(abe, ref, "From my desk", seen);
  expect(await timesSaid(ref, "From my desk")).toBe(1);
});

test.each(SOURCES)(
  "%s: whoever says nothing of what they saw is not held, and neither is anybody by nothing new",
  async (source) => {
    const ref = TICKETS[source];
    await comment(ada, ref, "One");
    await comment(abe, ref, "Without a look");
    await comment(abe, ref, "After a look", await look(abe, ref));
    expect(await timesSaid(ref, "a look")).toBe(2);
  },
);

test.each(SOURCES)(
  "%s: a ticket that cannot be read holds nothing, and a lost answer is not sent again",
  async (source) => {
    const ref = TICKETS[source];
    const { faults } = simulators[source].control;
    const seen = await look(abe, ref);
    await comment(ada, ref, "Unseen");
    const path = source === "kace" ? "/api/service_desk/*" : "/api/v1/sr/*";
    const text = `Blind at ${source}`;
    faults.order({ method: "GET", path, fault: { kind: "status", status: 503 } });
    await comment(abe, ref, text, seen);
    faults.clear();
    expect(await timesSaid(ref, text)).toBe(1);

    const fresh = await look(abe, ref);
    const asked = await countWrites(source);
    faults.order({ method: "PUT", path: "*", fault: { kind: "reset" } });
    await expect(comment(abe, ref, "Lost", fresh)).rejects.toThrow(NotArrived);
    expect(await countWrites(source)).toBe(asked + 1);
    expect((await readAudit(runtime.store.db, 1))[0]).toMatchObject({ outcome: "unknown" });
  },
);

test.each(SOURCES)("%s: a ticket that takes too long to read holds nothing", async (source) => {
  const ref = TICKETS[source];
  const seen = await look(abe, ref);
  await comment(ada, ref, "Unseen as well");
  await expect(requireSeen(as(abe), ref, seen)).rejects.toThrow(TicketChanged);
  const { faults } = simulators[source].control;
  faults.order({ method: "GET", path: "*", fault: { kind: "delay", ms: 3_000 } });
  await expect(requireSeen(as(abe), ref, seen, { lookMs: 20 })).resolves.toBeNull();
});

async function countWrites(source: "kace" | "sysaid"): Promise<number> {
  const answer = await fetch(`${urls[source]}/__simulator/requests`);
  const asked: { method: string; url: string }[] = await answer.json();
  return asked.filter(({ method, url }) => method === "PUT" && /service_desk|\/sr\//.test(url))
    .length;
}

test("an end user is held by what they may read, and never by what staff say among themselves", async () => {
  const ref = TICKETS.kace;
  const seen = await look(leo, ref);
  const secret = { act: "comment", text: "Not for leo", internal: true } as const;
  await writeTicket(as(ada), ref, secret);
  await comment(leo, ref, "Any news?", seen);
  const later = await look(leo, ref);
  await writeTicket(as(ada), ref, secret);
  await comment(ada, ref, "Soon");
  const { unseen } = await problemOf(comment(leo, ref, "Hello?", later));
  expect(unseen?.entries.map(({ html }) => html)).toEqual(["Soon"]);
  expect(JSON.stringify(unseen)).not.toContain("Not for leo");
});
