import type { Person } from "./model";
import type { Stream } from "./random";
import { AGENT_COMMENTS, INTERNAL_NOTES, USER_REPLIES } from "./templates/tickets";
import {
  addStep,
  advance,
  assign,
  setState,
  type Course,
  type Life,
  type LifeInput,
} from "./ticket-course";
import { dueHoursOf } from "./ticket-plan";
import { chooseResolution, fillTemplate } from "./ticket-words";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function chooseOwner(course: Course): Person {
  const { input, stream, life } = course;
  if (input.arrival.part?.startsWith("agent") && input.agent) return input.agent;
  return stream.pick(input.desk.owners(life.queueId));
}

/** How long it takes from the first answer to the solution, ms. */
function drawEffort(level: number, stream: Stream): number {
  const mean = stream.weighted([
    [0.17, 35],
    [1.4, 44],
    [5.5, 18],
    [22, 3],
  ]);
  const haste = [0.3, 0.5, 0.8, 1, 1.7][level - 1] ?? 1;
  return stream.exponential(mean * haste * DAY_MS) + 5 * 60_000;
}

/** Asks the requester's manager. False when the answer stands out or is no. */
function passApproval(course: Course): boolean {
  const { input, life, stream } = course;
  const { boss, requester } = input.scene;
  const isStuckForDemo = input.arrival.part === "teamApproval";
  const needed =
    isStuckForDemo ||
    (input.kind === "change"
      ? stream.chance(0.9)
      : input.kind === "request" && stream.chance(0.28));
  if (!needed) return true;
  if (!advance(course, course.clock + stream.exponential(HOUR_MS))) return false;
  life.approval = "pending";
  setState(course, "approval", requester);
  const stuck = isStuckForDemo || (input.arrival.staysOpen && stream.chance(0.4));
  if (stuck || !advance(course, course.clock + stream.exponential(1.1 * DAY_MS))) return false;
  const judge = boss ?? requester;
  const accepted = input.arrival.staysOpen || stream.chance(0.94);
  life.approval = accepted ? "approved" : "rejected";
  addStep(course, judge, {
    kind: "comment",
    text: accepted ? "Approved." : "Not this year, sorry. The budget is used up.",
  });
  if (accepted) setState(course, "new", judge);
  else closeTicket(course, "rejected", judge, "Rejected by the manager.");
  return accepted;
}

/** The first agent takes it. False when nobody has yet. */
function takeOver(course: Course): boolean {
  const { input, life, stream } = course;
  const ignored =
    input.arrival.staysOpen && !input.arrival.part?.startsWith("agent") && stream.chance(0.17);
  const wait = stream.exponential((life.level <= 2 ? 0.7 : 3.5) * HOUR_MS);
  if (ignored || !advance(course, course.clock + wait)) return false;
  const owner = chooseOwner(course);
  assign(course, owner, stream.chance(0.5) ? owner : stream.pick(input.desk.owners(life.queueId)));
  setState(course, "open", owner);
  return true;
}

function escalate(course: Course): void {
  const { input, life, stream } = course;
  const { owner } = life;
  if (!owner) return;
  const next = input.desk.escalate(life.queueId, input.topic, input.arrival.siteId);
  if (next !== life.queueId) {
    const before = input.desk.queueLabel(life.queueId);
    life.queueId = next;
    addStep(course, owner, { kind: "queue", text: "", before, after: input.desk.queueLabel(next) });
  }
  if (stream.chance(0.5))
    addStep(course, owner, { kind: "internal", text: stream.pick(INTERNAL_NOTES) });
  assign(course, chooseOwner(course), owner);
}

function changePriority(course: Course): void {
  const { input, life, stream } = course;
  const level = Math.min(5, Math.max(1, life.level + (stream.chance(0.7) ? -1 : 1)));
  const [before, after] = [input.desk.priorityLabel(life.level), input.desk.priorityLabel(level)];
  if (before === after || !life.owner) return;
  life.level = level;
  addStep(course, life.owner, { kind: "priority", text: "", before, after });
}

