// By when a ticket must be done, on whose word, and how it stands. Pure: the moment is an argument.

import type { StatusKind } from "../ticket";
import {
  MINUTE_MS,
  addBusinessMinutes,
  businessMinutesBetween,
  type BusinessCalendar,
} from "./calendar";

/** What a priority promises, as its source tells it. */
export interface PrioritySla {
  isEnabled: boolean;
  /** Minutes from the start until it must be done; `null` where nothing is promised. */
  minutes: number | null;
  inBusinessHours: boolean;
  /** Minutes until it is escalated, which is a second and mostly earlier mark. */
  markMinutes: number | null;
  markInBusinessHours: boolean;
}

/** Told by the source's agreement, set by hand there, told as its due date, or computed here from the priority. */
export const TARGET_BASES = ["agreement", "byHand", "source", "priority"] as const;
export type TargetBasis = (typeof TARGET_BASES)[number];

/** Bases of due times that nobody set: no write brings one back once somebody has set another. */
const WORKED_OUT: readonly (TargetBasis | null)[] = ["agreement", "priority"];

/** Whether a due time was worked out, by its source or here, and not set. */
export function isWorkedOut(basis: TargetBasis | null): boolean {
  return WORKED_OUT.includes(basis);
}

/** The due time that somebody set, in full ISO 8601; `null` where nobody did. */
export function setDueOf(ticket: {
  dueAt: string | null;
  dueBasis: TargetBasis | null;
}): string | null {
  const { dueAt, dueBasis } = ticket;
  return dueAt === null || isWorkedOut(dueBasis) ? null : new Date(dueAt).toISOString();
}

/** What a ticket itself tells of when it is due; times are ISO 8601 in UTC. */
export interface DueFacts {
  createdAt: string;
  dueAt: string | null;
  slaDueAt: string | null;
  dueIsManual: boolean | null;
}

/** By when a ticket must be done: the one due time of every list, count and screen. */
export interface Target {
  targetAt: string | null;
  targetBasis: TargetBasis | null;
  /** What the priority allows, where the time was computed from it. */
  targetMinutes: number | null;
  /** Only the hours of the calendar count; else every hour does. */
  targetInHours: boolean;
  /** When it is escalated, where its priority says so. */
  markAt: string | null;
}

/**
 * The target of a ticket. What somebody set by hand comes first, then what the source tells of its agreement, then its
 * due date; only where it tells none, its priority's minutes are added to its creation. A due date that was taken away
 * by hand is no target. When a source lets its own clock begin is told nowhere: its creation is our reading.
 */
export function targetOf(
  facts: DueFacts,
  sla: PrioritySla | null,
  calendar: BusinessCalendar,
): Target {
  const promise = sla?.isEnabled === true ? sla : null;
  const told = toldTarget(facts);
  const minutes = told === null ? (promise?.minutes ?? null) : null;
  const later = (amount: number | null, inHours: boolean) =>
    amount === null || amount <= 0
      ? null
      : toIso(plusMinutes(calendar, Date.parse(facts.createdAt), amount, inHours));
  const computed = later(minutes, promise?.inBusinessHours ?? true);
  return {
    targetAt: told === null ? computed : told.at,
    targetBasis: told?.basis ?? (computed === null ? null : "priority"),
    targetMinutes: computed === null ? null : minutes,
    targetInHours: promise?.inBusinessHours ?? true,
    markAt: later(promise?.markMinutes ?? null, promise?.markInBusinessHours ?? true),
  };
}

function toldTarget({ dueAt, slaDueAt, dueIsManual }: DueFacts) {
  if (dueIsManual === true) return { at: dueAt, basis: "byHand" as const };
  if (slaDueAt !== null) return { at: slaDueAt, basis: "agreement" as const };
  return dueAt === null ? null : { at: dueAt, basis: "source" as const };
}

function plusMinutes(
  calendar: BusinessCalendar,
  from: number,
  minutes: number,
  inHours: boolean,
): number | null {
  return inHours ? addBusinessMinutes(calendar, from, minutes) : from + minutes * MINUTE_MS;
}

const LAST_MOMENT = Date.parse("9999-12-31T00:00:00.000Z");
const toIso = (moment: number | null) =>
  moment === null || !(moment < LAST_MOMENT) ? null : new Date(moment).toISOString();

/** How a ticket stands to its target. */
export const SLA_STATES = ["none", "met", "onTime", "soon", "breached"] as const;
export type SlaState = (typeof SLA_STATES)[number];

/** From here on the end is near: the same minutes as "due within the hour" asks for. */
export const SOON_MINUTES = 60;

export interface Standing {
  state: SlaState;
  /** Until the target, in the time that counts; negative once it has passed. `null` without a target, or once closed. */
  minutesLeft: number | null;
}

/** How a ticket stands at a moment (epoch ms). A closed one is judged by when it was closed. */
export function standingOf(
  ticket: {
    dueAt: string | null;
    statusKind: StatusKind;
    closedAt: string | null;
    inHours: boolean;
  },
  calendar: BusinessCalendar,
  now: number,
): Standing {
  if (ticket.dueAt === null) return { state: "none", minutesLeft: null };
  const target = Date.parse(ticket.dueAt);
  if (ticket.statusKind === "closed") {
    if (ticket.closedAt === null) return { state: "none", minutesLeft: null };
    const isMet = Date.parse(ticket.closedAt) <= target;
    return { state: isMet ? "met" : "breached", minutesLeft: null };
  }
  const minutesLeft = ticket.inHours
    ? businessMinutesBetween(calendar, now, target)
    : (target - now) / MINUTE_MS;
  if (target < now) return { state: "breached", minutesLeft };
  return { state: minutesLeft < SOON_MINUTES ? "soon" : "onTime", minutesLeft };
}
