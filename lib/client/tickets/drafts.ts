import { createDraftShelf, type DraftStore } from "../draft-shelf";
import { parseJson } from "../parse-json";
import type { SentComment } from "./ticket-acts";

/** An unsent comment as this browser keeps it. */
export interface KeptDraft extends SentComment {
  /** When it was typed, epoch ms of this browser's clock. */
  atMs: number;
  /** Whether the server holds the same. */
  isSaved: boolean;
  /** The account whose it is; `null` where that was not known when it was typed. */
  by: string | null;
}

/** The unsent comment that the server holds, with its time by this browser's clock. */
export type RemoteDraft = Pick<KeptDraft, "text" | "internal" | "atMs">;

const shelf = createDraftShelf<KeptDraft>(
  "comments",
  (value) => (isComment(value) ? toKept(value) : null),
  ({ text }) => text.trim() === "",
);

/** The unsent comment of a ticket, or `null`. What cannot be read counts as none. */
export function readDraft(store: DraftStore, ref: string, nowMs: number): KeptDraft | null {
  return shelf.read(store, ref, nowMs);
}

/** Keeps an unsent comment; an empty one is forgotten. A full store gives up its oldest drafts and keeps what it can. */
export function keepDraft(store: DraftStore, ref: string, draft: KeptDraft): void {
  shelf.keep(store, ref, draft, draft.atMs);
}

/** The comment that a text spells, or `null`. */
export function parseDraft(text: string | null): SentComment | null {
  const value = parseJson(text);
  return isComment(value) ? { text: value.text, internal: value.internal } : null;
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

/** What a browser kept before the server did, or before it knew whose it was, is not saved and nobody's in particular. */
function toKept(value: SentComment): KeptDraft {
  const { text, internal } = value;
  const atMs = "atMs" in value && typeof value.atMs === "number" ? value.atMs : 0;
  const by = "by" in value && typeof value.by === "string" ? value.by : null;
  return { text, internal, atMs, isSaved: "isSaved" in value && value.isSaved === true, by };
}

/** The text for the box after a send failed: what was sent comes back before what was typed since. */
export function giveBack(sent: string, typedSince: string): string {
  return ["", sent.trim()].includes(typedSince.trim()) ? sent : `${sent}\n\n${typedSince}`;
}

/**
 * What is to happen to this browser's draft (`own`) when the server says what it holds. `leave` it; `take` the
 * server's; `drop` it, because it was sent or emptied elsewhere; `save` it to the server. The newer one wins. A box in
 * which somebody has typed is nobody else's to change; but what was sent must not wait there to be sent again.
 */
export function mergeDrafts(
  own: KeptDraft | null,
  remote: RemoteDraft | null,
  isTouched: boolean,
): "leave" | "take" | "drop" | "save" {
  const isEmpty = own === null || own.text.trim() === "";
  if (remote === null && !isEmpty && own.isSaved) return "drop";
  if (isTouched) return "leave";
  if (remote === null) return isEmpty ? "leave" : "save";
  if (own === null) return "take";
  const isSame = own.text === remote.text && own.internal === remote.internal;
  if (isSame) return own.isSaved ? "leave" : "take";
  // The server once held the same; what it holds now came later, whatever any clock says.
  if (own.isSaved) return "take";
  return remote.atMs > own.atMs ? "take" : "save";
}
