import { z } from "zod";

/** The systems that Sightline reads. A third one starts here; the compiler lists what follows. */
export const SOURCES = ["kace", "sysaid"] as const;
export const Source = z.enum(SOURCES);
export type Source = z.infer<typeof Source>;

/** The source of this name, or `null`. */
export function parseSource(text: string): Source | null {
  return SOURCES.find((source) => source === text) ?? null;
}

/**
 * How much a source's saved data can be trusted right now.
 * `fresh`: read within its usual rhythm. `stale`: saved data of `asOf`, with the reason why nothing newer.
 * `missing`: nothing to show, with the reason (not configured, not signed in, never read).
 * Times are ISO 8601 in UTC.
 */
export const SourceState = z.discriminatedUnion("state", [
  z.object({ state: z.literal("fresh"), asOf: z.string() }),
  z.object({ state: z.literal("stale"), asOf: z.string(), reason: z.string() }),
  z.object({ state: z.literal("missing"), reason: z.string() }),
]);
export type SourceState = z.infer<typeof SourceState>;

export type SourceStates = Record<Source, SourceState>;
