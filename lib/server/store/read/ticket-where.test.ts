import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TICKET_CONDITION_COLUMNS } from "@/lib/contracts/ticket-condition-fields";
import { daySpan, olderSpan, withinSpan } from "@/lib/domain/condition-moments";
import { readConditions, spellConditions } from "@/lib/domain/condition-text";
import {
  arityOf,
  isGroup,
  operatorsOf,
  type Condition,
  type ConditionColumn,
  type ConditionTree,
} from "@/lib/domain/conditions";
import { parseRef, toRef } from "@/lib/domain/ref";
import type { MomentSpan } from "@/lib/domain/relative-days";
import { STATUS_KINDS, isOverdue, type PriorityLevel, type Ticket } from "@/lib/domain/ticket";
import type { Store } from "../db";
import { NOW, VIEWERS, aTicket, fillWithCompany } from "../test-company";
import { createTestStore } from "../test-database";
import { applyTickets } from "../write/apply";
import { ticketFacets } from "./ticket-facets";
import { countQueues } from "./ticket-queues";
import { listTickets } from "./tickets";

// What the database finds for a tree of conditions, held to what a plain look at each ticket finds.

const ZONE = "Europe/Berlin";
const QUEUES = [toRef("kace", "queue", 1), toRef("sysaid", "group", 2)];
const PEOPLE = [toRef("kace", "user", "p1"), toRef("kace", "user", "p2")];
const DEVICE = toRef("kace", "machine", 901);
const CI = toRef("sysaid", "ci", 902);
/** Words that a query would stumble over if it took one for its own. */
const WORDS = [
  "Printer",
  "printer Ä",
  "100%",
  "a_b",
  "back\\slash",
  "'; drop table tickets; --",
  '"quoted"',
  "$1",
  "(ring)",
];

let store: Store;
let tickets: Ticket[] = [];
const all = () => {
  const found = VIEWERS["administrator of both"];
  if (found === undefined) throw new Error("nobody sees all");
  return found;
};

beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
  tickets = Array.from({ length: 240 }, (_, at) => randomTicket(at));
  await applyTickets(store, tickets);
});
afterAll(() => store.close());

/** The same tickets at each run, spread by numbers that share no divisor. */
function randomTicket(at: number): Ticket {
  const pick = <Value>(values: readonly Value[], step: number): Value => {
    const value = values[(at * step + Math.floor(at / 7)) % values.length];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  };
  const moment = (step: number) =>
    new Date(Date.parse(NOW) - ((at * step * 3_700_000) % (60 * 86_400_000))).toISOString();
  const statusKind = pick(STATUS_KINDS, 5);
  const level = pick<PriorityLevel | null>([1, 2, 3, null], 7);
  return aTicket(at % 2 === 0 ? "kace" : "sysaid", 1000 + at, {
    title: `${pick(WORDS, 3)} ${pick(WORDS, 11)}`,
    statusKind,
    statusLabel: pick(["Neu", "In Arbeit", "100%"], 3),
    priorityLevel: level,
    priorityLabel: level === null ? null : `P${level}`,
    queueRef: pick([...QUEUES, null], 5),
    queueLabel: "Queue",
    category: pick([...WORDS.slice(0, 3), null], 3),
    assigneeRef: pick([...PEOPLE, null, null], 3),
    requesterRef: pick([...PEOPLE, null], 11),
    deviceRecordRef: pick([DEVICE, null], 3),
    ciRef: pick([CI, null, null], 7),
    createdAt: moment(1),
    updatedAt: moment(3),
    dueAt: pick([moment(5), new Date(Date.parse(NOW) + at * 1_800_000).toISOString(), null], 13),
    closedAt: statusKind === "closed" ? pick([moment(7), null], 3) : null,
    awaitsApproval: at % 5 === 0,
  });
}

const VALUES: Record<string, readonly string[]> = {
  number: ["10", "1007", "99"],
  statusLabel: ["neu", "arbeit", "100%"],
  priorityLabel: ["p1", "P"],
  queue: QUEUES,
  assignee: PEOPLE,
  requester: PEOPLE,
  device: [DEVICE, toRef("sysaid", "asset", 1)],
  ci: [CI],
};
const FLAGS = ["overdue", "open", "unassigned", "awaitsApproval", "dueSoon"];

