import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { DUE_GROUPS, dueBounds } from "@/lib/domain/due-groups";
import { SOURCES } from "@/lib/domain/source";
import { PRIORITY_LEVELS, STATUS_KINDS, TICKET_AGES, TICKET_KINDS } from "@/lib/domain/ticket";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { ageKey, asksPersonally, ticketConditions, type TicketQuery } from "./ticket-filters";
import { IS_OPEN } from "./ticket-atoms";
import { readTicketPage, type TicketRow } from "./tickets";
import { resolveSight, texts } from "./visibility";

// A list of tickets under headings. The groups are counted over the whole list; a page of rows is read out of those groups
// that it crosses, so that no query orders more than it must.

export type TicketGrouping =
  | "queue"
  | "assignee"
  | "priority"
  | "status"
  | "kind"
  | "source"
  | "requester"
  | "category"
  | "due"
  | "age";

/** Tickets under one heading. */
export interface TicketGroup {
  /** What the heading is called among folded ones; {@link NO_GROUP} where tickets tell nothing, {@link OTHER_GROUP} for the rest. */
  value: string;
  /** The name of a queue, person or category; the value itself for what both systems have. */
  label: string;
  count: number;
  isFolded: boolean;
}

export const NO_GROUP = "~none";
export const OTHER_GROUP = "~other";
/** The fullest so many groups have headings of their own. */
const GROUPS_MAX = 500;

interface Grouping {
  /** Text, or null. */
  key: SQL;
  /** What an address calls it. */
  value?: SQL;
  label?: SQL;
  /** Groups in their own order; else they stand by name. */
  order?: readonly string[];
}

const personOf = (ref: SQL, person: SQL, name: SQL): Grouping => ({
  key: sql`coalesce(${person}::text, ${ref}, '~' || ${name})`,
  value: sql`coalesce(min(${ref}), '~' || min(${name}))`,
  label: sql`max(${name})`,
});

function groupingOf(by: TicketGrouping, now: string, zone: string): Grouping {
  switch (by) {
    case "queue":
      return { key: sql`t.queue_ref`, label: sql`max(t.queue_label)` };
    case "assignee":
      return personOf(sql`t.assignee_ref`, sql`t.assignee_person_id`, sql`t.assignee_name`);
    case "requester":
      return personOf(sql`t.requester_ref`, sql`t.requester_person_id`, sql`t.requester_name`);
    case "category":
      return { key: sql`nullif(t.category, '')` };
    case "priority":
      return { key: sql`t.priority_level::text`, order: PRIORITY_LEVELS.map(String) };
    case "status":
      return { key: sql`t.status_kind`, order: STATUS_KINDS };
    case "kind":
      return { key: sql`t.kind`, order: TICKET_KINDS };
    case "source":
      return { key: sql`t.source`, order: SOURCES };
    case "age":
      return { key: ageKey(now), order: TICKET_AGES.map(({ key }) => key) };
    case "due":
      return { key: dueKey(now, zone), order: DUE_GROUPS };
  }
}

function dueKey(now: string, zone: string): SQL {
  const { today, week } = dueBounds(now, zone);
  return sql`case when not (${IS_OPEN}) then 'closed' when t.target_at is null then null
    when t.target_at < ${now}::timestamptz then 'overdue' when t.target_at < ${today}::timestamptz then 'today'
    when t.target_at < ${week}::timestamptz then 'week' else 'later' end`;
}

type Keyed = TicketGroup & { key: string };

/**
 * One page of the rows under unfolded headings, group after group and within each in the list's order; how many such rows
 * there are; and all headings with their true counts.
 * @param now ISO 8601, default the clock
 */
