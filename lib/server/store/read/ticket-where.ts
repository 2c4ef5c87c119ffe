import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { daySpan, olderSpan, withinSpan } from "@/lib/domain/condition-moments";
import { isGroup, type Condition, type ConditionTree, type Join } from "@/lib/domain/conditions";
import { parseRef } from "@/lib/domain/ref";
import type { MomentSpan } from "@/lib/domain/relative-days";
import { allOf, folded } from "./query-parts";
import {
  CLOSED_AT,
  IS_OPEN,
  TICKET_FLAG_NAMES,
  flagCondition,
  isAbout,
  isPerson,
  type FlagMeaning,
} from "./ticket-atoms";
import { texts, type Sight } from "./visibility";

// Conditions on tickets (alias `t`) as SQL. Whatever was written in one is a parameter. What a contract would have refused
// finds nothing.

/** Whose days are meant, and when. */
interface Clock {
  now: string;
  zone: string;
  horizon: FlagMeaning["horizon"];
}

const NEVER = sql`false`;
const IS_CLOSED = sql`t.status_kind = 'closed'`;

/** What a tree asks for; nothing without one. */
export function whereConditions(
  sight: Sight,
  tree: ConditionTree | undefined,
  clock: Clock,
): SQL[] {
  if (tree === undefined) return [];
  const parts = tree.parts.map((part) =>
    isGroup(part)
      ? joined(
          part.join,
          part.parts.map((one) => conditionSql(sight, one, clock)),
        )
      : conditionSql(sight, part, clock),
  );
  return [joined(tree.join, parts)];
}

function joined(join: Join, parts: readonly SQL[]): SQL {
  if (parts.length === 0) return NEVER;
  return sql`(${sql.join([...parts], join === "all" ? sql` and ` : sql` or `)})`;
}

const TEXTS = {
  title: sql`t.title`,
  number: sql`t.number`,
  statusLabel: sql`t.status_label`,
  priorityLabel: sql`t.priority_label`,
  category: sql`t.category`,
} as const;
const SEARCHED: readonly string[] = ["title", "number"];
const CHOICES = {
  status: sql`t.status_kind`,
  priority: sql`t.priority_level::text`,
  source: sql`t.source`,
  kind: sql`t.kind`,
} as const;
const REFS = {
  queue: sql`t.queue_ref`,
  assignee: sql`t.assignee_ref`,
  requester: sql`t.requester_ref`,
  device: sql`t.device_record_ref`,
  ci: sql`t.ci_ref`,
} as const;
const MOMENTS = {
  created: sql`t.created_at`,
  updated: sql`t.updated_at`,
  due: sql`t.target_at`,
  closed: sql`case when ${IS_CLOSED} then ${CLOSED_AT} end`,
} as const;

const has = <Columns extends object>(columns: Columns, id: string): id is keyof Columns & string =>
  Object.hasOwn(columns, id);

function conditionSql(sight: Sight, condition: Condition, clock: Clock): SQL {
  const { column, operator, values } = condition;
  if (has(TEXTS, column)) return textSql(TEXTS[column], condition);
  if (has(CHOICES, column)) {
    const value = CHOICES[column];
    return asked(operator, {
      isEmpty: sql`${value} is null`,
      is: sql`${value} = any(${texts(values)})`,
    });
  }
  if (has(REFS, column)) {
    return asked(operator, {
      isEmpty: allOf([sql`${REFS[column]} is null`, ...namelessToo(column)]),
      is: isRecord(sight, column, values),
    });
  }
  if (has(MOMENTS, column)) return momentSql(column, condition, clock);
  if (column === "age") return ageSql(condition, clock.now);
  if (column === "flag") {
    const flags = TICKET_FLAG_NAMES.flatMap((flag) =>
      flag !== "newSince" && values.includes(flag) ? [flagCondition(sight, flag, clock)] : [],
    );
    return asked(operator, { isEmpty: NEVER, is: joined("any", flags) });
  }
  return NEVER;
}