function valuesFor(column: ConditionColumn, operator: Condition["operator"]): readonly string[] {
  switch (operator) {
    case "on":
    case "before":
    case "from":
      return ["2026-11-20", "2026-11-19", "2026-10-25", "2026-11-21"];
    case "within":
      return [
        "today",
        "yesterday",
        "tomorrow",
        "thisMonth",
        "last9d",
        "next3d",
        "last30h",
        "next9h",
      ];
    case "older":
      return ["7d", "30d", "90h"];
    case "atLeast":
    case "under":
      return ["0", "3", "30"];
    default:
      return column.type === "flag"
        ? FLAGS
        : (column.values ?? VALUES[column.id] ?? WORDS.map((word) => word.toUpperCase()));
  }
}

const condition = fc.constantFrom<ConditionColumn>(...TICKET_CONDITION_COLUMNS).chain((column) =>
  fc.constantFrom(...operatorsOf(column)).chain((operator) => {
    const [minLength, maxLength] = { none: [0, 0], one: [1, 1], many: [1, 3] }[arityOf(operator)];
    return fc
      .array(fc.constantFrom(...valuesFor(column, operator)), { minLength, maxLength })
      .map((values): Condition => ({ column: column.id, operator, values }));
  }),
);
const join = fc.constantFrom("all" as const, "any" as const);
const group = fc.record({ join, parts: fc.array(condition, { minLength: 1, maxLength: 3 }) });
const trees: fc.Arbitrary<ConditionTree> = fc.record({
  join,
  parts: fc.array(fc.oneof(condition, group), { minLength: 1, maxLength: 3 }),
});

/** What a look at one ticket says. */
function holds(ticket: Ticket, tree: ConditionTree): boolean {
  const every = (of: "all" | "any", found: boolean[]) =>
    of === "all" ? found.every(Boolean) : found.some(Boolean);
  return every(
    tree.join,
    tree.parts.map((part) =>
      isGroup(part)
        ? every(
            part.join,
            part.parts.map((one) => meets(ticket, one)),
          )
        : meets(ticket, part),
    ),
  );
}

function meets(ticket: Ticket, { column, operator, values }: Condition): boolean {
  const [value = ""] = values;
  const texts: Record<string, string | null> = {
    title: ticket.title,
    number: ticket.number,
    statusLabel: ticket.statusLabel,
    priorityLabel: ticket.priorityLabel,
    category: ticket.category,
    status: ticket.statusKind,
    priority: ticket.priorityLevel?.toString() ?? null,
    source: ticket.source,
    kind: ticket.kind,
    queue: ticket.queueRef,
    assignee: ticket.assigneeRef,
    requester: ticket.requesterRef,
    device: ticket.deviceRecordRef,
    ci: ticket.ciRef,
  };
  const moments: Record<string, string | null> = {
    created: ticket.createdAt,
    updated: ticket.updatedAt,
    due: ticket.dueAt,
    closed: ticket.statusKind === "closed" ? (ticket.closedAt ?? ticket.updatedAt) : null,
  };
  if (column === "age") {
    const isOld = Date.parse(NOW) - Date.parse(ticket.createdAt) >= Number(value) * 86_400_000;
    return operator === "atLeast" ? isOld : !isOld;
  }
  if (column === "flag") {
    const isSome = values.some((flag) => hasFlag(ticket, flag));
    return operator === "is" ? isSome : !isSome;
  }
  const moment = moments[column];
  if (moment !== undefined) return meetsMoment(moment, operator, value);
  const text = texts[column]?.toLowerCase() ?? null;
  const wanted = values.map((one) => one.toLowerCase());
  switch (operator) {
    case "is":
      return text !== null && wanted.includes(text);
    case "not":
      return text === null || !wanted.includes(text);
    case "contains":
      return text?.includes(value.toLowerCase()) ?? false;
    case "lacks":
      return !(text?.includes(value.toLowerCase()) ?? false);
    case "begins":
      return text?.startsWith(value.toLowerCase()) ?? false;
    case "empty":
      return text === null;
    default:
      return text !== null;
  }
}

function meetsMoment(
  moment: string | null,
  operator: Condition["operator"],
  value: string,
): boolean {
  if (operator === "empty" || operator === "filled")
    return (moment === null) === (operator === "empty");
  const within = (span: Partial<MomentSpan> | null) =>
    moment !== null &&
    span !== null &&
    (!span.from || moment >= span.from) &&
    (!span.before || moment < span.before);
  const day = daySpan(value, ZONE);
  switch (operator) {
    case "within":
      return within(withinSpan(value, NOW, ZONE));
    case "older":
      return within(olderSpan(value, NOW, ZONE));
    case "on":
      return within(day);
    case "before":
      return within(day && { before: day.from });
    default:
      return within(day && { from: day.from });
  }
}

