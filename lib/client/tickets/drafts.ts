import { createDraftShelf, type DraftStore } from "../draft-shelf";
import { parseJson } from "../parse-json";
import type { SentComment } from "./ticket-acts";

const shelf = createDraftShelf<SentComment>(
  "comments",
  (value) => (isComment(value) ? { text: value.text, internal: value.internal } : null),
  ({ text }) => text.trim() === "",
);

/** The unsent comment of a ticket, or `null`. What cannot be read counts as none. */
export function readDraft(store: DraftStore, ref: string, nowMs: number): SentComment | null {
  return shelf.read(store, ref, nowMs);
}

/** Keeps an unsent comment; an empty one is forgotten. A full store gives up its oldest drafts and keeps what it can. */
export function keepDraft(store: DraftStore, ref: string, draft: SentComment, nowMs: number): void {
  shelf.keep(store, ref, draft, nowMs);
}

/** The comment that a text spells, or `null`. */
export function parseDraft(text: string | null): SentComment | null {
  const value = parseJson(text);
  return isComment(value) ? value : null;
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
