import "server-only";
import { toRef } from "@/lib/domain/ref";
import type { FormField } from "@/lib/domain/record-form";
import type { Source } from "@/lib/domain/source";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { nameAccounts } from "@/lib/server/store/read/account-choices";

/** Names the accounts that fields hold by id: the index knows them all. */
export async function nameOwners(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  source: Source,
  fields: FormField[],
): Promise<FormField[]> {
  const idsOf = (field: FormField) =>
    field.from === "user" && field.text === null
      ? [field.value].flat().filter((id) => id !== "")
      : [];
  const refs = fields.flatMap(idsOf).map((id) => toRef(source, "user", id));
  const names = await nameAccounts(runtime.store.db, visibilityOf(viewer), { source, refs });
  return fields.map((field) => {
    const named = idsOf(field).flatMap((id) => names.get(toRef(source, "user", id)) ?? []);
    return named.length === 0 ? field : { ...field, text: named.join(", ") };
  });
}
