import type { PresenceState } from "@/lib/contracts/ticket-fields";
import type { PresenceResult, TellPresence } from "@/lib/contracts/ticket-presence";
import { ApiError, apiGet, apiSend, apiSendOnLeaving } from "../api";
import { newId } from "../new-id";
import { onDrafts } from "./draft-memory";
import { lastTypedAt } from "./draft-sync";

/** The server forgets a page that says nothing for 45 seconds. */
const RENEW_MS = 20_000;
const IDLE_MS = 2 * 60_000;
/** Whoever paused for so long is not typing any more. */
const TYPING_MS = 5_000;
/** Whoever only walks past a ticket is not there. */
const REST_MS = 500;
const LOOK_MS = 1_000;
/** Whoever takes no part is asked about it so seldom: an ended sign-in may have come back. */
const ASK_AGAIN_MS = 60_000;

/** What the reader of a page does. Times are spans up to now. */
export function presenceOf({
  isHidden,
  idleMs,
  sinceTypedMs,
}: {
  isHidden: boolean;
  idleMs: number;
  sinceTypedMs: number | null;
}): PresenceState {
  if (isHidden || idleMs >= IDLE_MS) return "away";
  return sinceTypedMs !== null && sinceTypedMs < TYPING_MS ? "typing" : "viewing";
}

/** Whether a state is worth a request: a new one at once, the same one in time, and never again from a hidden page. */
export function isDue(
  told: { state: PresenceState; atMs: number } | null,
  state: PresenceState,
  { nowMs, isHidden }: { nowMs: number; isHidden: boolean },
): boolean {
  if (told?.state !== state) return true;
  return !isHidden && nowMs - told.atMs >= RENEW_MS;
}

/** Who else has a ticket open. Throws ApiError. */
export function fetchPresence(ref: string, signal: AbortSignal): Promise<PresenceResult> {
  return apiGet<PresenceResult>(pathOf(ref), ["people"], { signal });
}

/**
 * Tells the server what this page does with a ticket, until the returned function is called. A telling that fails is
 * made up for by the next; nobody is told of it.
 * @param onAnswer hears who else is there, each time
 */
export function reportPresence(
  ref: string,
  onAnswer: (result: PresenceResult) => void,
): () => void {
  const pageId = newId();
  let told: { state: PresenceState; atMs: number } | null = null;
  let activeAt = Date.now();
  let takesPart = true;
  let isEnded = false;
  // One after another, so that "left" is the last that is heard.
  let running = Promise.resolve();

  const say = async (state: TellPresence["state"], send: typeof apiSend<PresenceResult>) => {
    try {
      const answer = await send("POST", pathOf(ref), { pageId, state }, ["people"]);
      takesPart = answer.isShared;
      if (!isEnded) onAnswer(answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  };
  const look = () => {
    const nowMs = Date.now();
    const typedAt = lastTypedAt(ref);
    const isHidden = document.hidden;
    const sinceTypedMs = typedAt === null ? null : nowMs - typedAt;
    const state = presenceOf({ isHidden, idleMs: nowMs - activeAt, sinceTypedMs });
    if (!takesPart && told !== null && nowMs - told.atMs < ASK_AGAIN_MS) return;
    if (!isDue(told, state, { nowMs, isHidden })) return;
    told = { state, atMs: nowMs };
    running = running.then(() => say(state, apiSend));
  };
  const leave = () => {
    if (told === null || !takesPart) return;
    told = null;
    void say("left", apiSendOnLeaving);
  };
  const stopWatching = watchReader({
    onActive: () => {
      activeAt = Date.now();
      if (told?.state === "away") look();
    },
    onChange: () => told !== null && look(),
    onLeaving: leave,
    onReturn: look,
  });
  let ticking: ReturnType<typeof setInterval> | undefined;
  const rest = setTimeout(() => {
    look();
    ticking = setInterval(look, LOOK_MS);
  }, REST_MS);
  return () => {
    isEnded = true;
    clearTimeout(rest);
    clearInterval(ticking);
    stopWatching();
    void running.then(leave);
  };
}

const ACTIVITIES = ["pointermove", "pointerdown", "keydown", "wheel"] as const;

/** Watches what tells of a page's reader. Returns what ends it. */
function watchReader(on: {
  onActive: () => void;
  onChange: () => void;
  onLeaving: () => void;
  onReturn: () => void;
}): () => void {
  const ending = new AbortController();
  const options = { signal: ending.signal, passive: true };
  for (const name of ACTIVITIES) window.addEventListener(name, on.onActive, options);
  document.addEventListener("visibilitychange", on.onChange, options);
  window.addEventListener("pagehide", on.onLeaving, options);
  window.addEventListener(
    "pageshow",
    (event) => {
      if (event.persisted) on.onReturn();
    },
    options,
  );
  const unlisten = onDrafts(on.onChange);
  return () => {
    ending.abort();
    unlisten();
  };
}

function pathOf(ref: string): string {
  return `/api/tickets/${encodeURIComponent(ref)}/presence`;
}
