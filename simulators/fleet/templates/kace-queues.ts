import type { KaceQueue } from "../model";

type Status = KaceQueue["statuses"][number];
type State = Status["state"];

const STATUS_STATES: readonly (readonly [string, State])[] = [
  ["New", "stalled"],
  ["Opened", "opened"],
  ["Reopened", "opened"],
  ["Closed", "closed"],
  ["Need More Info", "stalled"],
  ["Waiting Overdue", "stalled"],
  ["Waiting on Customer", "stalled"],
  ["Waiting on Third Party", "stalled"],
];

/** Ids of the first queue, where names were made in another order than they are shown. */
const FIRST_QUEUE_STATUS_IDS = [4, 1, 5, 2, 3, 6, 7, 8];

const statuses = (ids: readonly number[]): Status[] =>
  STATUS_STATES.map(([name, state], index) => ({
    id: ids[index] ?? 0,
    name,
    ordinal: index === 3 ? 3 : index,
    state,
  }));

const from = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => first + index);

const priority = (
  id: number,
  name: string,
  ordinal: number,
  times: readonly [color: string, resolutionHours: number],
) => ({
  id,
  name,
  ordinal,
  color: times[0],
  resolutionMinutes: times[1] * 60,
  escalationMinutes: times[1] * 30,
  // What cannot wait is promised around the clock.
  inBusinessHours: times[1] > 4,
});

const categories = (entries: readonly (readonly [number, string])[]): KaceQueue["categories"] =>
  entries.map(([id, name], ordinal) => ({ id, name, ordinal, defaultOwnerId: 0 }));

const impacts = (ids: readonly number[]): KaceQueue["impacts"] => [
  { id: ids[1] ?? 0, name: "Many people cannot work", ordinal: 0 },
  { id: ids[3] ?? 0, name: "Many people inconvenienced", ordinal: 1 },
  { id: ids[0] ?? 0, name: "1 person cannot work", ordinal: 2 },
  { id: ids[2] ?? 0, name: "1 person inconvenienced", ordinal: 3 },
];

/**
 * Four queues. Ids of statuses, priorities, categories and impacts run over all queues in the order
 * of making, so that the same word has another id in each; those of queues 1 and 3 agree with
 * recorded answers where they show them.
 */
export const QUEUE_PLANS: readonly Omit<KaceQueue, "ownerKaceUserIds">[] = [
  {
    id: 1,
    name: "IT Service Desk",
    statuses: statuses(FIRST_QUEUE_STATUS_IDS),
    priorities: [
      priority(2, "High", 0, ["red", 8]),
      priority(1, "Medium", 1, ["", 72]),
      priority(3, "Low", 2, ["gray", 240]),
    ],
    categories: categories([
      [1, "Network"],
      [2, "Other"],
      [3, "Hardware"],
      [4, "Software"],
      [20, "Account::Sign-in"],
      [21, "Account::Permissions"],
      [22, "Server::Operation"],
      [23, "Server::Backup"],
      [24, "Security"],
      [25, "Software::ERP"],
      [26, "Network::VPN"],
    ]),
    impacts: impacts([1, 2, 3, 4]),
    customFields: [
      { index: 1, label: "Cost centre", type: "text", values: [], required: false },
      {
        index: 2,
        label: "Floor",
        type: "select",
        values: ["Ground", "1", "2", "3", "4"],
        required: false,
      },
      {
        index: 5,
        label: "Working from home",
        type: "checkbox",
        values: ["0", "1"],
        required: false,
      },
    ],
  },
  {
    id: 3,
    allowDelete: true,
    name: "Hardware",
    statuses: statuses(from(9, 8)),
    priorities: [
      priority(4, "High", 0, ["red", 24]),
      priority(5, "Medium", 1, ["", 120]),
      priority(6, "Low", 2, ["gray", 400]),
    ],
    categories: categories([
      [5, "Software"],
      [6, "Notebook"],
      [7, "Desktop"],
      [8, "Printer"],
      [9, "Monitor and dock"],
      [10, "Phone"],
      [11, "Order"],
    ]),
    impacts: impacts([5, 6, 7, 8]),
    customFields: [
      { index: 1, label: "Asset tag", type: "text", values: [], required: false },
      { index: 3, label: "Warranty case", type: "checkbox", values: ["0", "1"], required: false },
      {
        index: 4,
        label: "Accessories",
        type: "multiselect",
        values: ["Charger", "Dock", "Headset", "Bag"],
        required: false,
      },
      { index: 6, label: "Delivery notes", type: "notes", values: [], required: false },
    ],
  },
  {
    id: 4,
    name: "Facilities",
    statuses: statuses(from(17, 8)),
    priorities: [
      priority(7, "Danger", 0, ["red", 4]),
      priority(8, "Normal", 1, ["", 120]),
      priority(9, "When possible", 2, ["gray", 720]),
    ],
    categories: categories([
      [12, "Repair"],
      [13, "Climate"],
      [14, "Access and keys"],
      [15, "Move"],
    ]),
    impacts: impacts([9, 10, 11, 12]),
    customFields: [{ index: 1, label: "Room", type: "text", values: [], required: true }],
  },
  {
    id: 5,
    name: "HR Onboarding",
    statuses: statuses(from(25, 8)),
    priorities: [
      priority(10, "High", 0, ["red", 48]),
      priority(11, "Medium", 1, ["", 160]),
      priority(12, "Low", 2, ["gray", 480]),
    ],
    categories: categories([
      [16, "Joiner"],
      [17, "Mover"],
      [18, "Leaver"],
      [19, "Training"],
    ]),
    impacts: impacts([13, 14, 15, 16]),
    customFields: [
      { index: 1, label: "Start date", type: "date", values: [], required: true },
      {
        index: 2,
        label: "Equipment package",
        type: "select",
        values: ["Standard", "Engineering", "Shop floor", "None"],
        required: true,
      },
      { index: 3, label: "Badge needed", type: "checkbox", values: ["0", "1"], required: false },
      { index: 4, label: "Number of monitors", type: "number", values: [], required: false },
    ],
  },
];

/** Where a topic goes: queue id and category ids to choose from. */
export const QUEUE_OF_TOPIC: Record<
  string,
  readonly [queueId: number, categoryIds: readonly number[]]
> = {
  hardware: [3, [6, 7]],
  battery: [3, [6]],
  screen: [3, [9]],
  printer: [3, [8]],
  phone: [3, [10]],
  order: [3, [11]],
  account: [1, [20]],
  permission: [1, [21]],
  email: [1, [4]],
  office: [1, [4]],
  install: [1, [4]],
  erp: [1, [25]],
  business: [1, [4, 2]],
  network: [1, [1]],
  vpn: [1, [26]],
  server: [1, [22]],
  storage: [1, [23]],
  security: [1, [24]],
  facilities: [4, [12, 13, 14, 15]],
  onboarding: [5, [16, 17, 18, 19]],
};
