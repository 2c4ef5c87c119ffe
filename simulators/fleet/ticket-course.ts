import type { Person, RealDevice, TicketStep } from "./model";
import type { Stream } from "./random";
import type { TicketKind } from "./templates/tickets";
import type { Calendar } from "./ticket-calendar";
import type { Arrival } from "./ticket-plan";
import type { Scene } from "./ticket-words";

/** Where a ticket stands, before either system puts its own word to it. */
export type State =
  | "new"
  | "approval"
  | "open"
  | "waitingUser"
  | "waitingVendor"
  | "answered"
  | "reopened"
  | "closed"
  | "rejected";

/** What one system calls things, and who works there. */
export interface Desk {
  stateLabel(state: State, kind: TicketKind): string;
  priorityLabel(level: number): string;
  /** Queue or group by its id. */
  queueLabel(queueId: number): string;
  owners(queueId: number): readonly Person[];
  /** Where it goes when the first line does not solve it; the same id where there is no second. */
  escalate(queueId: number, topic: string, siteId: number): number;
  personLabel(person: Person): string;
}

export interface Life {
  state: State;
  owner: Person | null;
  queueId: number;
  /** 1 most urgent to 5. */
  level: number;
  approval: "" | "pending" | "approved" | "rejected";
  resolution: string;
  closedAt: number | null;
  dueAt: number | null;
  isManualDueDate: boolean;
  reopened: number;
  steps: TicketStep[];
}

export interface LifeInput {
  arrival: Arrival;
  kind: TicketKind;
  topic: string;
  scene: Scene;
  device: RealDevice | null;
  queueId: number;
  level: number;
  now: number;
  calendar: Calendar;
  desk: Desk;
  agent: Person | undefined;
}

/** One ticket being lived: steps are refused once they lie after "now". */
export interface Course {
  input: LifeInput;
  life: Life;
  stream: Stream;
  clock: number;
}

/** Moves the clock to `at` in working hours, never backwards. False when that is not yet past. */
export function advance(course: Course, at: number): boolean {
  const { input, clock } = course;
  const moment = Math.max(
    input.calendar.toWorkingHours(input.arrival.siteId, Math.round(at)),
    clock + 60_000,
  );
  if (moment >= input.now) return false;
  course.clock = moment;
  return true;
}

export function addStep(
  course: Course,
  person: Person,
  step: Omit<TicketStep, "at" | "personId">,
): void {
  course.life.steps.push({ at: course.clock, personId: person.id, ...step });
}

export function setState(course: Course, state: State, person: Person): void {
  const { life, input } = course;
  const [before, after] = [
    input.desk.stateLabel(life.state, input.kind),
    input.desk.stateLabel(state, input.kind),
  ];
  life.state = state;
  if (before !== after) addStep(course, person, { kind: "status", text: "", before, after });
}

export function assign(course: Course, owner: Person, by: Person): void {
  const { life, input } = course;
  const before = life.owner ? input.desk.personLabel(life.owner) : "";
  if (life.owner === owner) return;
  life.owner = owner;
  addStep(course, by, { kind: "assign", text: "", before, after: input.desk.personLabel(owner) });
}
