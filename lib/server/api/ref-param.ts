import "server-only";
import { parseRef, splitRef, type Entity, type Ref } from "@/lib/domain/ref";
import { NotFound } from "@/lib/server/failures";

/** The ref that an address names. Anything else, also a ref of another kind, is simply not there. Throws {@link NotFound}. */
export function requireRef(
  text: string | undefined,
  entities: readonly Entity[],
  what: string,
): Ref {
  const ref = parseRef(decodeParam(text ?? ""));
  if (!ref || !entities.includes(splitRef(ref).entity)) throw new NotFound(what);
  return ref;
}

/** A part of an address as it was meant: Next leaves the colons of a ref encoded. A broken escape is the empty text. */
export function decodeParam(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
