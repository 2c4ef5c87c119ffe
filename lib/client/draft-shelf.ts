import { parseJson } from "./parse-json";

// What somebody typed and did not send yet survives a reload, a crash and an ended sign-in. Kept in this browser alone, and
// thrown away after a while and at sign-out.

const LIFE_MS = 14 * 24 * 60 * 60_000;
/** Every shelf's prefix, so that a sign-out clears them all. */
const PREFIXES = {
  comments: "sightline.draft.",
  forms: "sightline.form-draft.",
  messages: "sightline.message-draft.",
} as const;

export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** A draft and when it was kept, epoch ms. */
type Stored<Draft> = Draft & { atMs: number };

/** Drafts of one kind, by what they are about. */
export interface DraftShelf<Draft> {
  /** The draft about `key`, or `null`. What cannot be read counts as none. */
  read(store: DraftStore, key: string, nowMs: number): Draft | null;
  /** Keeps a draft; an empty one is forgotten. A full store gives up its oldest drafts and keeps what it can. */
  keep(store: DraftStore, key: string, draft: Draft, nowMs: number): void;
  /** Forgets every draft of this kind, or those that `which` picks. */
  drop(store: DraftStore, which?: (draft: Stored<Draft> | null) => boolean): void;
}

/** @param parse the draft that a JSON value is, or `null` */
export function createDraftShelf<Draft extends object>(
  kind: keyof typeof PREFIXES,
  parse: (value: unknown) => Draft | null,
  isEmpty: (draft: Draft) => boolean,
): DraftShelf<Draft> {
  const prefix = PREFIXES[kind];
  const parseStored = (text: string | null): Stored<Draft> | null => {
    const value = parseJson(text);
    const draft = parse(value);
    const atMs = typeof value === "object" && value !== null && "atMs" in value ? value.atMs : null;
    return draft === null || typeof atMs !== "number" ? null : { ...draft, atMs };
  };
  const drop: DraftShelf<Draft>["drop"] = (store, which = () => true) => {
    for (const key of keysOf(store, prefix)) {
      if (which(parseStored(store.getItem(key)))) store.removeItem(key);
    }
  };
  return {
    read(store, key, nowMs) {
      const stored = parseStored(store.getItem(prefix + key));
      if (stored === null || nowMs - stored.atMs > LIFE_MS) return null;
      return parse(stored);
    },
    keep(store, key, draft, nowMs) {
      if (isEmpty(draft)) {
        store.removeItem(prefix + key);
        return;
      }
      try {
        store.setItem(prefix + key, JSON.stringify({ ...draft, atMs: nowMs }));
      } catch (cause) {
        if (!(cause instanceof DOMException)) throw cause;
        drop(store, (old) => old === null || nowMs - old.atMs > LIFE_MS);
      }
    },
    drop,
  };
}

/** Forgets everything that was typed and not sent. Call at sign-out. */
export function forgetDrafts(store: DraftStore): void {
  for (const prefix of Object.values(PREFIXES)) {
    for (const key of keysOf(store, prefix)) store.removeItem(key);
  }
}

function keysOf(store: DraftStore, prefix: string): string[] {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at));
  return keys.filter((key) => key !== null).filter((key) => key.startsWith(prefix));
}
