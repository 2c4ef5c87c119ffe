import "server-only";
import type { SentRequest } from "@/lib/contracts/record-form";
import type { FormLayout, FormValue } from "@/lib/domain/record-form";
import { BadRequest } from "@/lib/server/failures";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { FormRequest } from "@/lib/server/upstream/form-desk";
import { placeRefusal } from "./refusal-places";

/** What fields are to hold, by key. */
export type Values = ReadonlyMap<string, FormValue>;

/** The values of a request. @throws BadRequest for fields that the form does not have */
export function readFormValues(form: FormLayout, values: Record<string, FormValue>): Values {
  const known = new Set(form.fields.map(({ key }) => key));
  const unknown = Object.keys(values).filter((key) => !known.has(key));
  if (unknown.length > 0) {
    throw new BadRequest(
      Object.fromEntries(unknown.map((key) => [`values.${key}`, "is no field of this form"])),
    );
  }
  return new Map(Object.entries(values));
}

/** The request that a desk makes of a form, or the fields whose values it cannot spell. */
export function prepareOrFault(
  form: FormLayout,
  keys: readonly string[],
  prepare: () => FormRequest,
): FormRequest | { faults: Record<string, string> } {
  try {
    return prepare();
  } catch (error) {
    if (!(error instanceof UpstreamRefusal)) throw error;
    return { faults: placeRefusal(form, keys, error.message) };
  }
}

/** What is said above a form that was not sent. */
export function countFaults(faults: Readonly<Record<string, string>>): string {
  const count = Object.keys(faults).length;
  return `Nothing was sent: ${count === 1 ? "one field needs" : `${count} fields need`} another look.`;
}

/** A request as people read it. */
export function toSent({ method, path, body }: FormRequest): SentRequest {
  return { method, path, body: JSON.stringify(body, null, 2) };
}
