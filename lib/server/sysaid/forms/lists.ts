import "server-only";
import type { FormChoice, FormLayout } from "@/lib/domain/record-form";
import type { Call } from "@/lib/server/upstream/port";
import { orNull } from "../client";
import type { Caller } from "../session";
import { parseList } from "../wire";

/** Values of a list that are read at most, to be looked through here: the server searches none. */
const LIST_LENGTH_MAX = 2_000;
const PAGE_LENGTH = 500;

/**
 * All values of a list; `null` where the server knows no such list.
 * @param type the type of the record (`entityType`: a CI's type, a service record's `sr_type`), on which lists depend
 */
export async function readFormList(
  caller: Caller,
  { list, entity, type }: { list: string; entity: "ci" | "sr"; type: string },
  call: Call,
): Promise<FormChoice[] | null> {
  const params = { entity, ...(/^\d+$/.test(type) ? { entityType: type } : {}) };
  const all = new Map<string, FormChoice>();
  for (let offset = 0; offset < LIST_LENGTH_MAX; offset += PAGE_LENGTH) {
    const query = { params, limit: PAGE_LENGTH, offset };
    const ask = () => caller.send("lists.read", { path: { id: list }, query }, call);
    const answer = await orNull(ask);
    if (answer === null) return offset === 0 ? null : [...all.values()];
    const values = parseList(answer, "lists.read");
    const known = all.size;
    for (const { id, caption } of values) if (id !== "0") all.set(id, { id, label: caption });
    // Servers differ in whether they page lists; one that does not sends the same again.
    if (values.length < PAGE_LENGTH || all.size === known) break;
  }
  return [...all.values()];
}

/** The values whose label holds a text, so many of them. */
export function searchList(
  all: readonly FormChoice[],
  { search, limit }: { search: string; limit: number },
): { choices: FormChoice[]; isAll: boolean } {
  const wanted = search.trim().toLowerCase();
  const found = all.filter(({ label }) => label.toLowerCase().includes(wanted));
  return { choices: found.slice(0, limit), isAll: found.length <= limit };
}

/** What a field of a form holds; the empty text where it has no such field. */
export function valueIn(form: FormLayout, key: string): string {
  const value = form.fields.find((field) => field.key === key)?.value;
  return typeof value === "string" ? value : "";
}
