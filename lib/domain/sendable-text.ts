/**
 * Why a text that somebody typed cannot reach a system as it is, or `null` when it can. Texts are sent as they were
 * typed, blanks around them included; what would not survive the way is refused instead of changed.
 */
export function whyNotSendable(text: string): string | null {
  if (text.trim() === "") return "must hold more than blanks";
  if (text.includes("\u0000")) return "holds a NUL character, which no system keeps; take it out";
  if (!text.isWellFormed()) {
    return "holds half a character (an unpaired surrogate), which no system keeps; take it out";
  }
  return null;
}
