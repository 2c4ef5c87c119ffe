/** What can be done about a piece of news while it stands. */
export interface ToastAction {
  label: string;
  /** The key that does it. */
  keys?: string;
  run: () => void;
}

/** One piece of news. */
export interface ToastMessage {
  id: number;
  tone: "good" | "bad";
  title: string;
  note: string | null;
  /** The way back from what was done. */
  action?: ToastAction;
}

const SHOWN_MAX = 4;
const listeners = new Set<() => void>();
let messages: readonly ToastMessage[] = [];
let lastId = 0;

function change(next: readonly ToastMessage[]) {
  messages = next;
  for (const listener of listeners) listener();
}

/** Adds news; the oldest leaves when there is too much. Returns its id. */
export function addToast(message: Omit<ToastMessage, "id">): number {
  lastId += 1;
  change([...messages, { ...message, id: lastId }].slice(-SHOWN_MAX));
  return lastId;
}

export function removeToast(id: number): void {
  change(messages.filter((message) => message.id !== id));
}

export const readToasts = (): readonly ToastMessage[] => messages;

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
