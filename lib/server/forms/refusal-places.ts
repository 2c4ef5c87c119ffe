import "server-only";
import type { FormLayout } from "@/lib/domain/record-form";

/**
 * The fields that a source's refusal is about, each with its words: those that it names by key or label, else the only one
 * that was changed. Empty where it names none of several: the words then stand above the form.
 */
export function placeRefusal(
  form: FormLayout,
  changedKeys: readonly string[],
  words: string,
  { onlyNamed = false }: { onlyNamed?: boolean } = {},
): Record<string, string> {
  const fields = form.fields.filter(({ key }) => changedKeys.includes(key));
  const named = fields.filter(({ key, label }) => names(words, key) || names(words, label));
  const places = named.length === 0 && fields.length === 1 && !onlyNamed ? fields : named;
  return Object.fromEntries(places.map(({ key }) => [key, words]));
}

/** Whether a text names a field as a word of its own: `name` does not stand in `username`. */
function names(words: string, field: string): boolean {
  const escaped = field.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (escaped === "") return false;
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "iu").test(words);
}
