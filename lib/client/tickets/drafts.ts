import type { SentComment } from "./ticket-acts";

// What somebody typed and did not send yet survives a reload, a crash and an ended sign-in. Kept per ticket, in this
// browser alone, and thrown away after a while and at sign-out.

const PREFIX = "sightline.draft.";
const LIFE_MS = 14 * 24 * 60 * 60_000;

type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

interface StoredDraft extends SentComment {
  /** Epoch ms. */
  atMs: number;
}

/** The unsent comment of a ticket, or `null`. What cannot be read counts as none. */
export function readDraft(store: DraftStore, ref: string, nowMs: number): SentComment | null {
  const draft = parseStored(store.getItem(PREFIX + ref));
  if (draft === null || nowMs - draft.atMs > LIFE_MS) return null;
  return { text: draft.text, internal: draft.internal };
}

/** Keeps an unsent comment; an empty one is forgotten. A full store gives up its oldest drafts and keeps what it can. */
export function keepDraft(store: DraftStore, ref: string, draft: SentComment, nowMs: number): void {
  if (draft.text.trim() === "") {
    store.removeItem(PREFIX + ref);
    return;
  }
  try {
    store.setItem(PREFIX + ref, JSON.stringify({ ...draft, atMs: nowMs }));
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    dropDrafts(store, (old) => old === null || nowMs - old.atMs > LIFE_MS);
  }
}

/** Forgets every unsent comment, or those that `which` picks. Call at sign-out. */
export function dropDrafts(
  store: DraftStore,
  which: (draft: StoredDraft | null) => boolean = () => true,
): void {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at));
  for (const key of keys) {
    if (key?.startsWith(PREFIX) && which(parseStored(store.getItem(key)))) store.removeItem(key);
  }
}

/** The comment that a text spells, or `null`. */
export function parseDraft(text: string | null): SentComment | null {
  const value = parseJson(text);
  return isComment(value) ? value : null;
}

function parseStored(text: string | null): StoredDraft | null {
  const value = parseJson(text);
  if (!isComment(value) || !("atMs" in value) || typeof value.atMs !== "number") return null;
  return { text: value.text, internal: value.internal, atMs: value.atMs };
}

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

function isComment(value: unknown): value is SentComment {
  return (
    typeof value === "object" &&
    value !== null &&
    "text" in value &&
    typeof value.text === "string" &&
    "internal" in value &&
    typeof value.internal === "boolean"
  );
}

/** The text for the box after a send failed: what was sent comes back before what was typed since. */
export function giveBack(sent: string, typedSince: string): string {
  return ["", sent].includes(typedSince.trim()) ? sent : `${sent}\n\n${typedSince}`;
}
