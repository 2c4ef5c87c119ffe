// Solutions that were typed and whose ticket is not closed yet, for this page: a close that is refused, or a box that was
// shut by mistake, must not cost what stands in it.

const kept = new Map<string, string>();

/** What was typed as a ticket's solution and has not closed it; empty when nothing was. */
export function keptSolution(ref: string): string {
  return kept.get(ref) ?? "";
}

/** Keeps what is typed; an empty text is forgotten. */
export function keepSolution(ref: string, text: string): void {
  if (text === "") kept.delete(ref);
  else kept.set(ref, text);
}
