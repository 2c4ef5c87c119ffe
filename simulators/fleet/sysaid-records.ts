import type { FleetOptions, SysaidAsset, SysaidCi, SysaidRecord, SrType } from "./model";
import { createStream, type Stream } from "./random";
import { SITE_PLANS } from "./templates/places";
import { SYSAID_CATEGORIES, SYSAID_GROUPS, SYSAID_LISTS } from "./templates/sysaid-lists";
import type { TicketKind } from "./templates/tickets";
import type { Calendar } from "./ticket-calendar";
import type { SystemCast } from "./ticket-cast";
import type { Desk, State } from "./ticket-course";
import type { Arrival } from "./ticket-plan";
import { lastStepAt, tellStory, type Newsroom, type Story } from "./ticket-story";

const DAY_MS = 86_400_000;
const SERVICE_DESK_ID = 10;
const KINDS: Newsroom["kinds"] = [
  ["incident", 63],
  ["request", 30],
  ["problem", 2],
  ["change", 5],
];

const SR_TYPES: Record<TicketKind, SrType> = { incident: 1, request: 10, problem: 6, change: 4 };

/** Status ids of a default tenant; kinds that name none of their own use the incident's. */
const STATUS_IDS: Record<TicketKind, Partial<Record<State, number>>> = {
  incident: {
    new: 1,
    approval: 23,
    open: 2,
    waitingUser: 5,
    waitingVendor: 6,
    answered: 31,
    reopened: 8,
    closed: 3,
    rejected: 3,
  },
  request: { new: 1, open: 33, closed: 34, rejected: 35 },
  problem: { new: 27, open: 30, waitingVendor: 32, closed: 28, rejected: 29 },
  change: {
    new: 18,
    open: 24,
    waitingUser: 22,
    waitingVendor: 25,
    answered: 24,
    closed: 21,
    rejected: 20,
  },
};

const GROUP_OF_TOPIC: Record<string, number> = {
  hardware: 11,
  battery: 11,
  screen: 11,
  printer: 11,
  phone: 11,
  order: 11,
  install: 11,
  office: 11,
  email: 12,
  server: 12,
  storage: 12,
  network: 13,
  vpn: 13,
  erp: 14,
  business: 14,
  security: 16,
  permission: 10,
  account: 10,
};

const EUROPE = new Set(
  SITE_PLANS.flatMap((site, index) => (site.zone.startsWith("Europe/") ? [index + 1] : [])),
);
const FIELD_SERVICE_ID = 15;

function statusIdOf(state: State, kind: TicketKind): number {
  return STATUS_IDS[kind][state] ?? STATUS_IDS.incident[state] ?? 1;
}

const CAPTIONS = new Map(
  SYSAID_LISTS.status?.values.map((value) => [Number(value.id), value.caption]),
);
const PRIORITIES = SYSAID_LISTS.priority?.values.map((value) => value.caption) ?? [];

function createDesk(system: SystemCast): Desk {
  const byGroup = new Map(
    SYSAID_GROUPS.map(({ id }) => [
      id,
      system.agents.filter((person) => person.sysaid?.groupIds.includes(id)),
    ]),
  );
  return {
    stateLabel: (state, kind) => CAPTIONS.get(statusIdOf(state, kind)) ?? "",
    priorityLabel: (level) => PRIORITIES[level - 1] ?? "",
    queueLabel: (id) => SYSAID_GROUPS.find((group) => group.id === id)?.name ?? "",
    owners: (id) => {
      const members = byGroup.get(id) ?? [];
      return members.length > 0 ? members : system.agents;
    },
    escalate: (id, topic, siteId) => {
      const next = GROUP_OF_TOPIC[topic] ?? id;
      return next === 11 && EUROPE.has(siteId) ? FIELD_SERVICE_ID : next;
    },
    personLabel: (person) => person.sysaid?.displayName ?? `${person.firstName} ${person.lastName}`,
  };
}

function chooseFirstGroup(topic: string, stream: Stream): number {
  const direct = stream.chance(0.35);
  return direct
    ? (GROUP_OF_TOPIC[topic] ?? SERVICE_DESK_ID)
    : stream.weighted([
        [SERVICE_DESK_ID, 8],
        [1, 2],
      ]);
}

