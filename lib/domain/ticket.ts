import type { Ref } from "./ref";
import type { Source } from "./source";

/** Where a ticket stands, over both systems. The vendor's own label always stands beside it. */
export const STATUS_KINDS = ["new", "open", "waiting", "closed"] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

/** 1 is the most urgent. `null` elsewhere means that the source told none. */
export const PRIORITY_LEVELS = [1, 2, 3, 4, 5] as const;
export type PriorityLevel = (typeof PRIORITY_LEVELS)[number];

/** KACE knows tickets; SysAid's service records are one of four. */
export const TICKET_KINDS = ["ticket", "incident", "request", "problem", "change"] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/**
 * A KACE ticket or a SysAid service record as the index keeps it. Times are ISO 8601 in UTC.
 * `null` means that the source told nothing.
 */
export interface Ticket {
  ref: Ref;
  source: Source;
  kind: TicketKind;
  /** The number that people say: KACE's id, SysAid's service record id. */
  number: string;
  title: string;
  /** The first description, as the vendor sends it; hostile HTML until it is sanitised. */
  description: string | null;
  resolution: string | null;
  statusKind: StatusKind;
  /** The vendor's own words and ids. */
  statusLabel: string;
  statusId: string | null;
  priorityLevel: PriorityLevel | null;
  priorityLabel: string | null;
  priorityId: string | null;
  /** A KACE queue or a SysAid assigned group. */
  queueRef: Ref | null;
  queueLabel: string | null;
  category: string | null;
  impact: string | null;
  assigneeRef: Ref | null;
  assigneeName: string | null;
  requesterRef: Ref | null;
  requesterName: string | null;
  /** E-mail addresses and user names, lower case, that the ticket is copied to. */
  copiedTo: string[];
  /** The device record it is about: a KACE machine or asset, a SysAid asset. */
  deviceRecordRef: Ref | null;
  ciRef: Ref | null;
  createdAt: string;
  updatedAt: string;
  /** As the source tells it; by when it must be done is worked out from it in lib/domain/sla. */
  dueAt: string | null;
  /** By when the source's own agreement wants it done. */
  slaDueAt: string | null;
  /** Somebody set, or took away, the due date by hand. */
  dueIsManual: boolean | null;
  /** How long it has taken by the source's own timers, when this was read. They run on, so the index does not keep them. */
  timers?: TicketTimers;
  closedAt: string | null;
  /** `closedAt` came from `updatedAt` because the source keeps no closing time (KACE). */
  closedAtIsApproximate: boolean;
  /** Waits for somebody's approval. */
  awaitsApproval: boolean;
  /** Whose: accounts and groups of its source. Empty where it waits for nobody, or the source does not tell. */
  approverRefs: Ref[];
  /** The first of them by name, as the source writes it. */
  approverName: string | null;
  /** What the source says that the reading account may do; `null` when it does not say. */
  canUpdate: boolean | null;
}

/** A source's own figures, in ms; whether they count business hours alone is not told. */
export interface TicketTimers {
  repairMs: number | null;
  respondMs: number | null;
}

export const TICKET_EVENT_KINDS = ["comment", "internal", "change", "work"] as const;
export type TicketEventKind = (typeof TICKET_EVENT_KINDS)[number];

/** A file that came with an entry of a conversation. */
export interface TicketAttachment {
  /** Unique within the ticket; what its source needs to find the file. */
  id: string;
  /** As its source spells it; it may hold anything. */
  name: string;
  /** `null` where the source does not tell. */
  sizeBytes: number | null;
}

/** A field that became another; `null` is nobody or nothing. */
export interface FieldStep {
  field: string;
  before: string | null;
  after: string | null;
}

/** One entry of a ticket's conversation. */
export interface TicketEvent {
  /** Unique within the ticket and stable, so that a second read replaces the first. */
  id: string;
  kind: TicketEventKind;
  at: string;
  authorRef: Ref | null;
  authorName: string | null;
  /** Vendor text, possibly HTML; sanitised on the way to a browser. */
  body: string;
  /** Time spent, for work entries. */
  minutes: number | null;
  attachments: TicketAttachment[];
  /** Of a change: its steps, where all of its words are understood; else none, and `body` alone tells it. */
  steps: FieldStep[];
}

/** The spans of days since creation by which tickets are counted; `maxAgeDays` is exclusive. */
export const TICKET_AGES = [
  { key: "0-1", label: "under 1 day", minAgeDays: 0, maxAgeDays: 1 },
  { key: "1-3", label: "1 to 3 days", minAgeDays: 1, maxAgeDays: 3 },
  { key: "3-7", label: "3 to 7 days", minAgeDays: 3, maxAgeDays: 7 },
  { key: "7-30", label: "7 to 30 days", minAgeDays: 7, maxAgeDays: 30 },
  { key: "30-90", label: "30 to 90 days", minAgeDays: 30, maxAgeDays: 90 },
  { key: "90-", label: "over 90 days", minAgeDays: 90, maxAgeDays: null },
] as const;

/** Late: due in the past and not closed. `dueAt` is the time by which it must be done: `targetOf` of lib/domain/sla. */
export function isOverdue(ticket: Pick<Ticket, "dueAt" | "statusKind">, nowIso: string): boolean {
  return ticket.statusKind !== "closed" && ticket.dueAt !== null && ticket.dueAt < nowIso;
}
