import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { conditionsIn, type ConditionTree } from "@/lib/domain/conditions";
import type { Ref } from "@/lib/domain/ref";
import { spanOf } from "@/lib/domain/relative-days";
import type { Source } from "@/lib/domain/source";
import { TICKET_AGES, type StatusKind, type TicketKind } from "@/lib/domain/ticket";
import {
  NONE,
  allOf,
  folded,
  isOneOf,
  matchesWords,
  momentOrder,
  orderBy,
  urgencyOrder,
  type ListWindow,
} from "./query-parts";
import type { DueHorizon } from "./due-horizon";
import { CLOSED_AT, flagConditions, isAbout, isPerson, type TicketFlagName } from "./ticket-atoms";
import { whereConditions } from "./ticket-where";
import { isPersonal, ticketsInSight, type Sight } from "./visibility";

export { CLOSED_AT, IS_OPEN, type TicketFlagName } from "./ticket-atoms";

export type TicketSort =
  | "updatedAt"
  | "createdAt"
  | "dueAt"
  | "priority"
  | "title"
  | "status"
  | "assignee"
  | "requester"
  | "queue"
  | "number";

/** What narrows a list of tickets. Values of one filter are alternatives; flags must all hold. Fixed days are UTC. */
export interface TicketFilter {
  source?: readonly Source[] | undefined;
  kind?: readonly TicketKind[] | undefined;
  status?: readonly StatusKind[] | undefined;
  /** `1` to `5`, or `none`. */
  priority?: readonly string[] | undefined;
  queue?: readonly Ref[] | undefined;
  /** Any account of the person. */
  assignee?: readonly Ref[] | undefined;
  requester?: readonly Ref[] | undefined;
  /** Assigned to or asked for by the person. */
  person?: readonly Ref[] | undefined;
  /** Any record of the device. */
  device?: Ref | undefined;
  ci?: Ref | undefined;
  flag?: readonly TicketFlagName[] | undefined;
  createdFrom?: string | undefined;
  createdBefore?: string | undefined;
  closedFrom?: string | undefined;
  closedBefore?: string | undefined;
  minAgeDays?: number | undefined;
  maxAgeDays?: number | undefined;
  /** Spans of days as `lib/domain/relative-days.ts` names them, in `zone`. */
  created?: readonly string[] | undefined;
  updated?: readonly string[] | undefined;
  closed?: readonly string[] | undefined;
  due?: readonly string[] | undefined;
  /** An IANA name; UTC unless told. */
  zone?: string | undefined;
  /** What the flag `newSince` means, per source; without it the flag finds nothing. */
  since?: Partial<Record<Source, string>> | undefined;
  /** What the flag `dueWithinHour` means by each calendar; without it every hour counts. */
  horizon?: DueHorizon | undefined;
  q?: string | undefined;
  /** Conditions joined by all and any, beside everything else. */
  where?: ConditionTree | undefined;
}
export type TicketQuery = TicketFilter & ListWindow<TicketSort>;
export type TicketDimension =
  "source" | "kind" | "status" | "priority" | "queue" | "assignee" | "requester" | "age";

/** Whether a list asks about the viewer or their people. */
export function asksPersonally({ flag = [], where }: TicketFilter): boolean {
  const asked = where === undefined ? [] : conditionsIn(where);
  const flags = asked.flatMap(({ column, values }) => (column === "flag" ? values : []));
  return isPersonal([...flag, ...flags]);
}

/** The conditions of a list (alias `t`), without one dimension's own filter when facets of it are counted. */
export function ticketConditions(
  sight: Sight,
  filter: TicketFilter,
  now: string,
  without?: TicketDimension,
): SQL {
  const dimensions: Record<TicketDimension, SQL[]> = {
    source: isOneOf(sql`t.source`, filter.source),
    kind: isOneOf(sql`t.kind`, filter.kind),
    status: isOneOf(sql`t.status_kind`, filter.status),
    priority: isOneOf(sql`t.priority_level::text`, filter.priority),
    queue: isOneOf(sql`t.queue_ref`, filter.queue),
    assignee: isPerson(sql`t.assignee_ref`, sql`t.assignee_person_id`, filter.assignee),
    requester: isPerson(sql`t.requester_ref`, sql`t.requester_person_id`, filter.requester),
    age: ageConditions(filter, now),
  };
  if (without !== undefined) dimensions[without] = [];
  return allOf([
    sql`t.removed_at is null`,
    ticketsInSight(sight),
    ...Object.values(dimensions).flat(),
    ...isEither(filter.person),
    ...isAbout(sight, filter.device),
    ...(filter.ci === undefined ? [] : [sql`t.ci_ref = ${filter.ci}`]),
    ...flagConditions(sight, filter, now),
    ...dayConditions(filter),
    ...relativeConditions(filter, now),
    ...matchesWords(sql`t.search_text`, filter.q),
    ...whereConditions(sight, filter.where, {
      now,
      zone: filter.zone ?? "UTC",
      horizon: filter.horizon,
    }),
  ]);
}

