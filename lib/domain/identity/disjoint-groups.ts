/**
 * Union-find over 0..n-1 that refuses to join groups whose serials contradict each other. `serials`
 * holds the valid serial of each member or `null`.
 */
export class DisjointGroups {
  readonly #parents: Int32Array;
  readonly #serials: (ReadonlySet<string> | null)[];

  constructor(serials: readonly (string | null)[]) {
    this.#parents = Int32Array.from(serials, (_, index) => index);
    this.#serials = serials.map((serial) => (serial === null ? null : new Set([serial])));
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

  /** Whether weak evidence may join the groups of two members: no serials on one side, or a common one. */
  mayJoin(a: number, b: number): boolean {
    const left = this.serialsOf(a);
    const right = this.serialsOf(b);
    return left === null || right === null || [...left].some((serial) => right.has(serial));
  }

  /** The valid serials of a member's group, `null` when there are none. */
  serialsOf(member: number): ReadonlySet<string> | null {
    return this.#serials[this.rootOf(member)] ?? null;
  }

  /** Joins whatever the serials say. The lower index stays the root. */
  join(a: number, b: number): void {
    const [low, high] = [this.rootOf(a), this.rootOf(b)].sort((x, y) => x - y);
    if (low === undefined || high === undefined || low === high) return;
    this.#parents[high] = low;
    const left = this.#serials[low] ?? null;
    const right = this.#serials[high] ?? null;
    this.#serials[low] = left && right ? new Set([...left, ...right]) : (left ?? right);
  }

  /** Joins unless the serials contradict each other; tells whether both are one group now. */
  joinWeakly(a: number, b: number): boolean {
    if (this.rootOf(a) === this.rootOf(b)) return true;
    if (!this.mayJoin(a, b)) return false;
    this.join(a, b);
    return true;
  }

  #up(member: number): number {
    return this.#parents[member] ?? member;
  }
}
