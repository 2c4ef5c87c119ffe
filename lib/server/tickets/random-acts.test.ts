import { afterAll, beforeAll, expect, test } from "vitest";
import * as acts from "@/lib/client/tickets/ticket-acts";
import { ListTicketsQuery, TicketDetailResult, TicketWrite } from "@/lib/contracts/tickets";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCES } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { createStream, type Stream } from "@/simulators/fleet/random";
import { createTestAppliances } from "@/simulators/test-appliances";
import { toProblem } from "../api/problem";
import { ActUnclear } from "../failures";
import type { Runtime } from "../runtime";
import type { Store } from "../store/db";
import { stageAppliances } from "../testing/appliance-stage";
import { createIndexWriter } from "../sync/index-writer";
import { RHYTHMS } from "../sync/schedule";
import { startSourceSync } from "../sync/source-sync";
import { REAL_TIMING } from "../sync/timing";
import { openStage } from "../testing/stage";
import { listTickets } from "./list-tickets";
import { readTicket } from "./read-ticket";
import { readAnew, told } from "./testing/told";
import { writeTicket } from "./write-ticket";

// Eight people at two server processes over one index work on few tickets at once, while the sync reads what changed.
// At times the answer to a write is lost. The order in which things happen is the machine's; what each of them tries is the seed's.

const SEED = Number(process.env["RANDOM_ACTS_SEED"] ?? Date.now() % 1_000_000);
const ACTS = 1_000;
/** SysAid answers 1,000 requests in five minutes, and an act takes several. */
const SYSAID_SHARE = 0.25;

const { company, kace, sysaid, start } = createTestAppliances();
const stage = stageAppliances(start);
const people = [
  { name: "ada", process: 0 },
  { name: "abe", process: 0 },
  { name: "ada", process: 1 },
  { name: "abe", process: 1 },
  { name: "mia", process: 0 },
  { name: "uma", process: 1 },
  { name: "leo", process: 0 },
  { name: "kim", process: 1 },
] as const;

let processes: [Runtime, Runtime];
let stops: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  const first = stage.runtime();
  const { password } = stage.appliances();
  // The second process ends with the first one's index, which it does not own.
  const shared: Store = { ...first.store, close: async () => undefined };
  const second = await openStage({ urls: stage.appliances().urls, password, store: shared });
  processes = [first, second];
  stops = [() => second.stop()];
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

interface Person {
  name: string;
  runtime: Runtime;
  viewer: Viewer;
  random: Stream;
  former: Map<Ref, acts.TicketAct>;
}
interface Done {
  ref: Ref;
  write: TicketWrite;
  /** `lost`: it had no answer and was looked for in vain. */
  outcome: "done" | "refused" | "lost" | "open";
  marker: string;
  why: string;
}

const actorOf = ({ runtime, viewer }: Pick<Person, "runtime" | "viewer">) => ({
  runtime,
  viewer,
  requestId: "r-1",
  signal: new AbortController().signal,
});
const REFUSALS = ["bad_request", "forbidden", "not_found", "source_refused"];

async function tryOne(
  person: Person,
  act: acts.TicketAct,
  { ref, marker }: { ref: Ref; marker: string },
): Promise<Done> {
  const write = TicketWrite.parse(act.write);
  try {
    await writeTicket(actorOf(person), ref, write);
    if (act.back) person.former.set(ref, act.back);
    else person.former.delete(ref);
    return { ref, write, marker, outcome: "done", why: "" };
  } catch (error) {
    const { code, title } = toProblem(error, "r-1", Date.now());
    const isLost = error instanceof ActUnclear && error.arrived === "no";
    const outcome = REFUSALS.includes(code) ? "refused" : isLost ? "lost" : "open";
    return { ref, write, marker, outcome, why: `${code}: ${title}` };
  }
}

const LOSSES = [
  { kind: "reset" },
  { kind: "reset", carriedOut: true },
  { kind: "status", status: 500 },
  { kind: "status", status: 500, carriedOut: true },
] as const;

