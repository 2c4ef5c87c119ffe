import type { CiClass } from "@/lib/domain/ci";
import type { CheckInAge, DeviceKind, MatchRule, RecordKind } from "@/lib/domain/device";
import type { FindingReason } from "@/lib/domain/identity/findings";
import type { PriorityLevel, StatusKind, TicketKind } from "@/lib/domain/ticket";
import type { Display } from "./tones";

// The one table per closed set: badge, filter, legend and export read it.

export const STATUS_DISPLAYS = {
  new: { label: "New", tone: "info", shape: "ring" },
  open: { label: "Open", tone: "good", shape: "circle" },
  waiting: { label: "Waiting", tone: "warn", shape: "half" },
  closed: { label: "Closed", tone: "neutral", shape: "check" },
} as const satisfies Record<StatusKind, Display>;

export const PRIORITY_DISPLAYS = {
  1: { label: "Urgent", tone: "bad", shape: "triangle" },
  2: { label: "High", tone: "warn", shape: "diamond" },
  3: { label: "Normal", tone: "info", shape: "square" },
  4: { label: "Low", tone: "neutral", shape: "ring" },
  5: { label: "Lowest", tone: "neutral", shape: "bar" },
} as const satisfies Record<PriorityLevel, Display>;

/** The source told no priority. */
export const NO_PRIORITY = {
  label: "No priority",
  tone: "neutral",
  shape: "bar",
} as const satisfies Display;

/** The display of a level as a contract carries it: any whole number, or `null`. */
export function displayPriority(level: number | null): Display {
  switch (level) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
      return PRIORITY_DISPLAYS[level];
    default:
      return NO_PRIORITY;
  }
}

export const TICKET_KIND_LABELS = {
  ticket: "Ticket",
  incident: "Incident",
  request: "Request",
  problem: "Problem",
  change: "Change",
} as const satisfies Record<TicketKind, string>;

export const DEVICE_KIND_LABELS = {
  laptop: "Laptop",
  desktop: "Desktop",
  server: "Server",
  virtual: "Virtual machine",
  mobile: "Mobile",
  printer: "Printer",
  network: "Network",
  other: "Other",
} as const satisfies Record<DeviceKind, string>;

/** Which list of its system a record stands in. */
export const RECORD_KIND_LABELS = {
  machine: "Inventory",
  asset: "Asset",
  ci: "CI",
} as const satisfies Record<RecordKind, string>;

export const MATCH_RULE_LABELS = {
  alone: "Stands alone",
  linked: "Linked by the system itself",
  person: "Somebody said so",
  serial: "Same serial number",
  mac: "Same network card",
  tag: "Same asset tag",
  host: "Same host name and domain",
} as const satisfies Record<MatchRule, string>;

/** What two records have in common, in short. */
export const MATCH_RULE_SHORT_LABELS = {
  alone: "Nothing",
  linked: "Link of their system",
  person: "Decision",
  serial: "Serial number",
  mac: "Network card",
  tag: "Asset tag",
  host: "Host name",
} as const satisfies Record<MatchRule, string>;

/** Why two records that have something in common were not joined. */
export const FINDING_REASON_LABELS = {
  hostAlone: "A name alone proves nothing",
  noWitness: "Neither model nor last user confirms the name",
  severalHosts: "Several devices carry this name",
  changed: "The evidence changed since somebody decided",
  serials: "Their serial numbers contradict each other",
  forms: "They are different kinds of device",
  models: "Their models contradict each other",
  sharedMac: "This network card was seen on several machines",
  repeatedSerial: "This serial number repeats on different hardware",
  linkedSerial: "Its own system links it to a device with another serial number",
  repeatedTag: "This tag repeats on different hardware",
  commonHost: "Too many devices carry this name",
  tooMany: "The joined device would have too many records",
  person: "Somebody said that they differ",
} as const satisfies Record<FindingReason, string>;

export const CI_CLASS_DISPLAYS = {
  service: { label: "Service", tone: "info", shape: "hexagon" },
  application: { label: "Application", tone: "good", shape: "diamond" },
  database: { label: "Database", tone: "warn", shape: "bar" },
  server: { label: "Server", tone: "neutral", shape: "square" },
  network: { label: "Network", tone: "info", shape: "triangle" },
  site: { label: "Site", tone: "warn", shape: "ring" },
  workstation: { label: "Workstation", tone: "neutral", shape: "circle" },
  person: { label: "Person", tone: "good", shape: "half" },
  other: { label: "Other", tone: "neutral", shape: "cross" },
} as const satisfies Record<CiClass, Display>;

/** How long ago a device last checked in; the keys are the filter's values. */
export const CHECK_IN_LABELS = {
  day: "Within a day",
  week: "1 to 7 days ago",
  month: "7 to 30 days ago",
  quarter: "30 to 90 days ago",
  older: "Over 90 days ago",
  never: "Never",
} as const satisfies Record<CheckInAge, string>;
