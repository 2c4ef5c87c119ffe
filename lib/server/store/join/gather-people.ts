import "server-only";
import type { Account } from "@/lib/domain/person";
import type { Source } from "@/lib/domain/source";

// Which accounts are one human being, and who reports to whom. Pure, so that every doubt has a test.

export type KnownAccount = Pick<
  Account,
  | "ref"
  | "source"
  | "userName"
  | "email"
  | "fullName"
  | "isManager"
  | "managerRef"
  | "managerName"
  | "department"
  | "site"
> & { personId: number | null };

/**
 * Gathers accounts into people: by e-mail, then by user name without its domain. Two accounts of one source
 * are always two people, and a name that stands on two accounts of one source (a shared mailbox) joins nobody.
 */
export function gatherPeople(accounts: readonly KnownAccount[]): KnownAccount[][] {
  const people = new Map(accounts.map((account) => [account.ref, [account]]));
  for (const keyOf of [
    (a: KnownAccount) => toKey(a.email),
    (a: KnownAccount) => bareName(a.userName),
  ])
    joinBy(accounts, people, keyOf);
  return [...new Set(people.values())];
}

function joinBy(
  accounts: readonly KnownAccount[],
  people: Map<string, KnownAccount[]>,
  keyOf: (account: KnownAccount) => string | null,
): void {
  const buckets = groupBy(accounts, keyOf);
  for (const [key, bucket] of buckets) {
    if (key === null || repeatsSource(bucket)) continue;
    const [first, ...rest] = bucket;
    if (first === undefined) continue;
    for (const other of rest) {
      const [left, right] = [people.get(first.ref) ?? [first], people.get(other.ref) ?? [other]];
      if (left === right || repeatsSource([...left, ...right])) continue;
      const joined = [...left, ...right].sort((a, b) => (a.ref < b.ref ? -1 : 1));
      for (const account of joined) people.set(account.ref, joined);
    }
  }
}

function repeatsSource(accounts: readonly KnownAccount[]): boolean {
  return new Set(accounts.map((account) => account.source)).size < accounts.length;
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function toKey(text: string | null): string | null {
  return text?.trim().toLowerCase() || null;
}

/** `CORP\jdoe`, `jdoe@corp.example` and `JDoe` are one name. */
export function bareName(userName: string): string | null {
  return toKey(userName.replace(/^.*[\\/]/, "").replace(/@.*$/, ""));
}

interface PersonOf {
  id: number;
  accounts: KnownAccount[];
}

/** Who reports to whom. `closure` holds each person below a manager once, with the shortest way; depth 0 is oneself. */
export interface ReportLines {
  managerOf: Map<number, number>;
  closure: { managerId: number; personId: number; depth: number }[];
}

/** Depth of a company beyond which a chain is a mistake. */
const DEPTH_MAX = 50;

/** Works out the reporting lines over all sources. A loop ends where it comes back. */
export function reportLines(people: readonly PersonOf[]): ReportLines {
  const personOf = new Map(
    people.flatMap(({ id, accounts }) => accounts.map((account) => [account.ref, id] as const)),
  );
  const managers = findManagersByName(people);
  const reportsOf = new Map<number, Set<number>>();
  const managerOf = new Map<number, number>();
  for (const { id, accounts } of people) {
    for (const account of accounts) {
      const ref = account.managerRef ?? managers.get(nameKey(account.source, account.managerName));
      const manager = ref === undefined || ref === null ? undefined : personOf.get(ref);
      if (manager === undefined || manager === id) continue;
      if (!managerOf.has(id)) managerOf.set(id, manager);
      reportsOf.set(manager, (reportsOf.get(manager) ?? new Set()).add(id));
    }
  }
  return { managerOf, closure: people.flatMap(({ id }) => closureOf(id, reportsOf)) };
}

function closureOf(managerId: number, reportsOf: Map<number, Set<number>>): ReportLines["closure"] {
  const depths = new Map([[managerId, 0]]);
  let level = [managerId];
  for (let depth = 1; level.length > 0 && depth <= DEPTH_MAX; depth += 1) {
    const below = level.flatMap((id) => [...(reportsOf.get(id) ?? [])]);
    level = [...new Set(below)].filter((id) => !depths.has(id));
    for (const id of level) depths.set(id, depth);
  }
  return [...depths].map(([personId, depth]) => ({ managerId, personId, depth }));
}

/**
 * Accounts by the name that others call their manager, in one source: the full or the user name. A name
 * that two accounts carry means nobody, unless exactly one of them is marked as a manager: rights follow from it.
 */
function findManagersByName(people: readonly PersonOf[]): Map<string, Account["ref"]> {
  const byName = new Map<string, KnownAccount[]>();
  for (const account of people.flatMap((person) => person.accounts))
    for (const name of new Set([toKey(account.fullName), toKey(account.userName)])) {
      if (name === null) continue;
      const key = nameKey(account.source, name);
      byName.set(key, [...(byName.get(key) ?? []), account]);
    }
  const found = new Map<string, Account["ref"]>();
  for (const [key, candidates] of byName) {
    const marked = candidates.filter((account) => account.isManager);
    const only =
      candidates.length === 1 ? candidates[0] : marked.length === 1 ? marked[0] : undefined;
    if (only !== undefined) found.set(key, only.ref);
  }
  return found;
}

function nameKey(source: Source, name: string | null): string {
  return `${source} ${toKey(name) ?? ""}`;
}
