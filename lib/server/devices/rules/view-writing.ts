import "server-only";
import { ViewWriting } from "@/lib/contracts/rules";
import { onShutdown } from "@/lib/server/events/closers";
import { log } from "@/lib/server/log";
import type { Store } from "@/lib/server/store/db";
import { readCounter, writeCounter } from "@/lib/server/store/counters-repo";
import { countDevicesWithViews, rewriteViews } from "@/lib/server/store/join/rewrite-views";

const NAME = "devices.views.writing";

interface Running {
  /** Ends once no writing is due any more. */
  ended: Promise<void>;
  /** The rules changed again: what was written since then must be written anew. */
  isDueAgain: boolean;
}

const KEY = Symbol.for("sightline.view-writing");
const shared = globalThis as { [KEY]?: WeakMap<Store, Running> };

/**
 * Has every device's row written by the present rules, behind the request that asked for it. Asked for while it runs, it
 * runs once more. Resolves when it ended; what it came to stands in {@link readViewWriting}, also when it failed.
 */
export function startViewWriting(store: Store): Promise<void> {
  const all = (shared[KEY] ??= new WeakMap());
  const running = all.get(store);
  if (running) {
    running.isDueAgain = true;
    return running.ended;
  }
  const state: Running = { ended: Promise.resolve(), isDueAgain: false };
  all.set(store, state);
  state.ended = (async () => {
    do {
      state.isDueAgain = false;
      await writeAll(store);
    } while (state.isDueAgain);
  })().finally(() => all.delete(store));
  return state.ended;
}

/** A batch takes far less; whoever wrote is gone. */
const SILENCE_MS = 60_000;

/** How far it is, or what the last one came to; `null` when there was none. A process that died left its work undone. */
export async function readViewWriting(store: Store): Promise<ViewWriting | null> {
  const counter = await readCounter(store, NAME);
  const parsed = ViewWriting.omit({ done: true }).safeParse(counter?.data);
  if (!counter || !parsed.success) return null;
  const writing = { ...parsed.data, done: counter.value };
  const isLost =
    writing.endedAt === null && Date.now() - Date.parse(counter.updatedAt) > SILENCE_MS;
  return isLost ? { ...writing, endedAt: counter.updatedAt, failed: true } : writing;
}

async function writeAll(store: Store): Promise<void> {
  const startedAt = new Date().toISOString();
  const stop = new AbortController();
  const forget = onShutdown(() => stop.abort());
  let [done, total] = [0, 0];
  const note = (end: { endedAt: string | null; failed: boolean }) =>
    writeCounter(store, NAME, { value: done, data: { total, startedAt, ...end } });
  try {
    total = await countDevicesWithViews(store);
    await note({ endedAt: null, failed: false });
    await rewriteViews(
      store,
      async (written) => {
        done = written;
        total = Math.max(total, written);
        await note({ endedAt: null, failed: false });
      },
      stop.signal,
    );
    await note({ endedAt: new Date().toISOString(), failed: stop.signal.aborted });
  } catch (err) {
    log.error({ err, done, total }, "the devices' rows could not be written by the new rules");
    await note({ endedAt: new Date().toISOString(), failed: true }).catch((error: unknown) =>
      log.error({ err: error }, "how far the devices' rows are could not be noted"),
    );
  } finally {
    forget();
  }
}
