import { WEEKDAYS, type BusinessCalendar, type Hours } from "@/lib/domain/sla/calendar";
import type { SlaState, Standing, TargetBasis } from "@/lib/domain/sla/target";
import { formatDuration, formatMinutes } from "./durations";

// How time until a target is told, and how the target came about.

const HOUR = 60;
const DAY = 24 * HOUR;

/** Minutes as a countdown tells them: `45 min`, `2 h 10 min`, `3 d 4 h`. A day is 24 counted hours. */
export function formatCountdown(minutes: number): string {
  const whole = Math.floor(Math.abs(minutes));
  if (whole < DAY) return formatMinutes(whole);
  const [days, hours] = [Math.floor(whole / DAY), Math.floor((whole % DAY) / HOUR)];
  return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
}

/** How a ticket stands, in few words: `2 h 10 min left`, `3 d over`, `met`. */
export function sayStanding({ state, minutesLeft }: Standing): string {
  if (state === "none") return "no due time";
  if (minutesLeft === null) return state === "met" ? "met" : "closed late";
  return `${formatCountdown(minutesLeft)} ${state === "breached" ? "over" : "left"}`;
}

/** What each state is called where there is room for a word. */
export const SLA_LABELS = {
  none: "No due time",
  met: "Met",
  onTime: "On time",
  soon: "Due soon",
  breached: "Overdue",
} as const satisfies Record<SlaState, string>;

/** What is known of a ticket's target. */
export interface SlaFacts {
  dueAt: string | null;
  dueBasis: TargetBasis | null;
  dueMinutes: number | null;
  dueInHours: boolean;
  markAt: string | null;
  createdAt: string;
  closedAt: string | null;
  closedAtIsApproximate?: boolean;
  priorityLabel: string | null;
  /** The name under which its calendar is kept; `null`: every hour counts. */
  calendar: string | null;
  timers?: { repairMs: number | null; respondMs: number | null } | null;
}

/**
 * How a ticket's target was worked out, as sentences in order.
 * @param system what its system is called
 * @param hours its calendar, where one is set
 * @param say writes a moment
 */
export function slaSteps(
  facts: SlaFacts,
  standing: Standing,
  {
    system,
    hours,
    say,
  }: { system: string; hours: BusinessCalendar | null; say: (iso: string) => string },
): string[] {
  return [
    ...sayTarget(facts, system, say),
    ...(facts.dueAt === null && facts.markAt === null ? [] : [sayHours(facts, hours)]),
    ...(facts.markAt === null ? [] : [`Its priority has it escalated at ${say(facts.markAt)}.`]),
    ...saySoFar(facts, standing, { system, say }),
    ...sayTimers(facts, system),
  ];
}

function sayTarget(facts: SlaFacts, system: string, say: (iso: string) => string): string[] {
  const { dueAt, dueBasis, dueMinutes, createdAt, priorityLabel } = facts;
  if (dueBasis === "byHand") {
    return [
      dueAt === null
        ? `Somebody took the due date away by hand in ${system}, so nothing is due.`
        : `Somebody set the due date by hand: ${say(dueAt)}.`,
    ];
  }
  if (dueAt === null) return [`${system} tells no due date, and the priority promises none.`];
  if (dueBasis === "agreement") return [`${system} tells by its own agreement: ${say(dueAt)}.`];
  if (dueBasis === "priority" && dueMinutes !== null) {
    return [
      `${system} tells no due date, so it is worked out here.`,
      `The priority ${priorityLabel ?? ""} allows ${formatMinutes(dueMinutes)}, counted from the creation at ${say(createdAt)}.`,
      `That ends at ${say(dueAt)}.`,
    ];
  }
  return [`${system} tells this due date: ${say(dueAt)}.`];
}

function sayHours({ dueInHours, calendar }: SlaFacts, hours: BusinessCalendar | null): string {
  if (!dueInHours) return "Every hour counts: its priority is promised around the clock.";
  if (hours === null) return "Every hour counts, around the clock: no business hours are set.";
  const whose = calendar?.includes(":") ? "its queue" : "its system";
  const days = hours.holidays.length;
  const holidays = days === 0 ? "" : `, without ${days === 1 ? "one holiday" : `${days} holidays`}`;
  return `Only the business hours of ${whose} count: ${sayWeek(hours.week)} in ${hours.zone}${holidays}.`;
}

function saySoFar(
  { closedAt, closedAtIsApproximate = false }: SlaFacts,
  standing: Standing,
  { system, say }: { system: string; say: (iso: string) => string },
): string[] {
  if (standing.state === "none") return [];
  if (standing.minutesLeft !== null) {
    const amount = formatCountdown(standing.minutesLeft);
    return [
      standing.state === "breached"
        ? `It is over by ${amount} of the time that counts.`
        : `${amount} of the time that counts are left.`,
    ];
  }
  if (closedAt === null) return [];
  const doubt = closedAtIsApproximate
    ? ` or before, for ${system} keeps no closing time and this is the last change`
    : "";
  const verdict = standing.state === "met" ? "in time" : "too late";
  return [`It was closed at ${say(closedAt)}${doubt}: ${verdict}.`];
}

function sayTimers({ timers }: SlaFacts, system: string): string[] {
  if (!timers) return [];
  const figures = [
    timers.repairMs === null ? null : `time to repair ${formatDuration(timers.repairMs)}`,
    timers.respondMs === null ? null : `time to respond ${formatDuration(timers.respondMs)}`,
  ].filter((figure) => figure !== null);
  if (figures.length === 0) return [];
  return [
    `${system}’s own timers: ${figures.join(", ")}. It does not tell whether they count business hours alone.`,
  ];
}

/** Hours of a week: `Mon–Fri 09:00–17:00, Sat 09:00–12:00`. Days without work are left out. */
export function sayWeek(week: BusinessCalendar["week"]): string {
  const days = week.map((hours, at) => ({ at, words: sayDay(hours) }));
  const runs: { from: number; until: number; words: string }[] = [];
  for (const { at, words } of days) {
    const last = runs.at(-1);
    if (last?.words === words) last.until = at;
    else runs.push({ from: at, until: at, words });
  }
  const name = (at: number) => (WEEKDAYS[at] ?? "").slice(0, 3);
  return runs
    .filter(({ words }) => words !== "")
    .map(({ from, until, words }) =>
      from === until ? `${name(from)} ${words}` : `${name(from)}–${name(until)} ${words}`,
    )
    .join(", ");
}

/** Hours of a day: `09:00–12:00, 13:00–17:00`; empty for none. */
export function sayDay(hours: readonly Hours[]): string {
  return hours.map(({ from, until }) => `${sayClock(from)}–${sayClock(until)}`).join(", ");
}

const two = (number: number) => String(number).padStart(2, "0");
const sayClock = (minute: number) => `${two(Math.floor(minute / HOUR))}:${two(minute % HOUR)}`;