export async function listGroupedTickets(
  db: Db,
  visibility: Visibility,
  query: TicketQuery & { group: TicketGrouping; folded?: readonly string[] | undefined },
  now: string = new Date().toISOString(),
): Promise<{ rows: TicketRow[]; total: number; groups: TicketGroup[] }> {
  const sight = await resolveSight(db, visibility, { personal: asksPersonally(query) });
  const where = ticketConditions(sight, query, now);
  const grouping = groupingOf(query.group, now, query.zone ?? "UTC");
  const groups = await countGroups(db, where, grouping, query.folded ?? []);
  const open = groups.filter((group) => !group.isFolded);
  const total = open.reduce((sum, { count }) => sum + count, 0);
  const { crossed, offset } = crossedBy(open, query);
  const rows =
    crossed.length === 0
      ? []
      : await readTicketPage(
          db,
          sight,
          {
            ...query,
            offset,
            where: sql`${where} and ${isIn(crossed, groups, grouping.key)}`,
            rank: rankIn(crossed, grouping.key),
          },
          now,
        );
  return { rows, total, groups: groups.map(({ key: _, ...group }) => group) };
}

async function countGroups(
  db: Db,
  where: SQL,
  { key, value, label, order }: Grouping,
  folded: readonly string[],
): Promise<Keyed[]> {
  const { rows } = await db.execute<{
    key: string;
    value: string | null;
    label: string | null;
    count: number;
  }>(sql`
    select coalesce(k, '') as key, value, label, count from (
      select ${key} as k, ${value ?? sql`null`} as value, ${label ?? sql`null`} as label, count(*)::int as count
      from tickets t where ${where} group by 1) counted
    order by count desc, k`);
  const groups = rows.map((row): Keyed => {
    const name = row.key === "" ? NO_GROUP : (row.value ?? row.key);
    return {
      key: row.key,
      value: name,
      label: row.label ?? name,
      count: row.count,
      isFolded: folded.includes(name),
    };
  });
  const own = groups.slice(0, GROUPS_MAX);
  const others = groups.slice(GROUPS_MAX).reduce((sum, { count }) => sum + count, 0);
  const last: Keyed = {
    key: OTHER_GROUP,
    value: OTHER_GROUP,
    label: OTHER_GROUP,
    count: others,
    isFolded: folded.includes(OTHER_GROUP),
  };
  return [...inOrder(own, order), ...(others === 0 ? [] : [last])];
}

/** In the given order, or by name; what tells nothing last. */
function inOrder(groups: readonly Keyed[], order: readonly string[] | undefined): Keyed[] {
  const place = ({ key, label }: Keyed): [number, string] => {
    if (key === "") return [2, ""];
    return order === undefined
      ? [1, label.toLowerCase()]
      : [0, String(order.indexOf(key)).padStart(3, "0")];
  };
  const compare = (a: Keyed, b: Keyed) => {
    const [one, other] = [place(a), place(b)];
    if (one[0] !== other[0]) return one[0] - other[0];
    if (one[1] !== other[1]) return one[1] < other[1] ? -1 : 1;
    return a.key < b.key ? -1 : 1;
  };
  return [...groups].sort(compare);
}

/** The groups out of which a window's rows come, and where it begins in the first of them. */
export function crossedBy<Group extends { count: number }>(
  groups: readonly Group[],
  { offset, limit }: { offset: number; limit: number },
): { crossed: Group[]; offset: number } {
  const crossed: Group[] = [];
  let start = 0;
  let before = 0;
  for (const group of groups) {
    const end = start + group.count;
    if (end > offset && start < offset + limit) {
      if (crossed.length === 0) before = start;
      crossed.push(group);
    }
    start = end;
  }
  return { crossed, offset: offset - before };
}

function isIn(crossed: readonly Keyed[], all: readonly Keyed[], key: SQL): SQL {
  const told = sql`coalesce(${key}, '')`;
  const keys = (groups: readonly Keyed[]) =>
    texts(groups.flatMap((group) => (group.value === OTHER_GROUP ? [] : [group.key])));
  const named = sql`${told} = any(${keys(crossed)})`;
  const hasOthers = crossed.some(({ value }) => value === OTHER_GROUP);
  return hasOthers ? sql`(${named} or ${told} <> all(${keys(all)}))` : named;
}

/** The place of a row's group among those of its page; the rest stands last. */
function rankIn(crossed: readonly Keyed[], key: SQL): SQL {
  const keys = texts(crossed.map((group) => group.key));
  return sql`coalesce(array_position(${keys}, coalesce(${key}, '')), ${crossed.length}::int + 1)`;
}
