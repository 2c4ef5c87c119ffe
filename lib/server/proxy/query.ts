import "server-only";
import { BadRequest } from "@/lib/server/failures";
import type { OperationRow } from "@/lib/server/upstream/operation";

/** A query that its operation knows: encoded, without "?", and its values by name. */
export interface CarriedQuery {
  text: string;
  values: ReadonlyMap<string, string>;
}

const CONTROL = /\p{Cc}/u;
/** A refusal names no more than somebody could read. */
const NAME_LENGTH_MAX = 60;

/**
 * Reads a query and writes it anew, so that both sides read the same: blanks as %20, which every version of the
 * sources understands, and each name once, because of a repeated one each server takes another.
 * @throws BadRequest that names what the operation does not document
 */
export function readQuery(row: OperationRow, params: URLSearchParams): CarriedQuery {
  const known = new Set(row.query.map((parameter) => parameter.name));
  const values = new Map<string, string>();
  const faults = new Map<string, string>();
  for (const [name, value] of params) {
    const fault = faultOf(name, value, { isKnown: known.has(name) || row.anyFilter });
    if (fault !== null) faults.set(show(name), fault);
    else if (values.has(name)) faults.set(show(name), "is given twice");
    else values.set(name, value);
  }
  if (faults.size > 0) throw new BadRequest(Object.fromEntries([...faults].slice(0, 20)));
  const text = [...values].map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  return { text, values };
}

function faultOf(name: string, value: string, { isKnown }: { isKnown: boolean }): string | null {
  if (name === "" || CONTROL.test(name)) return "is no name of a parameter";
  if (!isKnown) return "is not a parameter of this operation";
  return CONTROL.test(value) ? "must not hold control characters" : null;
}

function show(name: string): string {
  return name.replace(/\p{Cc}/gu, "?").slice(0, NAME_LENGTH_MAX) || "(empty)";
}

/** URLSearchParams replaces what is no text by itself, so nothing is left that could not be encoded. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
