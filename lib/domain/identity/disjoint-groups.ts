import { modelsAgree } from "./normalise";
import type { MatchFacts } from "./match-facts";

/** Why two groups may not become one. */
export type GroupRefusal = "person" | "serials" | "forms" | "models" | "tooMany";

/** Weak evidence gathers at most so many records; real machines stand in few lists, and seldom twice in one. */
const WEAK_GROUP_MAX = 12;

/** What the members of a group say together. */
interface Summary {
  serials: ReadonlySet<string>;
  forms: ReadonlySet<string>;
  models: ReadonlySet<string>;
  /** Members that a person keeps apart from somebody, with those whom they are kept from. */
  barred: readonly (readonly [number, number])[];
  size: number;
}

const NOTHING: Summary = {
  serials: new Set(),
  forms: new Set(),
  models: new Set(),
  barred: [],
  size: 0,
};

/**
 * Union-find over 0..n-1 that looks at whole groups before it joins them, so that no chain of likely pairs ends in
 * two machines that cannot be one.
 */
export class DisjointGroups {
  readonly #parents: Int32Array;
  readonly #summaries: Summary[];

  /**
   * @param serials the serial of each member that counts as evidence
   * @param barred pairs of members that a person said are different
   */
  constructor(
    facts: readonly MatchFacts[],
    serials: readonly (string | null)[],
    barred: readonly (readonly [number, number])[],
  ) {
    this.#parents = Int32Array.from(facts, (_, index) => index);
    this.#summaries = facts.map((fact, index) => ({
      serials: setOf(serials[index] ?? null),
      forms: setOf(fact.form),
      models: setOf(fact.model),
      barred: [],
      size: 1,
    }));
    for (const [a, b] of barred) {
      this.#bar(a, b);
      this.#bar(b, a);
    }
  }

  /** The member that stands for the group. */
  rootOf(member: number): number {
    let root = member;
    for (let up = this.#up(root); up !== root; up = this.#up(root)) root = up;
    for (let at = member; at !== root;) {
      const next = this.#up(at);
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }

  /** The serials of a member's group. */
  serialsOf(member: number): ReadonlySet<string> {
    return this.#summaryOf(member).serials;
  }

  /** Why a person's word keeps two groups apart, else `null`. */
  isBarred(a: number, b: number): boolean {
    const [left, right] = [this.rootOf(a), this.rootOf(b)];
    return this.#summaryOf(left).barred.some(([, other]) => this.rootOf(other) === right);
  }

  /** Why weak evidence may not join the groups of two members, `null` where it may. */
  refusalOf(a: number, b: number): GroupRefusal | null {
    if (this.rootOf(a) === this.rootOf(b)) return null;
    if (this.isBarred(a, b)) return "person";
    const [left, right] = [this.#summaryOf(a), this.#summaryOf(b)];
    if (contradict(left.serials, right.serials, (x, y) => x === y)) return "serials";
    if (contradict(left.forms, right.forms, (x, y) => x === y)) return "forms";
    if (contradict(left.models, right.models, modelsAgree)) return "models";
    return left.size + right.size > WEAK_GROUP_MAX ? "tooMany" : null;
  }

  /** Joins whatever the groups say, except against a person's word. Tells whether two groups became one. */
  join(a: number, b: number): boolean {
    const [low, high] = [this.rootOf(a), this.rootOf(b)].sort((x, y) => x - y);
    if (low === undefined || high === undefined || low === high || this.isBarred(low, high)) {
      return false;
    }
    this.#parents[high] = low;
    const [left, right] = [this.#summaryOf(low), this.#summaries[high] ?? NOTHING];
    this.#summaries[low] = {
      serials: union(left.serials, right.serials),
      forms: union(left.forms, right.forms),
      models: union(left.models, right.models),
      barred: right.barred.length === 0 ? left.barred : [...left.barred, ...right.barred],
      size: left.size + right.size,
    };
    return true;
  }

  /** Joins where {@link refusalOf} has nothing against it. Tells whether two groups became one. */
  joinWeakly(a: number, b: number): boolean {
    return this.refusalOf(a, b) === null && this.join(a, b);
  }

  #bar(member: number, other: number): void {
    const summary = this.#summaries[member];
    if (summary) {
      this.#summaries[member] = { ...summary, barred: [...summary.barred, [member, other]] };
    }
  }

  #summaryOf(member: number): Summary {
    return this.#summaries[this.rootOf(member)] ?? NOTHING;
  }

  #up(member: number): number {
    return this.#parents[member] ?? member;
  }
}

const EMPTY: ReadonlySet<string> = new Set();

function setOf(value: string | null): ReadonlySet<string> {
  return value === null ? EMPTY : new Set([value]);
}

function union(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  if (b.size === 0) return a;
  return a.size === 0 ? b : new Set([...a, ...b]);
}

/** Both say something, and nothing that one says agrees with anything that the other says. */
function contradict(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  agree: (x: string, y: string) => boolean,
): boolean {
  if (a.size === 0 || b.size === 0) return false;
  for (const x of a) for (const y of b) if (agree(x, y)) return false;
  return true;
}
