/** What the appliance does by itself when its time has come, judged whenever somebody asks it something. */
export interface Agenda {
  /** Runs once, at the first request at or after `at` (epoch ms); `at` is given to it. */
  plan(key: string, at: number, run: (at: number) => void): void;
  /** True where something stood under the key. */
  cancel(key: string): boolean;
  settle(now: number): void;
}

/** Plans under one key replace each other; all others run in the order of their times. */
export function createAgenda(): Agenda {
  const plans = new Map<string, { at: number; run: (at: number) => void }>();
  return {
    plan: (key, at, run) => {
      plans.set(key, { at, run });
    },
    cancel: (key) => plans.delete(key),
    settle: (now) => {
      if (plans.size === 0) return;
      const due = [...plans].filter(([, plan]) => plan.at <= now);
      for (const [key, { at, run }] of due.sort(([, a], [, b]) => a.at - b.at)) {
        plans.delete(key);
        run(at);
      }
    },
  };
}