/** The answer to the next write of anybody is lost, before or after it was carried out. */
function loseOne(random: Stream): void {
  const { control } = random.pick([kace, sysaid]);
  control.faults.order({ method: "PUT", path: "*", times: 1, fault: random.pick(LOSSES) });
}

/** Something to do to a ticket, mostly of what it takes, at times of what it does not. */
function choose(ticket: TicketDetail, { random, former }: Person, marker: string): acts.TicketAct {
  const { ref } = ticket;
  const back = former.get(ref);
  if (back !== undefined && random.chance(0.25)) return back;
  const comment = () => acts.toCommentAct(ref, { text: marker, internal: random.chance(0.5) });
  const oneOf = <Choice>(list: readonly Choice[], make: (choice: Choice) => acts.TicketAct) =>
    list.length === 0 ? comment() : make(random.pick(list));
  const closing = ticket.statusChoices.filter(({ kind }) => kind === "closed");
  const makers: (() => acts.TicketAct)[] = [
    comment,
    comment,
    () => acts.toAssignAct(ticket, null),
    () => oneOf(ticket.assigneeChoices, (choice) => acts.toAssignAct(ticket, choice)),
    () => oneOf(ticket.statusChoices, (choice) => acts.toStatusAct(ticket, choice)),
    () => oneOf(ticket.priorityChoices, (choice) => acts.toPriorityAct(ticket, choice)),
    () => {
      const { categoryChoices } = ticket;
      return oneOf(categoryChoices, (one) => acts.toCategoryAct(ticket, one, categoryChoices));
    },
    () => oneOf(ticket.queueChoices, (choice) => acts.toQueueAct(ticket, choice)),
    () => {
      const at = new Date(Date.UTC(2027, 0, random.int(1, 300), 12));
      const due = random.chance(0.3) ? null : at.toISOString();
      return acts.toDueAct(ticket, due, new Date().toISOString());
    },
    () => oneOf(closing, (status) => acts.toCloseAct(ticket, { status, solution: marker })),
    () => acts.toPriorityAct(ticket, { id: "999", label: "None such", kind: null }),
  ];
  return random.pick(makers)();
}

/** So many acts are chosen from one look at the list. */
const ACTS_A_LOOK = 10;

/** Mostly tickets that the person sees; others are tried too, and must not be there. */
function pickTicket(
  { random, viewer }: Person,
  { list, everything }: { list: readonly Ref[]; everything: readonly Ref[] },
): Ref {
  const wanted = viewer.accounts.sysaid && random.chance(SYSAID_SHARE) ? "sysaid" : "kace";
  const seen = list.filter((ref) => splitRef(ref).source === wanted);
  return random.pick(seen.length === 0 || random.chance(0.03) ? everything : seen);
}

async function work(person: Person, everything: readonly Ref[], count: number): Promise<Done[]> {
  const done: Done[] = [];
  let list: Ref[] = [];
  for (let number = 0; number < count; number += 1) {
    if (number % ACTS_A_LOOK === 0) list = await listFor(person);
    const ref = pickTicket(person, { list, everything });
    const marker = `[${person.name} ${processes.indexOf(person.runtime)} ${number}]`;
    const shown = await readTicket(actorOf(person), ref, {}).catch(() => null);
    const act =
      shown === null
        ? acts.toCommentAct(ref, { text: marker, internal: false })
        : choose(TicketDetailResult.parse(shown).ticket, person, marker);
    if (person.random.chance(0.03)) loseOne(person.random);
    done.push(await tryOne(person, act, { ref, marker }));
  }
  return done;
}

/** Reads what changed five times a second, as the process that leads does every twenty seconds. */
async function startDeltas({ store, upstreams }: Runtime): Promise<() => Promise<unknown>> {
  const rhythms = RHYTHMS.filter(({ entity }) => entity === "tickets").map((rhythm) => ({
    ...rhythm,
    deltaMs: rhythm.source === "kace" ? 100 : 500,
  }));
  const index = createIndexWriter(store, REAL_TIMING);
  const syncs = await Promise.all(
    Object.values(upstreams).map(({ source, service }) => {
      const { readers } = service({ load: async () => null, save: async () => undefined });
      return startSourceSync({ source, readers, index, timing: REAL_TIMING, rhythms });
    }),
  );
  return () => Promise.all(syncs.map((sync) => sync.stop()));
}

