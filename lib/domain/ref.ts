import { z } from "zod";
import { SOURCES, type Source } from "./source";

/**
 * What an upstream record can be. `record` is a SysAid service record, `install` a managed install, `startup` a
 * start-up program, `service` a service that runs on machines.
 */
export const ENTITIES = [
  "machine",
  "asset",
  "node",
  "ticket",
  "record",
  "ci",
  "user",
  "queue",
  "group",
  "software",
  "process",
  "service",
  "startup",
  "os",
  "install",
  "script",
  "license",
  "assettype",
  "patch",
] as const;
export type Entity = (typeof ENTITIES)[number];

const PATTERN = new RegExp(`^(${SOURCES.join("|")}):(${ENTITIES.join("|")}):(.+)$`, "s");

/**
 * The one textual identity of an upstream record: `kace:ticket:4211`, `sysaid:asset:0A-3E-E9-13-2B-E4`.
 * Native ids keep their own characters (SysAid asset ids hold colons), so only the first two colons divide.
 */
export const Ref = z.string().max(300).regex(PATTERN).brand<"Ref">();
export type Ref = z.infer<typeof Ref>;

/** Builds a ref. Throws a ZodError when the native id is empty. */
export function toRef(source: Source, entity: Entity, nativeId: string | number): Ref {
  return Ref.parse(`${source}:${entity}:${nativeId}`);
}

/** Splits a ref into its parts; the opposite of {@link toRef}. */
export function splitRef(ref: Ref): { source: Source; entity: Entity; nativeId: string } {
  const match = PATTERN.exec(ref);
  if (!match) throw new TypeError(`Not a ref: ${ref}`);
  const [, source, entity, nativeId] = match;
  return { source: source as Source, entity: entity as Entity, nativeId: nativeId as string };
}

/** The ref that a text spells, or `null`. For path parameters and other outside text. */
export function parseRef(text: string): Ref | null {
  const parsed = Ref.safeParse(text);
  return parsed.success ? parsed.data : null;
}
