import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError } from "@/lib/client/api";
import type { KeptScan, ScanStore } from "./kept-scans";
import { createScanQueue } from "./scan-queue";

const OFFLINE = new ApiError({ code: "network", title: "No signal.", status: 0 });
const scan = (id: string, more: Partial<KeptScan> = {}): KeptScan => ({
  id,
  code: `CODE-${id}`,
  scannedAt: "2026-11-20T12:00:00.000Z",
  isUndone: false,
  chosenRef: null,
  ...more,
});

function memory(): ScanStore {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

/** A browser with a server that answers as the plan says: `true` takes, `false` takes and loses the answer, `null` is not reached. */
function aWalk(store: ScanStore, plan: (boolean | null)[], taken: Map<string, KeptScan>) {
  let waiting: (() => void) | null = null;
  const queue = createScanQueue({
    store,
    walkId: "w",
    later: (run) => {
      waiting = run;
      return () => void (waiting = null);
    },
    send: async (scans) => {
      const how = plan.length === 0 ? true : (plan.shift() ?? null);
      if (how !== null) for (const one of scans) taken.set(one.id, one);
      if (how !== true) throw OFFLINE;
    },
  });
  const settle = async () => {
    do {
      const next = waiting;
      waiting = null;
      next?.();
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    } while (waiting !== null || queue.snapshot().state === "sending");
  };
  return { queue, settle };
}

test("no scan is lost, whatever is lost on the way and however often the page is loaded again", async () => {
  const signal = fc.array(fc.constantFrom(true, false, null), { maxLength: 12 });
  const visits = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), signal), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(visits, async (all) => {
      const [store, taken] = [memory(), new Map<string, KeptScan>()];
      const made: string[] = [];
      for (const [count, plan] of all) {
        const visit = aWalk(store, [...plan], taken);
        for (let at = 0; at < count; at += 1) {
          const id = `scan-${made.length}`;
          made.push(id);
          visit.queue.put([scan(id)]);
        }
        // Gone before anything could be sent again.
        visit.queue.stop();
      }
      const last = aWalk(store, [], taken);
      last.queue.flush();
      await last.settle();
      expect([...taken.keys()].sort()).toEqual([...made].sort());
      expect(last.queue.snapshot()).toMatchObject({ kept: [], state: "idle" });
    }),
  );
});

test("without a signal it says so, keeps what was scanned and sends it when the signal returns", async () => {
  const taken = new Map<string, KeptScan>();
  const { queue, settle } = aWalk(memory(), [null, null], taken);
  queue.put([scan("a")]);
  await Promise.resolve();
  await Promise.resolve();
  expect(queue.snapshot()).toMatchObject({ state: "offline", problem: "No signal." });
  expect(queue.snapshot().kept).toHaveLength(1);
  await settle();
  expect(queue.snapshot()).toMatchObject({ state: "idle", kept: [] });
  expect(taken.size).toBe(1);
});

test("a scan that is taken back while it is on its way is sent once more", async () => {
  const store = memory();
  const sent: boolean[] = [];
  const queue = createScanQueue({
    store,
    walkId: "w",
    later: () => () => undefined,
    send: async (scans) => {
      sent.push(...scans.map(({ isUndone }) => isUndone));
      if (sent.length === 1) queue.put([scan("a", { isUndone: true })]);
    },
  });
  queue.put([scan("a")]);
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  expect(sent).toEqual([false, true]);
  expect(queue.snapshot().kept).toEqual([]);
});

test("a refusal stops the sending, says why, and loses nothing", async () => {
  const queue = createScanQueue({
    store: memory(),
    walkId: "w",
    later: () => () => undefined,
    send: () => Promise.reject(new ApiError({ code: "conflict", title: "Closed.", status: 409 })),
  });
  queue.put([scan("a")]);
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  expect(queue.snapshot()).toMatchObject({ state: "stuck", problem: "Closed." });
  expect(queue.snapshot().kept).toHaveLength(1);
});
