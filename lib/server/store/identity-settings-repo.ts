import "server-only";
import { z } from "zod";
import {
  DEFAULT_PLACEHOLDERS,
  PlaceholderEdits,
  withEdits,
  type Placeholders,
} from "@/lib/domain/identity";
import type { Db } from "./db";
import { readSetting, writeSetting, type KeptSetting } from "./settings-repo";

const PLACEHOLDERS = "identity.placeholders";
const MATCHED = "identity.matched";

/** What administrators changed about the lists of values that identify nothing; `null` while nobody did. */
export const readPlaceholderEdits = (db: Db): Promise<KeptSetting<PlaceholderEdits> | null> =>
  readSetting(db, PLACEHOLDERS, PlaceholderEdits);

/** Sets these changes. What is joined follows only when everything is matched again. */
export const writePlaceholderEdits = (db: Db, edits: PlaceholderEdits, by: string): Promise<void> =>
  writeSetting(db, PLACEHOLDERS, edits, by);

/** The lists as they stand. */
export async function readPlaceholders(db: Db): Promise<Placeholders> {
  const kept = await readPlaceholderEdits(db);
  return kept === null ? DEFAULT_PLACEHOLDERS : withEdits(kept.value);
}

const FullMatch = z.object({
  startedAt: z.string(),
  finishedAt: z.string(),
  devices: z.number().int(),
  moved: z.number().int(),
});
export type FullMatch = z.infer<typeof FullMatch>;

/** The last time that everything was matched, and what came of it; `null` before the first. */
export async function readFullMatch(db: Db): Promise<FullMatch | null> {
  return (await readSetting(db, MATCHED, FullMatch))?.value ?? null;
}

/** Notes that everything was matched. */
export const writeFullMatch = (db: Db, match: FullMatch): Promise<void> =>
  writeSetting(db, MATCHED, match, "Sightline");
