import "server-only";
import PQueue from "p-queue";
import type { Source } from "@/lib/domain/source";
import { UpstreamBusyError } from "@/lib/server/upstream/errors";
import type { Priority } from "@/lib/server/upstream/port";
import { type Clock, systemClock } from "./clock";

// One budget per source, shared by everything that asks it. Two things are scarce: requests at once
// (slots) and requests in a span of time (the window, where the vendor limits it). A call that must wait
// for the window waits outside the slots, so that it never stands in a person's way.

const RANK = { person: 3, refresh: 2, delta: 1, sweep: 0 } satisfies Record<Priority, number>;
const RECENT_WINDOW_MS = 60_000;
const TOO_MANY_KEPT_MS = 60 * 60_000;
/** A source that answers nothing else must not fill the memory. */
const TOO_MANY_KEPT_MAX = 10_000;

export interface BudgetOptions {
  source: Source;
  /** Requests under way at once; one slot of several is kept free for people. */
  concurrency: number;
  /** The vendor's limit, counted over a sliding window. Absent where it has none. */
  perWindow?: {
    limit: number;
    windowMs: number;
    /** Requests of each window that only people may use. */
    reserveForPeople: number;
    /** Requests of all kinds in the window from which on this priority waits. */
    caps?: Partial<Record<Priority, number>>;
  };
  /** Longest wait of a person for the window before the answer is "busy". Default 2 s. */
  patienceMs?: number;
  clock?: Clock;
}

/** What survives a restart: without it, a restarted server would use up the vendor's window twice. */
export interface BudgetSnapshot {
  /** Epoch ms of each request of the window. */
  startedAt: number[];
  blockedUntil: number | null;
}

/** How a budget stands at this moment. Times are epoch ms. */
export interface BudgetCondition {
  blockedUntil: number | null;
  /** Requests of the vendor's window, or of the last minute where there is none. */
  recentCalls: number;
  /** Requests of the last minute. */
  callsPerMinute: number;
  /** The vendor's limit; `null` where it tells none. */
  limit: { calls: number; windowMs: number } | null;
  /** Requests under way, and those that wait for a slot. */
  running: number;
  waiting: number;
  /** Answers of the last hour that said "too many requests", and when the latest came. */
  tooMany: { lastHour: number; lastAt: number | null };
}

export interface Budget {
  /**
   * Runs `task` when its turn comes and counts it.
   * @throws UpstreamBusyError for a person who would wait longer than is bearable
   * @throws the signal's reason when it is aborted while waiting
   */
  run<Result>(
    call: { priority: Priority; operation: string; signal?: AbortSignal | undefined },
    task: () => Promise<Result>,
  ): Promise<Result>;
  /** Nobody asks before `untilMs` (epoch ms): the source has said that it is too much. */
  block(untilMs: number): void;
  /** Counts an answer that said "too many requests", whether or not it pauses the others. */
  noteTooMany(): void;
  condition(): BudgetCondition;
  snapshot(): BudgetSnapshot;
  restore(snapshot: BudgetSnapshot): void;
}

/** Creates the request budget of one source. */
export function createBudget(options: BudgetOptions): Budget {
  const { perWindow, clock = systemClock, patienceMs = 2_000 } = options;
  const windowMs = perWindow?.windowMs ?? RECENT_WINDOW_MS;
  const slots = new PQueue({ concurrency: options.concurrency });
  const background = new PQueue({ concurrency: Math.max(1, options.concurrency - 1) });
  let startedAt: number[] = [];
  let blockedUntil = 0;
  let tooManyAt: number[] = [];

  const forgetOld = (now: number) => {
    const first = startedAt.findIndex((at) => at > now - windowMs);
    if (first !== 0) startedAt = first === -1 ? [] : startedAt.slice(first);
  };

  /** Epoch ms from which on this priority may start; `now` or earlier means at once. */
  const startsAt = (priority: Priority, now: number): number => {
    forgetOld(now);
    const cap = perWindow ? capOf(perWindow, priority) : Infinity;
    const freeing = startedAt[startedAt.length - cap];
    return Math.max(blockedUntil, freeing === undefined ? 0 : freeing + windowMs);
  };

  const inSlot = <Result>(
    priority: Priority,
    signal: AbortSignal | undefined,
    task: () => Promise<Result>,
  ): Promise<Result> => {
    const order = { priority: RANK[priority], signal };
    if (priority === "person") return slots.add(task, order);
    return background.add(() => slots.add(task, order), order);
  };

  return {
    async run(call, task) {
      const { priority, operation, signal } = call;
      for (;;) {
        signal?.throwIfAborted();
        const waitMs = startsAt(priority, clock.now()) - clock.now();
        if (waitMs > 0) {
          if (priority === "person" && waitMs > patienceMs) {
            const retryAt = clock.now() + waitMs;
            throw new UpstreamBusyError({
              source: options.source,
              operation,
              reason: "budget",
              retryAt,
            });
          }
          await clock.wait(waitMs, signal);
          continue;
        }
        const outcome = await inSlot(priority, signal, async () => {
          // While this call waited for a slot, others may have used up the window.
          const now = clock.now();
          if (startsAt(priority, now) > now) return null;
          startedAt.push(now);
          return { result: await task() };
        });
        if (outcome) return outcome.result;
      }
    },
    block(untilMs) {
      blockedUntil = Math.max(blockedUntil, untilMs);
    },
    noteTooMany() {
      tooManyAt = [...tooManyAt.slice(1 - TOO_MANY_KEPT_MAX), clock.now()];
    },
    condition() {
      const now = clock.now();
      forgetOld(now);
      tooManyAt = tooManyAt.filter((at) => at > now - TOO_MANY_KEPT_MS);
      return {
        blockedUntil: blockedUntil > now ? blockedUntil : null,
        recentCalls: startedAt.length,
        callsPerMinute: startedAt.filter((at) => at > now - RECENT_WINDOW_MS).length,
        limit: perWindow ? { calls: perWindow.limit, windowMs } : null,
        running: slots.pending,
        waiting: slots.size + background.size,
        tooMany: { lastHour: tooManyAt.length, lastAt: tooManyAt.at(-1) ?? null },
      };
    },
    snapshot() {
      const now = clock.now();
      forgetOld(now);
      return {
        startedAt: perWindow ? [...startedAt] : [],
        blockedUntil: blockedUntil > now ? blockedUntil : null,
      };
    },
    restore(snapshot) {
      startedAt = [...snapshot.startedAt, ...startedAt].sort((a, b) => a - b);
      blockedUntil = Math.max(blockedUntil, snapshot.blockedUntil ?? 0);
    },
  };
}

function capOf(window: NonNullable<BudgetOptions["perWindow"]>, priority: Priority): number {
  const cap = priority === "person" ? window.limit : window.limit - window.reserveForPeople;
  return Math.max(1, Math.min(cap, window.caps?.[priority] ?? cap));
}