function copyTo(system: SystemCast, story: Story, stream: Stream): string {
  if (!stream.chance(0.1)) return "";
  const local = system.requestersBySite.get(story.requester.siteId) ?? [];
  return local.length > 0 ? stream.pick(local).email : "";
}

function chooseCategory(topic: string, stream: Stream): SysaidRecord["category"] {
  const path = SYSAID_CATEGORIES[topic] ?? ["Other", "Other", "Other"];
  const depth = stream.weighted([
    [3, 80],
    [2, 14],
    [1, 6],
  ]);
  if (depth === 1) return [path[0]];
  return depth === 2 ? [path[0], path[1]] : [...path];
}

/** A closed record is verified now and then, and a duplicate merged away rarely. */
function finalStatus(story: Story, stream: Stream): number {
  const draw = stream.next();
  const status = statusIdOf(story.life.state, story.kind);
  if (status === 3 && draw < 0.25) return 4;
  if (status === 3 && draw < 0.265) return 40;
  return status === 34 && draw < 0.04 ? 36 : status;
}

export interface SysaidRecordInput {
  arrivals: readonly Arrival[];
  system: SystemCast;
  assets: readonly SysaidAsset[];
  cis: readonly SysaidCi[];
  calendar: Calendar;
  options: FleetOptions;
}

function describeRecord(story: Story, stream: Stream) {
  const { life, requester } = story;
  const urgency = Math.min(5, Math.max(1, life.level + stream.int(-1, 1)));
  return {
    srType: SR_TYPES[story.kind],
    title: stream.chance(0.04) ? `${story.title} ` : story.title,
    description: story.body,
    solution: life.resolution,
    status: finalStatus(story, stream),
    priority: life.level,
    urgency,
    impact: Math.min(4, Math.max(1, life.level + stream.int(-1, 0))),
    category: chooseCategory(story.topic, stream),
    requestUserId: requester.sysaid?.id ?? 0,
    responsibilityId: life.owner?.sysaid?.id ?? 0,
    assignedGroupId: life.queueId,
    location: requester.sysaid?.location ?? "",
    department: requester.sysaid?.department ?? "",
    source: stream.weighted([
      [4, 50],
      [2, 30],
      [1, 15],
      [0, 5],
    ]),
  };
}

/** SysAid's service records, ids ascending with the time of creation. */
export function generateSysaidRecords(input: SysaidRecordInput): SysaidRecord[] {
  const { system, options } = input;
  const stream = createStream(options.seed, "sysaid records");
  const assetByDevice = new Map(input.assets.map((asset) => [asset.deviceId, asset.id]));
  const ciByDevice = new Map(
    input.cis.flatMap((ci) => (ci.deviceId === null ? [] : [[ci.deviceId, ci.id] as const])),
  );
  const room: Newsroom = {
    system,
    desk: createDesk(system),
    calendar: input.calendar,
    now: options.now,
    stream,
    kinds: KINDS,
    firstQueue: ({ topic }) => chooseFirstGroup(topic, stream),
  };
  return input.arrivals.map((arrival, index) => {
    const story = tellStory(arrival, room);
    const { life, device } = story;
    const isOld = life.closedAt !== null && options.now - life.closedAt > 365 * DAY_MS;
    return {
      id: index + 1,
      ...describeRecord(story, stream),
      computerId: device ? (assetByDevice.get(device.id) ?? "") : "",
      ciId: device ? (ciByDevice.get(device.id) ?? 0) : 0,
      cc: copyTo(system, story, stream),
      insertTime: arrival.at,
      updateTime: lastStepAt(life),
      closeTime: life.closedAt,
      dueDate: life.dueAt,
      reopenCounter: life.reopened,
      archived: isOld && stream.chance(0.25),
      steps: life.steps,
    };
  });
}

/** Every category path that records use: the tree that SysAid offers. */
export function listSysaidCategories(): [string, string, string][] {
  return Object.values(SYSAID_CATEGORIES).map(([first, second, third]) => [first, second, third]);
}
