import type { TeamMember } from "@/lib/contracts/metrics";

/** A person of a team, at their place below the viewer. */
export interface TeamRow extends TeamMember {
  /** Steps to the right: people stand below the one they report to. */
  depth: number;
}

export const TEAM_SORT_FIELDS = [
  "name",
  "department",
  "devices",
  "openTickets",
  "overdueTickets",
  "awaitsApproval",
] as const;
export type TeamSortField = (typeof TEAM_SORT_FIELDS)[number];

/**
 * Everybody once, each below the person they report to. Somebody whose manager is not of the team stands at the
 * left. Only a manager who is nearer to the viewer counts, so a loop in the chain of managers ends.
 */
export function toTree(members: readonly TeamMember[]): TeamRow[] {
  const levels = new Map(members.map((member) => [member.personId, member.level]));
  const below = new Map<string | null, TeamMember[]>();
  for (const member of members) {
    const managerLevel = member.managerId === null ? undefined : levels.get(member.managerId);
    const isBelow = managerLevel !== undefined && managerLevel < member.level;
    const place = isBelow ? member.managerId : null;
    below.set(place, [...(below.get(place) ?? []), member]);
  }
  const rows: TeamRow[] = [];
  // A stack instead of recursion: nobody knows how deep a company is.
  const stack = (below.get(null) ?? []).map((member) => ({ member, depth: 0 })).reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { member, depth } = next;
    rows.push({ ...member, depth });
    const people = below.get(member.personId) ?? [];
    for (const one of people.toReversed()) stack.push({ member: one, depth: depth + 1 });
  }
  return rows;
}

/** The people whose name, department or manager holds every word; in a tree, with those above them. */
export function filterRows(rows: readonly TeamRow[], text: string): TeamRow[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return [...rows];
  const wanted = new Set<string>();
  const above: TeamRow[] = [];
  for (const row of rows) {
    above.length = Math.min(above.length, row.depth);
    above.push(row);
    const own = [row.name, row.department, row.managerName].join(" ").toLowerCase();
    if (words.every((word) => own.includes(word)))
      for (const one of above) wanted.add(one.personId);
  }
  return rows.filter((row) => wanted.has(row.personId));
}

/** The people in one order, without the tree; equal ones keep their places. */
export function sortRows(
  rows: readonly TeamRow[],
  field: TeamSortField,
  descending: boolean,
): TeamRow[] {
  const turn = descending ? -1 : 1;
  return rows
    .map((row) => ({ ...row, depth: 0 }))
    .sort((a, b) => turn * compare(a[field], b[field]));
}

const words = new Intl.Collator("en", { sensitivity: "base", numeric: true });

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return words.compare(String(a ?? ""), String(b ?? ""));
}

/** Names a person in a list's filter: any account does. One with a comma cannot stand in a list. */
export function filterRef(member: TeamMember): string | null {
  return member.refs.find((ref) => !ref.includes(",")) ?? null;
}

/** The rows behind a person's numbers, or of the whole team. */
export function teamLinks(
  ref: string | null,
): Record<"devices" | "openTickets" | "overdueTickets" | "awaitsApproval", string> {
  const tickets = (flag: string) =>
    ref === null
      ? `/tickets?${new URLSearchParams({ flag: `team,${flag}` })}`
      : `/tickets?${new URLSearchParams({ person: ref, flag })}`;
  return {
    devices: `/devices?${new URLSearchParams(ref === null ? { flag: "team" } : { owner: ref })}`,
    openTickets: tickets("open"),
    overdueTickets: tickets("overdue"),
    awaitsApproval: tickets("open,awaitsApproval"),
  };
}