async function listFor(person: Person): Promise<Ref[]> {
  const query = ListTicketsQuery.parse({ limit: "200", sort: "number" });
  const { rows } = await listTickets(actorOf(person), query);
  return rows.map(({ ref }) => ref).sort();
}

/** What the rules allow: staff everything of their system, others what concerns them or anybody below them, or was copied to them. */
async function allowedTo({ name, viewer }: Person, store: Store): Promise<Ref[]> {
  const rows = await told(store, "tickets");
  const me = company.people.find((one) => one.kace?.userName === name);
  const below = new Set(me && [me.id]);
  for (let size = -1; size !== below.size;) {
    size = below.size;
    for (const one of company.people) if (below.has(one.managerId ?? 0)) below.add(one.id);
  }
  const team = company.people.filter(({ id }) => below.has(id));
  const refs = new Set(
    team.flatMap(({ kace: k, sysaid: s }) => [
      ...(k ? [`kace:user:${k.id}`] : []),
      ...(s ? [`sysaid:user:${s.id}`] : []),
    ]),
  );
  const address = me?.email.toLowerCase() ?? "";
  return rows
    .filter(({ source }) => viewer.accounts[source] !== undefined)
    .filter(
      ({ source, assignee_ref, requester_ref, copied_to }) =>
        viewer.accounts[source]?.role !== "user" ||
        refs.has(assignee_ref ?? "") ||
        refs.has(requester_ref ?? "") ||
        copied_to?.includes(address),
    )
    .map(({ ref }) => ref)
    .sort();
}

test(`${ACTS} random acts leave the index and both systems equal (seed ${SEED})`, async () => {
  const [first] = processes;
  const crew = await Promise.all(
    people.map(async ({ name, process }, at): Promise<Person> => {
      const runtime = processes[process];
      const sources = name === "kim" ? (["kace"] as const) : SOURCES;
      const viewer = await stage.enter(name, sources, runtime);
      const random = createStream(SEED, `${name} ${at}`);
      return { name, runtime, viewer, random, former: new Map() };
    }),
  );
  // Answers that come late are what lets readings overtake each other.
  for (const { control } of [kace, sysaid]) {
    control.faults.order({
      method: "GET",
      path: "*",
      fault: { kind: "delay", ms: 15, carriedOut: true },
    });
  }
  const everything = (await told(first.store, "tickets")).map(({ ref }) => ref);
  const stopDeltas = await startDeltas(first);
  const each = await Promise.all(crew.map((one) => work(one, everything, ACTS / crew.length)));
  await stopDeltas();
  const done = each.flat();
  expect(done.filter(({ outcome }) => outcome === "open")).toEqual([]);
  expect(done).toHaveLength(ACTS);
  expect(done.filter(({ outcome }) => outcome === "lost").length).toBeGreaterThan(0);

  stage.appliances().clearFaults();
  const fresh = await readAnew(first, stage.appliances());
  stops.push(() => fresh.stop());
  expect(await told(first.store, "tickets")).toEqual(await told(fresh.store, "tickets"));
  expect(await told(first.store, "ticket_events")).toEqual(
    await told(fresh.store, "ticket_events"),
  );
  const said = JSON.stringify([
    await told(fresh.store, "ticket_events"),
    await told(fresh.store, "tickets"),
  ]);
  for (const { write, outcome, marker } of done) {
    if (write.act !== "comment") continue;
    expect(said.split(marker).length - 1, marker).toBe(outcome === "done" ? 1 : 0);
  }
  for (const person of crew) {
    expect(await listFor(person), person.name).toEqual(await allowedTo(person, fresh.store));
  }
}, 300_000);
