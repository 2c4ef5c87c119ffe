import "server-only";
import { toRef, type Ref } from "@/lib/domain/ref";
import * as stage from "@/lib/server/forms/testing/form-stage";
import type { Appliances } from "@/lib/server/testing/appliance-stage";
import { openForm } from "../open-form";

export const ASSET = toRef("kace", "asset", 1);
export const CI = toRef("sysaid", "ci", 1);

/** The stage of forms, and what the fields of assets and CIs hold. */
export function stageForms(start: () => Promise<Appliances>) {
  const parts = stage.stageForms(start);
  return {
    ...parts,
    /** What a field holds in its source now. */
    valueOf: async (ref: Ref, key: string) =>
      (await openForm(parts.as("ada"), ref)).form.fields.find((field) => field.key === key)?.value,
  };
}
