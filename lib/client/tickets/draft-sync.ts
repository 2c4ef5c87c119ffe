import { ApiError } from "../api";
import { currentDraft, putDraft } from "./draft-memory";
import { mergeDrafts, type KeptDraft, type RemoteDraft } from "./drafts";
import { fetchDraft, sendDraft } from "./draft-requests";
import type { SentComment } from "./ticket-acts";

// Typing never waits for the network: what is typed is kept in this browser, and brought to the server after a pause
// and when the page is left. Where that fails, the next pause or the next opening brings it.

const SAVE_AFTER_MS = 1_500;
/** Nobody waits longer than this for a sign-out. */
const FLUSH_MS = 2_000;

const waiting = new Map<string, ReturnType<typeof setTimeout>>();
/** Requests about one draft go one after another, so that an older text never arrives last, either way. */
const running = new Map<string, Promise<void>>();
/** Tickets in whose box somebody has typed since it was opened here. */
const touched = new Set<string>();
const owners = new Map<string, string>();
const typedAt = new Map<string, number>();

/** Keeps what somebody types, here at once and soon on the server. */
export function typeDraft(ref: string, { text, internal }: SentComment): void {
  const now = Date.now();
  if (text === "") {
    touched.delete(ref);
    typedAt.delete(ref);
  } else {
    touched.add(ref);
    typedAt.set(ref, now);
  }
  putDraft(ref, { text, internal, atMs: now, isSaved: false, by: owners.get(ref) ?? null });
  clearTimeout(waiting.get(ref));
  waiting.set(
    ref,
    setTimeout(() => void saveNow(ref), SAVE_AFTER_MS),
  );
}

/** When somebody last typed in a ticket's box on this page, epoch ms; `null` when its text is gone. */
export function lastTypedAt(ref: string): number | null {
  return typedAt.get(ref) ?? null;
}

/** A ticket's box was opened: until somebody types, what the server holds may still come into it. */
export function openBox(ref: string): void {
  touched.delete(ref);
}

/** Reads what the server holds of an account's draft and brings both copies together: the newer one wins. */
export function pullDraft(ref: string, owner: string, signal: AbortSignal): Promise<void> {
  owners.set(ref, owner);
  return inTurn(ref, async () => {
    const { draft } = await fetchDraft(ref, signal);
    absorb(ref, owner, draft && toRemote(draft));
  });
}

/** Runs what asks or tells the server about one draft after whatever does so already; a failure stops no later one. */
function inTurn(ref: string, run: () => Promise<void>): Promise<void> {
  const next = (running.get(ref) ?? Promise.resolve()).then(run);
  running.set(
    ref,
    next.catch(() => undefined),
  );
  return next;
}

function toRemote({ ageMs, text, internal }: SentComment & { ageMs: number }): RemoteDraft {
  return { text, internal, atMs: Date.now() - ageMs };
}

function absorb(ref: string, owner: string, remote: RemoteDraft | null): void {
  const kept = currentDraft(ref);
  const isForeign = kept !== null && kept.by !== null && kept.by !== owner;
  const own = isForeign ? null : kept;
  const put = (draft: RemoteDraft) => putDraft(ref, { ...draft, isSaved: true, by: owner });
  const emptied = { text: "", internal: own?.internal ?? false, atMs: Date.now() };
  // Whoever sat here before did not sign out; what they typed is not for this account.
  if (isForeign) put(emptied);
  switch (mergeDrafts(own, remote, touched.has(ref))) {
    case "leave":
      return;
    case "take":
      return remote === null ? undefined : put(remote);
    case "drop":
      touched.delete(ref);
      return put(emptied);
    case "save":
      return void saveNow(ref);
  }
}

function saveNow(ref: string): Promise<void> {
  clearTimeout(waiting.get(ref));
  waiting.delete(ref);
  return inTurn(ref, () => save(ref, false));
}

async function save(ref: string, isLeaving: boolean): Promise<void> {
  const draft = currentDraft(ref);
  if (draft === null || draft.isSaved) return;
  const { text, internal, atMs } = draft;
  const ageMs = Math.max(0, Date.now() - atMs);
  try {
    const answer = await sendDraft(ref, { text, internal, ageMs }, isLeaving);
    settle(ref, draft, answer.draft);
  } catch (error) {
    // It stays in this browser, unsaved; typing goes on.
    if (!(error instanceof ApiError)) throw error;
  }
}

/** The server has kept a draft, or holds a newer one of another browser. */
function settle(
  ref: string,
  sent: KeptDraft,
  held: (SentComment & { ageMs: number }) | null,
): void {
  const isKept = (held?.text ?? "").trim() === sent.text.trim();
  const owner = owners.get(ref);
  if (!isKept && owner !== undefined) return absorbNewer(ref, owner, held);
  const now = currentDraft(ref);
  if (now?.atMs === sent.atMs) putDraft(ref, { ...now, isSaved: true });
}

function absorbNewer(ref: string, owner: string, held: (SentComment & { ageMs: number }) | null) {
  if (held === null) return;
  const remote = toRemote(held);
  if (mergeDrafts(currentDraft(ref), remote, touched.has(ref)) !== "take") return;
  putDraft(ref, { ...remote, isSaved: true, by: owner });
}

/** Brings everything that waits to the server. Resolves when that is done, or after two seconds. */
export async function flushDrafts(): Promise<void> {
  for (const ref of [...waiting.keys()]) void saveNow(ref);
  const all = Promise.all(running.values());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, FLUSH_MS);
  });
  await Promise.race([all, enough]);
  clearTimeout(timer);
}

/** The page goes away: sends what waits in requests that outlive it. */
export function flushOnLeaving(): void {
  for (const [ref, timer] of waiting) {
    clearTimeout(timer);
    waiting.delete(ref);
    // Not behind what is under way: nothing runs here after this moment.
    void save(ref, true);
  }
}