/** An agent writes; the requester may answer, and the ticket may wait meanwhile. */
function talk(course: Course, isLast: boolean): void {
  const { input, life, stream } = course;
  const { owner } = life;
  if (!owner) return;
  if (stream.chance(0.16)) escalate(course);
  if (stream.chance(0.06)) changePriority(course);
  const agent = life.owner ?? owner;
  addStep(course, agent, {
    kind: "comment",
    text: fillTemplate(stream.pick(AGENT_COMMENTS), input.scene, stream),
  });
  if (stream.chance(0.2))
    addStep(course, agent, { kind: "internal", text: stream.pick(INTERNAL_NOTES) });
  if (stream.chance(0.3))
    addStep(course, agent, { kind: "work", text: "Analysis", minutes: 5 * stream.int(1, 18) });
  const waits = stream.chance(input.arrival.staysOpen && isLast ? 0.55 : 0.35);
  if (waits) setState(course, stream.chance(0.7) ? "waitingUser" : "waitingVendor", agent);
  if ((isLast && input.arrival.staysOpen && stream.chance(0.7)) || stream.chance(0.25)) return;
  if (!advance(course, course.clock + stream.exponential(6 * HOUR_MS))) return;
  addStep(course, input.scene.requester, {
    kind: "comment",
    text: fillTemplate(stream.pick(USER_REPLIES), input.scene, stream),
  });
  if (waits) setState(course, stream.chance(0.4) ? "answered" : "open", input.scene.requester);
}

function closeTicket(
  course: Course,
  state: "closed" | "rejected",
  person: Person,
  resolution: string,
): void {
  course.life.resolution = resolution;
  course.life.closedAt = course.clock;
  setState(course, state, person);
}

function finish(course: Course, at: number): void {
  const { input, life, stream } = course;
  const { owner } = life;
  if (!owner || !advance(course, at)) return;
  const resolution = chooseResolution(input.topic, stream);
  if (stream.chance(0.4)) addStep(course, owner, { kind: "comment", text: resolution });
  if (stream.chance(0.35))
    addStep(course, owner, { kind: "work", text: resolution, minutes: 5 * stream.int(1, 40) });
  closeTicket(course, "closed", owner, resolution);
}

function reopen(course: Course): void {
  const { input, life, stream } = course;
  if (life.state !== "closed" || !stream.chance(0.06)) return;
  if (!advance(course, course.clock + stream.exponential(2.5 * DAY_MS))) return;
  life.reopened += 1;
  life.closedAt = null;
  addStep(course, input.scene.requester, {
    kind: "comment",
    text: "It is back again, please reopen.",
  });
  setState(course, "reopened", input.scene.requester);
  finish(course, course.clock + drawEffort(life.level, stream));
}

/** Work between the first answer and the end, spread over the effort. */
function work(course: Course): void {
  const { input, life, stream } = course;
  const { staysOpen, at } = input.arrival;
  const age = input.now - at;
  const effort = staysOpen
    ? Math.min(age * 0.95, stream.exponential(18 * DAY_MS) + DAY_MS)
    : drawEffort(life.level, stream);
  const begin = course.clock;
  const rounds = Math.min(7, Math.floor(stream.exponential(effort > DAY_MS ? 2.1 : 1.1)));
  const places = Array.from({ length: rounds }, () => stream.next()).sort((a, b) => a - b);
  for (const [index, place] of places.entries()) {
    if (!advance(course, begin + place * effort)) return;
    talk(course, index === places.length - 1);
  }
  if (staysOpen) return;
  finish(course, begin + effort);
  reopen(course);
}

function setDueDate(course: Course): void {
  const { input, life, stream } = course;
  const { at, staysOpen, part } = input.arrival;
  const mustBeLate = part === "teamLate" || part === "agentLate";
  const none = stream.chance(0.14);
  const term = dueHoursOf(input.level) * HOUR_MS;
  const moved = stream.chance(staysOpen ? 0.45 : 0.05);
  const later = stream.int(-6 * 24, 21 * 24) * HOUR_MS;
  if (mustBeLate) life.dueAt = at + Math.min(term, (input.now - at) * 0.6);
  else if (moved)
    life.dueAt = staysOpen ? Math.max(at + HOUR_MS, input.now + later) : at + term * 2;
  else life.dueAt = none ? null : at + term;
  if (life.dueAt !== null) life.dueAt = Math.round(life.dueAt);
  life.isManualDueDate = moved && !mustBeLate;
}

/** Lives one ticket from its arrival to its end or to "now", whichever comes first. */
export function liveTicket(input: LifeInput, stream: Stream): Life {
  const life: Life = {
    state: "new",
    owner: null,
    queueId: input.queueId,
    level: input.level,
    approval: "",
    resolution: "",
    closedAt: null,
    dueAt: null,
    isManualDueDate: false,
    reopened: 0,
    steps: [],
  };
  const course: Course = { input, life, stream, clock: input.arrival.at };
  const onBehalf = stream.chance(0.08)
    ? stream.pick(input.desk.owners(input.queueId))
    : input.scene.requester;
  addStep(course, onBehalf, { kind: "created", text: "" });
  setDueDate(course);
  if (passApproval(course) && takeOver(course)) work(course);
  return life;
}
