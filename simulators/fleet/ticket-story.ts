import type { Person, RealDevice } from "./model";
import { elementAt, type Stream } from "./random";
import { chooseDevice, chooseRequester, type SystemCast } from "./ticket-cast";
import type { Calendar } from "./ticket-calendar";
import type { Desk, Life } from "./ticket-course";
import { liveTicket } from "./ticket-life";
import type { Arrival } from "./ticket-plan";
import { chooseTemplate, writeTicket, type Scene } from "./ticket-words";
import type { TicketKind, TicketTemplate } from "./templates/tickets";

/** All that one system's tickets have in common. */
export interface Newsroom {
  system: SystemCast;
  desk: Desk;
  calendar: Calendar;
  now: number;
  stream: Stream;
  kinds: readonly (readonly [TicketKind, number])[];
  /** The queue or group that a topic first comes to. */
  firstQueue(template: TicketTemplate, siteId: number): number;
}

export interface Story {
  arrival: Arrival;
  kind: TicketKind;
  topic: string;
  title: string;
  body: string;
  requester: Person;
  device: RealDevice | null;
  life: Life;
}

const LEVELS = [
  [1, 2],
  [2, 8],
  [3, 20],
  [4, 54],
  [5, 16],
] as const;

/** Tells one ticket from end to end: who, about what, and how it went. */
export function tellStory(arrival: Arrival, room: Newsroom): Story {
  const { system, stream } = room;
  const kind = arrival.part === "teamApproval" ? "request" : stream.weighted(room.kinds);
  const template = chooseTemplate(kind, stream);
  const requester = chooseRequester(arrival, kind, system, stream);
  const device = chooseDevice(template.topic, requester, system, stream);
  const boss = requester.managerId === null ? undefined : system.byId(requester.managerId);
  const local = system.requestersBySite.get(requester.siteId) ?? system.agents;
  const scene: Scene = {
    requester,
    boss,
    colleague: stream.pick(local),
    device,
    siteId: requester.siteId,
  };
  const { title, body } = writeTicket(template, scene, stream);
  const life = liveTicket(
    {
      arrival,
      kind,
      topic: template.topic,
      scene,
      device,
      queueId: room.firstQueue(template, requester.siteId),
      level: stream.weighted(LEVELS),
      now: room.now,
      calendar: room.calendar,
      desk: room.desk,
      agent: system.agent,
    },
    stream,
  );
  return { arrival, kind, topic: template.topic, title, body, requester, device, life };
}

export function lastStepAt(life: Life): number {
  return elementAt(life.steps, life.steps.length - 1).at;
}
