import type { FleetOptions, KaceAsset, KaceMachine, KaceQueue, KaceTicket, Person } from "./model";
import { createStream, elementAt, FleetError, type Stream } from "./random";
import { SHARES } from "./shares";
import { QUEUE_OF_TOPIC, QUEUE_PLANS } from "./templates/kace-queues";
import type { Calendar } from "./ticket-calendar";
import type { SystemCast } from "./ticket-cast";
import type { Desk, Life, State } from "./ticket-course";
import type { Arrival } from "./ticket-plan";
import { lastStepAt, tellStory, type Newsroom, type Story } from "./ticket-story";

const DAY_MS = 86_400_000;
const SERVICE_DESK_ID = 1;
const KINDS: Newsroom["kinds"] = [
  ["incident", 64],
  ["request", 36],
];

const STATE_NAMES: Record<State, string> = {
  new: "New",
  approval: "New",
  open: "Opened",
  waitingUser: "Waiting on Customer",
  waitingVendor: "Waiting on Third Party",
  answered: "Opened",
  reopened: "Reopened",
  closed: "Closed",
  rejected: "Closed",
};

/** Queues with their owners: agents by turns, the demo's agent in each. */
export function staffQueues(
  agents: readonly Person[],
  agent: Person | undefined,
  seed: number,
): KaceQueue[] {
  const stream = createStream(seed, "kace queues");
  const shares = new Map([
    [1, 0.75],
    [3, 0.5],
    [4, 0.15],
    [5, 0.2],
  ]);
  return QUEUE_PLANS.map((plan) => {
    const chosen = agents.filter(
      (person) => person === agent || stream.chance(shares.get(plan.id) ?? 0.3),
    );
    const ids = chosen.map((person) => person.kace?.id ?? 0).filter((id) => id > 0);
    const categories = plan.categories.map((category) => ({
      ...category,
      defaultOwnerId: stream.chance(0.3) && ids.length > 0 ? stream.pick(ids) : 0,
    }));
    return { ...plan, categories, ownerKaceUserIds: ids };
  });
}

function findQueue(queues: readonly KaceQueue[], id: number): KaceQueue {
  const queue = queues.find((known) => known.id === id);
  if (!queue) throw new FleetError(`no queue ${id}`);
  return queue;
}

/** Five levels become the three that KACE's queues have. */
const toPlace = (level: number) => (level <= 2 ? 0 : level <= 4 ? 1 : 2);

function createDesk(queues: readonly KaceQueue[], agents: readonly Person[]): Desk {
  const owners = new Map(
    queues.map((queue) => [
      queue.id,
      agents.filter((person) => queue.ownerKaceUserIds.includes(person.kace?.id ?? -1)),
    ]),
  );
  return {
    stateLabel: (state) => STATE_NAMES[state],
    priorityLabel: (level) => ["High", "Medium", "Low"][toPlace(level)] ?? "",
    queueLabel: (id) => findQueue(queues, id).name,
    owners: (id) => owners.get(id) ?? agents,
    escalate: (id, topic) => (id === SERVICE_DESK_ID && topic === "business" ? 3 : id),
    personLabel: (person) => person.kace?.fullName ?? `${person.firstName} ${person.lastName}`,
  };
}

function fillCustom(queue: KaceQueue, at: number, stream: Stream): Record<number, string> {
  const custom: Record<number, string> = {};
  for (const field of queue.customFields) {
    if (!field.required && stream.chance(0.4)) continue;
    if (field.type === "date")
      custom[field.index] = new Date(at + stream.int(3, 40) * DAY_MS).toISOString().slice(0, 10);
    else if (field.type === "number") custom[field.index] = String(stream.int(0, 3));
    else if (field.type === "notes") custom[field.index] = "Leave it at the reception.";
    else if (field.values.length > 0) custom[field.index] = stream.pick(field.values);
    else
      custom[field.index] =
        field.label === "Room"
          ? `${stream.int(0, 4)}.${stream.int(10, 48)}`
          : `4${stream.int(100, 799)}`;
  }
  return custom;
}

/** Mail in HTML becomes HTML in KACE; the rest is plain text. */
function formatBody(text: string, stream: Stream): string {
  return stream.chance(0.35) ? `<p>${text.replaceAll("\n", "</p>\n<p>")}</p>` : text;
}