/** A row that holds nothing is not what was named; it is empty. */
function asked(operator: Condition["operator"], { is, isEmpty }: { is: SQL; isEmpty: SQL }): SQL {
  switch (operator) {
    case "is":
      return is;
    case "not":
      return sql`((${is}) is not true)`;
    case "empty":
      return sql`(${isEmpty})`;
    case "filled":
      return sql`(not (${isEmpty}))`;
    default:
      return NEVER;
  }
}

/** Words, whatever their case. */
function textSql(column: SQL, { column: id, operator, values }: Condition): SQL {
  const lower = values.map((value) => value.toLowerCase());
  const [first = ""] = lower;
  // What the search looks through holds every letter of these, and has an index.
  const narrowed = (value: string, exactly: SQL) =>
    SEARCHED.includes(id)
      ? sql`(t.search_text like ${`%${escaped(value)}%`} and ${exactly})`
      : exactly;
  const contains = sql`${folded(column)} like ${`%${escaped(first)}%`}`;
  switch (operator) {
    case "contains":
      return narrowed(first, contains);
    case "lacks":
      return sql`((${contains}) is not true)`;
    case "begins":
      return narrowed(first, sql`${folded(column)} like ${`${escaped(first)}%`}`);
    default:
      return asked(operator, {
        isEmpty: sql`coalesce(${column}, '') = ''`,
        is: joined(
          "any",
          lower.map((value) => narrowed(value, sql`${folded(column)} = ${value}`)),
        ),
      });
  }
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** A source may name a person of whom it tells no account. */
function namelessToo(column: keyof typeof REFS): SQL[] {
  if (column === "assignee") return [sql`t.assignee_name is null`];
  return column === "requester" ? [sql`t.requester_name is null`] : [];
}

function isRecord(sight: Sight, column: keyof typeof REFS, values: readonly string[]): SQL {
  const refs = values.map((value) => parseRef(value)).filter((ref) => ref !== null);
  const isSome = (parts: readonly SQL[]) => joined("any", parts);
  switch (column) {
    case "assignee":
      return isSome(isPerson(sql`t.assignee_ref`, sql`t.assignee_person_id`, refs));
    case "requester":
      return isSome(isPerson(sql`t.requester_ref`, sql`t.requester_person_id`, refs));
    case "device":
      return isSome(refs.flatMap((ref) => isAbout(sight, ref)));
    case "queue":
    case "ci":
      return sql`${REFS[column]} = any(${texts(refs)})`;
  }
}

function momentSql(
  column: keyof typeof MOMENTS,
  { operator, values: [value = ""] }: Condition,
  { now, zone }: Clock,
): SQL {
  const moment = MOMENTS[column];
  const during = (span: Partial<MomentSpan> | null): SQL => {
    if (span === null) return NEVER;
    const { from, before } = span;
    // What is closed has an index of its own, which a case would hide.
    const at = column === "closed" ? CLOSED_AT : moment;
    return sql`(${allOf([
      ...(column === "closed" ? [IS_CLOSED] : []),
      ...(from ? [sql`${at} >= ${from}::timestamptz`] : []),
      ...(before ? [sql`${at} < ${before}::timestamptz`] : []),
    ])})`;
  };
  switch (operator) {
    case "within":
      return during(withinSpan(value, now, zone));
    case "older":
      return during(olderSpan(value, now, zone));
    case "on":
      return during(daySpan(value, zone));
    case "before": {
      const day = daySpan(value, zone);
      return during(day && { before: day.from });
    }
    case "from": {
      const day = daySpan(value, zone);
      return during(day && { from: day.from });
    }
    default:
      return asked(operator, {
        isEmpty: column === "closed" ? IS_OPEN : sql`${moment} is null`,
        is: NEVER,
      });
  }
}

function ageSql({ operator, values: [value = ""] }: Condition, now: string): SQL {
  const days = Number.parseInt(value, 10);
  if (Number.isNaN(days)) return NEVER;
  const since = sql`(${now}::timestamptz - make_interval(days => ${days}))`;
  if (operator === "atLeast") return sql`t.created_at <= ${since}`;
  return operator === "under" ? sql`t.created_at > ${since}` : NEVER;
}
