import { z } from "zod";
import { Ref } from "@/lib/domain/ref";
import { FormChanges, FormKey } from "./record-form";

// A device's records as forms: which of its records is meant goes with every request.

export const FormQuery = z.strictObject({ record: Ref });

export const FormChoicesQuery = z.strictObject({
  record: Ref,
  field: FormKey,
  search: z.string().max(200).optional(),
});

export const FormWrite = z.strictObject({ record: Ref, ...FormChanges.shape });
export type FormWrite = z.infer<typeof FormWrite>;

/** The file goes as the request's body, its name and record in the address. */
export const AttachmentQuery = z.strictObject({
  record: Ref,
  name: z.string().min(1).max(500).optional(),
});
export const AttachmentWrite = z.strictObject({ record: Ref });
