import { keepDraft, readDraft, type KeptDraft } from "./drafts";

// What is typed lives here first, so that it survives a full or forbidden storage for as long as the page does.
const typed = new Map<string, KeptDraft>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Calls back whenever any draft changes, here or in another tab of this browser. Returns what ends it. */
export function onDrafts(listener: () => void): () => void {
  const onStorage = () => {
    typed.clear();
    listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}

/** The draft of a ticket as this browser has it; one without text was emptied here. */
export function currentDraft(ref: string): KeptDraft | null {
  const own = typed.get(ref);
  return own === undefined ? readDraft(localStorage, ref, Date.now()) : own;
}

/** Keeps a draft in this browser. */
export function putDraft(ref: string, draft: KeptDraft): void {
  // Also when it is empty: who wrote internally goes on internally until they choose otherwise.
  typed.set(ref, draft);
  keepDraft(localStorage, ref, draft);
  tell();
}