function copyTo(system: SystemCast, story: Story, stream: Stream): string {
  if (!stream.chance(0.12)) return "";
  const boss =
    story.requester.managerId === null ? undefined : system.byId(story.requester.managerId);
  const local = system.requestersBySite.get(story.requester.siteId) ?? [];
  const people = [boss, local.length > 0 && stream.chance(0.5) ? stream.pick(local) : undefined];
  return people
    .flatMap((person) => (person ? [person.email] : []))
    .join(stream.chance(0.5) ? "," : ", ");
}

interface Links {
  machineByDevice: Map<number, KaceMachine>;
  assetByMachine: Map<number, number>;
}

/** The newest record of each device, and the device assets by machine. */
function linkRecords(machines: readonly KaceMachine[], assets: readonly KaceAsset[]): Links {
  const machineByDevice = new Map<number, KaceMachine>();
  for (const machine of machines) {
    if (!machineByDevice.has(machine.deviceId)) machineByDevice.set(machine.deviceId, machine);
  }
  const mapped = assets.filter((asset) => asset.mappedId > 0);
  return {
    machineByDevice,
    assetByMachine: new Map(mapped.map((asset) => [asset.mappedId, asset.id])),
  };
}

function idsOf(queue: KaceQueue, life: Life, stream: Stream, topic: string) {
  const [, categoryIds] = QUEUE_OF_TOPIC[topic] ?? [SERVICE_DESK_ID, [2]];
  const own = categoryIds.filter((id) => queue.categories.some((category) => category.id === id));
  const status = queue.statuses.find((known) => known.name === STATE_NAMES[life.state]);
  return {
    statusId: status?.id ?? 0,
    priorityId: elementAt(queue.priorities, toPlace(life.level)).id,
    categoryId: own.length > 0 ? stream.pick(own) : elementAt(queue.categories, 0).id,
    impactId: stream.weighted(
      queue.impacts.map((impact) => [impact.id, impact.ordinal + 1] as const),
    ),
  };
}

/** Some records lose what they point at, as queues are merged and accounts deleted. */
function breakRelations(ticket: KaceTicket, stream: Stream): KaceTicket {
  if (!stream.chance(SHARES.brokenRelation)) return ticket;
  return {
    ...ticket,
    statusId: 0,
    ownerKaceUserId: 0,
    submitterKaceUserId: stream.chance(0.5) ? 0 : ticket.submitterKaceUserId,
    machineId: 0,
    assetId: 0,
  };
}

const RELATED_EACH = 20;

/** Now and then somebody names the ticket before as related. */
function relatedOf(id: number): Pick<KaceTicket, "relatedIds"> {
  return id % RELATED_EACH === 0 ? { relatedIds: [id - 1] } : {};
}

export interface KaceTicketInput {
  arrivals: readonly Arrival[];
  system: SystemCast;
  queues: readonly KaceQueue[];
  machines: readonly KaceMachine[];
  assets: readonly KaceAsset[];
  calendar: Calendar;
  options: FleetOptions;
}

/** KACE's tickets, ids ascending with the time of creation. */
export function generateKaceTickets(input: KaceTicketInput): KaceTicket[] {
  const { system, queues, options } = input;
  const stream = createStream(options.seed, "kace tickets");
  const links = linkRecords(input.machines, input.assets);
  const room: Newsroom = {
    system,
    desk: createDesk(queues, system.agents),
    calendar: input.calendar,
    now: options.now,
    stream,
    kinds: KINDS,
    firstQueue: ({ topic }) => QUEUE_OF_TOPIC[topic]?.[0] ?? SERVICE_DESK_ID,
  };
  return input.arrivals.map((arrival, index) => {
    const story = tellStory(arrival, room);
    const { life, requester, device } = story;
    const queue = findQueue(queues, life.queueId);
    const machineId = device ? (links.machineByDevice.get(device.id)?.id ?? 0) : 0;
    const ticket: KaceTicket = {
      id: index + 1,
      queueId: queue.id,
      title: story.title,
      summary: formatBody(story.body, stream),
      resolution: life.resolution === "" ? "" : formatBody(life.resolution, stream),
      ...idsOf(queue, life, stream, story.topic),
      submitterKaceUserId: requester.kace?.id ?? 0,
      ownerKaceUserId: life.owner?.kace?.id ?? 0,
      machineId,
      assetId: links.assetByMachine.get(machineId) ?? 0,
      ccList: copyTo(system, story, stream),
      createdAt: arrival.at,
      modifiedAt: lastStepAt(life),
      dueAt: life.dueAt,
      isManualDueDate: life.isManualDueDate,
      approval: life.approval,
      custom: fillCustom(queue, arrival.at, stream),
      ...relatedOf(index + 1),
      steps: life.steps,
    };
    return breakRelations(ticket, stream);
  });
}
