import type { z } from "zod";
import type { ApplianceContext } from "../appliance/environment";
import { KaceWriteRefusal } from "./refusal";

/** The JSON body, or `null` where it is none. */
export async function readJson(c: ApplianceContext): Promise<unknown> {
  return c.req.json<unknown>().catch(() => null);
}

/** The JSON body under a schema; the first thing that is wrong with it is named. Throws {@link KaceWriteRefusal}. */
export async function readBody<Schema extends z.ZodType>(
  c: ApplianceContext,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const body = schema.safeParse(await readJson(c));
  if (body.success) return body.data;
  const where = body.error.issues[0]?.path.join(".") ?? "";
  throw new KaceWriteRefusal(400, `Invalid data: ${where === "" ? "body" : where}`);
}
