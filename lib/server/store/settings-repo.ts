import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "./db";
import { settings } from "./schema/device-work-tables";

/** A setting as it was last set; times are ISO 8601 in UTC. */
export interface KeptSetting<Value> {
  value: Value;
  updatedAt: string;
  updatedBy: string;
}

/** What administrators set under a name; `null` while nobody did, or when what stands there is no longer of this shape. */
export async function readSetting<Shape extends z.ZodType>(
  db: Db,
  name: string,
  shape: Shape,
): Promise<KeptSetting<z.infer<Shape>> | null> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name));
  if (row === undefined) return null;
  const parsed = shape.safeParse(row.value);
  if (!parsed.success) return null;
  return { value: parsed.data, updatedAt: row.updatedAt, updatedBy: row.updatedBy };
}

/** Sets a setting. `value` must be JSON. */
export async function writeSetting(
  db: Db,
  name: string,
  value: unknown,
  by: string,
): Promise<void> {
  const row = { value, updatedAt: new Date().toISOString(), updatedBy: by };
  await db
    .insert(settings)
    .values({ name, ...row })
    .onConflictDoUpdate({ target: settings.name, set: row });
}
