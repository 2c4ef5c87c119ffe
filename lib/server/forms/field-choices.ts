import "server-only";
import type { FormChoicesResult } from "@/lib/contracts/record-form";
import type { FormLayout } from "@/lib/domain/record-form";
import { splitRef } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { NotFound } from "@/lib/server/failures";
import { searchAccounts } from "@/lib/server/store/read/account-choices";
import { listCis } from "@/lib/server/store/read/cis";
import type { FormDesk } from "@/lib/server/upstream/form-desk";

const CHOICES_MAX = 50;

/**
 * The values that a field of a form can be set to, those whose name holds `search`. Accounts and CIs are known to the index;
 * everything else is asked of the source. @throws NotFound for a field that the form does not have
 */
export async function findFieldChoices(
  { runtime, viewer, signal }: Pick<Actor, "runtime" | "viewer" | "signal">,
  { form, desk, source }: { form: FormLayout; desk: Pick<FormDesk, "choices">; source: Source },
  { key, search }: { key: string; search: string },
): Promise<FormChoicesResult> {
  const field = form.fields.find((one) => one.key === key);
  if (!field) throw new NotFound("field of this form");
  const wanted = { search, limit: CHOICES_MAX };
  const visibility = visibilityOf(viewer);
  if (field.from === "user") {
    return searchAccounts(runtime.store.db, visibility, { source, ...wanted });
  }
  if (field.from === "ci") {
    const query = {
      q: search,
      sort: { field: "name" as const, descending: false },
      limit: CHOICES_MAX,
      offset: 0,
    };
    const { rows, total } = await listCis(runtime.store.db, visibility, query);
    const choices = rows.map(({ ref, name }) => ({ id: splitRef(ref).nativeId, label: name }));
    return { choices, isAll: total <= rows.length };
  }
  const found = await desk.choices(form, field, wanted, { priority: "person", signal });
  return found ?? { choices: null, isAll: true };
}
