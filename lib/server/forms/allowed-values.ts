import "server-only";
import type { AllowedValues } from "@/lib/contracts/record-form";
import type { FormLayout } from "@/lib/domain/record-form";
import type { Actor } from "@/lib/server/api/route";
import { isSourceFault } from "@/lib/server/source-fault";
import type { FormDesk } from "@/lib/server/upstream/form-desk";

/** More than so many are no help beside a field; its own list has them all. */
const ALLOWED_MAX = 30;

/**
 * What fields that were refused can be set to. A list that cannot be read is left out: the refusal itself is told all the
 * same.
 */
export async function findAllowed(
  { signal }: Pick<Actor, "signal">,
  { form, desk }: { form: FormLayout; desk: Pick<FormDesk, "choices"> },
  keys: readonly string[],
): Promise<AllowedValues> {
  const allowed: AllowedValues = {};
  for (const field of form.fields.filter(({ key }) => keys.includes(key))) {
    if (field.options !== null) allowed[field.key] = field.options.slice(0, ALLOWED_MAX);
    if (field.options !== null || field.from === null || field.from === "user") continue;
    try {
      const wanted = { search: "", limit: ALLOWED_MAX };
      const found = await desk.choices(form, field, wanted, { priority: "person", signal });
      if (found !== null && found.isAll) allowed[field.key] = found.choices;
    } catch (error) {
      if (!isSourceFault(error)) throw error;
    }
  }
  return allowed;
}
