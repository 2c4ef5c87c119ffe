import type { Metrics } from "@/lib/contracts/metrics";
import type { Tone } from "@/lib/format/tones";

// Every number opens exactly the rows that it counts: its link is the same question, asked of the list.

type Filter = Readonly<Record<string, string>>;

const link = (path: string, filter: Filter = {}) => {
  const search = new URLSearchParams(filter).toString();
  return search === "" ? path : `${path}?${search}`;
};
const tickets = (filter: Filter) => link("/tickets", filter);
const devices = (filter: Filter = {}) => link("/devices", filter);

/** One number of the start page. */
export interface Stat {
  label: string;
  count: number;
  unit: string;
  href: string;
  note?: string;
  tone?: Tone;
}

/** What waits for the viewer. */
export function toMineStats(mine: {
  open: number;
  overdue: number;
  requested: number;
  devices: number;
}): Stat[] {
  return [
    {
      label: "Assigned to me",
      count: mine.open,
      unit: "ticket",
      href: tickets({ flag: "mine,open" }),
      note: "open",
    },
    {
      label: "Mine and overdue",
      count: mine.overdue,
      unit: "ticket",
      href: tickets({ flag: "mine,overdue" }),
      note: "past their due date",
      tone: "bad",
    },
    {
      label: "Requested by me",
      count: mine.requested,
      unit: "ticket",
      href: tickets({ flag: "requested,open" }),
      note: "open",
    },
    {
      label: "My devices",
      count: mine.devices,
      unit: "device",
      href: devices({ flag: "mine" }),
      note: "in either system",
    },
  ];
}

/** What concerns everything that the viewer may see. `today` is a UTC day, `2026-11-22`. */
export function toAllStats(metrics: Metrics, today: string): Stat[] {
  return [
    {
      label: "Open",
      count: metrics.openTickets,
      unit: "ticket",
      href: tickets({ flag: "open" }),
      note: "tickets",
    },
    {
      label: "Overdue",
      count: metrics.overdue,
      unit: "ticket",
      href: tickets({ flag: "overdue" }),
      note: "past their due date",
      tone: "bad",
    },
    {
      label: "Unassigned",
      count: metrics.unassigned,
      unit: "ticket",
      href: tickets({ flag: "open,unassigned" }),
      note: "open",
      tone: "warn",
    },
    {
      label: "Awaiting approval",
      count: metrics.awaitsApproval,
      unit: "ticket",
      href: tickets({ flag: "open,awaitsApproval" }),
      note: "open",
    },
    {
      label: "New today",
      count: metrics.newToday,
      unit: "ticket",
      href: tickets({ createdFrom: today }),
      note: "since midnight UTC",
    },
    {
      label: "Closed today",
      count: metrics.closedToday,
      unit: "ticket",
      href: tickets({ status: "closed", closedFrom: today }),
      note: "since midnight UTC",
    },
    {
      label: "Devices",
      count: metrics.devices,
      unit: "device",
      href: devices(),
      note: "each real one once",
    },
    {
      label: "Not seen lately",
      count: metrics.staleDevices,
      unit: "device",
      href: devices({ checkIn: "quarter,older,never" }),
      note: "for 30 days, or never",
      tone: "warn",
    },
  ];
}

const DAY_MS = 86_400_000;

/** The calendar day after a day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** The tickets that were made, and those that were closed, on one day (UTC). */
export function dayLinks(day: string): { created: string; closed: string } {
  const next = dayAfter(day);
  return {
    created: tickets({ createdFrom: day, createdBefore: next }),
    closed: tickets({ status: "closed", closedFrom: day, closedBefore: next }),
  };
}
