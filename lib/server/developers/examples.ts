import "server-only";
import { z } from "zod";
import { RecordedExample } from "@/lib/contracts/developers";
import type { Source } from "@/lib/domain/source";
import type { Described } from "./operations";

const Recorded = z.record(z.string(), RecordedExample);
type Examples = ReadonlyMap<string, RecordedExample>;

// Read when the first operation is looked at, one file a source: most servers never need them.
const LOADERS: Record<Source, () => Promise<{ default: unknown }>> = {
  kace: () => import("./examples/kace.json"),
  sysaid: () => import("./examples/sysaid.json"),
};
const loaded = new Map<Source, Promise<Examples>>();

/** What the simulated company answered to an operation; `null` for Sightline's own, and where nothing was recorded. */
export async function readExample({
  system,
  id,
}: Pick<Described, "system" | "id">): Promise<RecordedExample | null> {
  if (system === "sightline") return null;
  const before = loaded.get(system);
  const examples = before ?? load(system);
  if (!before) loaded.set(system, examples);
  return (await examples).get(id) ?? null;
}

async function load(source: Source): Promise<Examples> {
  const file = await LOADERS[source]();
  return new Map(Object.entries(Recorded.parse(file.default)));
}
