import { customType, text } from "drizzle-orm/pg-core";
import type { Ref } from "@/lib/domain/ref";

// Not server-only by import: drizzle-kit reads this file to write migrations.

/** A moment: ISO 8601 text in UTC with milliseconds (`2026-11-22T09:40:00.000Z`), as the domain keeps it. */
export const at = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: toIso,
});

/** PostgreSQL's text of a moment (session in UTC) as ISO 8601 with milliseconds. */
export function toIso(text: string): string {
  return new Date(text.replace(" ", "T").replace(/\+00$/, "Z")).toISOString();
}

/** The ref of an upstream record. */
export const ref = (name: string) => text(name).$type<Ref>();