function hasFlag(ticket: Ticket, flag: string): boolean {
  const isOpen = ticket.statusKind !== "closed";
  switch (flag) {
    case "open":
      return isOpen;
    case "overdue":
      return isOverdue(ticket, NOW);
    case "unassigned":
      return ticket.assigneeRef === null && ticket.assigneeName === null;
    case "awaitsApproval":
      return ticket.awaitsApproval;
    default:
      return (
        isOpen &&
        ticket.dueAt !== null &&
        Date.parse(ticket.dueAt) - Date.parse(NOW) >= 0 &&
        Date.parse(ticket.dueAt) - Date.parse(NOW) < 86_400_000
      );
  }
}

const OURS = { zone: ZONE, minAgeDays: undefined };
const isOurs = (number: string) => Number(number) >= 1000;

test("the database finds what a look at each ticket finds, counts it and reads the same from an address", async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (tree) => {
      const read = readConditions(spellConditions(tree), TICKET_CONDITION_COLUMNS).tree;
      if (read === null) throw new Error("the spelling cannot be read");
      const filter = { ...OURS, where: read };
      const { rows, total } = await listTickets(
        store.db,
        all(),
        { ...filter, limit: 500, offset: 0 },
        NOW,
      );
      const found = rows.map(({ number }) => number).filter(isOurs);
      const expected = tickets.filter((one) => holds(one, tree)).map(({ number }) => number);
      expect(found.sort()).toEqual(expected.sort());
      expect(rows).toHaveLength(total);
      const { counts } = await countQueues(store.db, all(), [{ id: "kept", filter }], { now: NOW });
      expect(counts.get("kept")).toBe(total);
    }),
    { numRuns: 250 },
  );
}, 60_000);

test("the counts behind the other filters stand under the conditions too", async () => {
  const where: ConditionTree = {
    join: "any",
    parts: [
      { column: "assignee", operator: "empty", values: [] },
      { column: "queue", operator: "is", values: QUEUES.slice(0, 1) },
    ],
  };
  const { total } = await listTickets(store.db, all(), { where, limit: 1, offset: 0 }, NOW);
  const facets = await ticketFacets(store.db, all(), { where }, NOW);
  expect(total).toBeGreaterThan(0);
  expect((facets["source"] ?? []).reduce((sum, { count }) => sum + count, 0)).toBe(total);
});

test.each(Object.entries(VIEWERS))(
  "%s finds nothing by conditions that they do not see",
  async (_, viewer) => {
    const where: ConditionTree = {
      join: "any",
      parts: [{ column: "title", operator: "lacks", values: ["no such word"] }],
    };
    const page = { limit: 500, offset: 0 };
    const narrowed = await listTickets(store.db, viewer, { ...page, where }, NOW);
    const whole = await listTickets(store.db, viewer, page, NOW);
    expect(narrowed.total).toBe(whole.total);
  },
);

test("all accounts of a person are that person, in conditions as in filters", async () => {
  for (const viewer of Object.values(VIEWERS)) {
    for (const ref of viewer.accountRefs) {
      const page = { limit: 500, offset: 0 };
      const where: ConditionTree = {
        join: "all",
        parts: [{ column: "requester", operator: "is", values: [ref] }],
      };
      const asked = await listTickets(store.db, all(), { ...page, where }, NOW);
      const filtered = await listTickets(
        store.db,
        all(),
        { ...page, requester: [ref].flatMap((one) => parseRef(one) ?? []) },
        NOW,
      );
      expect(asked).toEqual(filtered);
    }
  }
});

test("what is one's own is asked for by who looks", async () => {
  for (const viewer of Object.values(VIEWERS)) {
    const page = { limit: 500, offset: 0 };
    const where: ConditionTree = {
      join: "all",
      parts: [{ column: "flag", operator: "is", values: ["mine"] }],
    };
    const asked = await listTickets(store.db, viewer, { ...page, where }, NOW);
    expect(asked).toEqual(await listTickets(store.db, viewer, { ...page, flag: ["mine"] }, NOW));
  }
});