function isEither(refs: readonly Ref[] | undefined): SQL[] {
  const [assignee] = isPerson(sql`t.assignee_ref`, sql`t.assignee_person_id`, refs);
  const [requester] = isPerson(sql`t.requester_ref`, sql`t.requester_person_id`, refs);
  return assignee && requester ? [sql`(${assignee} or ${requester})`] : [];
}

function dayConditions(filter: TicketFilter): SQL[] {
  const day = (text: string) => sql`(${text}::date::timestamp at time zone 'UTC')`;
  const closed = sql`t.status_kind = 'closed'`;
  const { createdFrom, createdBefore, closedFrom, closedBefore } = filter;
  return [
    ...(createdFrom === undefined ? [] : [sql`t.created_at >= ${day(createdFrom)}`]),
    ...(createdBefore === undefined ? [] : [sql`t.created_at < ${day(createdBefore)}`]),
    ...(closedFrom === undefined ? [] : [sql`${closed} and ${CLOSED_AT} >= ${day(closedFrom)}`]),
    ...(closedBefore === undefined ? [] : [sql`${closed} and ${CLOSED_AT} < ${day(closedBefore)}`]),
  ];
}

function relativeConditions(filter: TicketFilter, now: string): SQL[] {
  const { created, updated, closed, due, zone = "UTC" } = filter;
  const within = (column: SQL, keys: readonly string[] | undefined): SQL[] => {
    if (keys === undefined || keys.length === 0) return [];
    const spans = keys.map((key) => {
      if (key === NONE) return sql`${column} is null`;
      const span = spanOf(key, now, zone);
      if (span === null) return sql`false`;
      return allOf([
        ...(span.from === null ? [] : [sql`${column} >= ${span.from}::timestamptz`]),
        ...(span.before === null ? [] : [sql`${column} < ${span.before}::timestamptz`]),
      ]);
    });
    return [sql`(${sql.join(spans, sql` or `)})`];
  };
  const isClosed =
    closed === undefined || closed.length === 0 ? [] : [sql`t.status_kind = 'closed'`];
  return [
    ...within(sql`t.created_at`, created),
    ...within(sql`t.updated_at`, updated),
    ...within(sql`t.target_at`, due),
    ...isClosed,
    ...within(CLOSED_AT, closed),
  ];
}

function ageConditions({ minAgeDays, maxAgeDays }: TicketFilter, now: string): SQL[] {
  const daysAgo = (days: number) => sql`(${now}::timestamptz - make_interval(days => ${days}))`;
  return [
    ...(minAgeDays === undefined ? [] : [sql`t.created_at <= ${daysAgo(minAgeDays)}`]),
    ...(maxAgeDays === undefined ? [] : [sql`t.created_at > ${daysAgo(maxAgeDays)}`]),
  ];
}

/** The key of `TICKET_AGES` that a ticket falls under. A time of creation in the future counts as now. */
export function ageKey(now: string): SQL {
  const [, ...older] = TICKET_AGES;
  const steps = older.toReversed().map(
    (age) => sql`when t.created_at <= ${now}::timestamptz - make_interval(days => ${age.minAgeDays})
      then ${age.key}::text`,
  );
  return sql`case ${sql.join(steps, sql` `)} else ${TICKET_AGES[0].key}::text end`;
}

const STATUS_ORDER = sql`case t.status_kind
  when 'new' then 0 when 'open' then 1 when 'waiting' then 2 else 3 end`;

/** The order of a list; newest change first unless told otherwise. Always total, so that pages never overlap. */
export function ticketOrder(sort: TicketQuery["sort"]): SQL {
  const { field, descending } = sort ?? { field: "updatedAt", descending: true };
  const tie = sql`t.ref`;
  switch (field) {
    case "updatedAt":
      return momentOrder(sql`t.updated_at`, descending);
    case "createdAt":
      return momentOrder(sql`t.created_at`, descending);
    case "dueAt":
      return orderBy([sql`t.target_at`], descending, tie);
    case "priority":
      return urgencyOrder(descending);
    case "title":
      return orderBy([folded(sql`t.title`)], descending, tie);
    case "status":
      return orderBy([STATUS_ORDER, folded(sql`t.status_label`)], descending, tie);
    case "assignee":
      return orderBy([folded(sql`t.assignee_name`)], descending, tie);
    case "requester":
      return orderBy([folded(sql`t.requester_name`)], descending, tie);
    case "queue":
      return orderBy([folded(sql`t.queue_label`)], descending, tie);
    case "number":
      return orderBy([sql`length(t.number)`, sql`(t.number collate "C")`], descending, tie);
  }
}
