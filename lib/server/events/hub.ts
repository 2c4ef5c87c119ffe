import "server-only";
import { z } from "zod";
import { log } from "../log";
import { CHANGES_CHANNEL, type Store } from "../store/db";

/** What changed in the index: which kind of row, and which; `refs` is `null` when they were too many to name. */
export interface Change {
  entity: string;
  refs: string[] | null;
}

/** `gap`: the connection broke, so changes may have been missed; read again whatever is on the screen. */
export type Notice = { kind: "changes"; changes: Change[] } | { kind: "gap" };
export type NoticeHandler = (notice: Notice) => void;

/** Tells every change of the index to everyone who asked, over one database connection. */
export interface Hub {
  /** Hears every notice until the returned function is called. Rights are the subscriber's to apply. */
  subscribe(handler: NoticeHandler): () => void;
  close(): Promise<void>;
}

export interface HubOptions {
  /** Longest time that a change waits for others to be told with it, in ms. */
  coalesceMs?: number;
}

/** A quarter of the second that a change may take to reach a browser. */
const COALESCE_MS = 250;
/** More refs than this are told as "many". */
const REFS_MAX = 500;

const Payload = z.union([
  z.object({ entity: z.string(), refs: z.array(z.string()) }),
  z
    .object({ entity: z.string(), bulk: z.number() })
    .transform(({ entity }) => ({ entity, refs: null })),
]);

/** Opens the hub; it hears the store from now on. */
export async function openHub(
  store: Pick<Store, "listen">,
  { coalesceMs = COALESCE_MS }: HubOptions = {},
): Promise<Hub> {
  const handlers = new Set<NoticeHandler>();
  let waiting = new Map<string, Set<string> | null>();
  let timer: NodeJS.Timeout | undefined;

  const tell = (notice: Notice) => {
    for (const handler of [...handlers]) {
      try {
        handler(notice);
      } catch (error) {
        log.warn({ reason: String(error) }, "a listener to changes failed");
      }
    }
  };
  const flush = () => {
    timer = undefined;
    const changes = [...waiting].map(([entity, refs]) => ({ entity, refs: refs && [...refs] }));
    waiting = new Map();
    tell({ kind: "changes", changes });
  };
  const hear = (payload: string) => {
    const change = parseChange(payload);
    if (change === null) return log.warn({}, "a notification of changes was not understood");
    waiting.set(change.entity, merge(waiting.get(change.entity), change.refs));
    timer ??= setTimeout(flush, coalesceMs);
  };
  const unlisten = await store.listen(CHANGES_CHANNEL, hear, () => tell({ kind: "gap" }));

  return {
    subscribe(handler) {
      // A wrapper of its own, so that one handler subscribed twice is heard twice and ends twice.
      const own: NoticeHandler = (notice) => handler(notice);
      handlers.add(own);
      return () => void handlers.delete(own);
    },
    async close() {
      clearTimeout(timer);
      handlers.clear();
      await unlisten();
    },
  };
}

function merge(known: Set<string> | null | undefined, refs: string[] | null): Set<string> | null {
  if (known === null || refs === null) return null;
  const merged = known ?? new Set();
  for (const ref of refs) merged.add(ref);
  return merged.size > REFS_MAX ? null : merged;
}

function parseChange(payload: string): Change | null {
  try {
    const parsed = Payload.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const HUBS = Symbol.for("sightline.hubs");
const shared = globalThis as { [HUBS]?: WeakMap<object, Promise<Hub>> };

/** The one hub of a store in this process, over module reloads too. */
export function hubOf(store: Pick<Store, "listen">): Promise<Hub> {
  const hubs = (shared[HUBS] ??= new WeakMap());
  const known = hubs.get(store);
  if (known) return known;
  const opening = openHub(store);
  hubs.set(store, opening);
  // A hub that could not open is tried anew by the next who asks.
  opening.catch(() => hubs.delete(store));
  return opening;
}
