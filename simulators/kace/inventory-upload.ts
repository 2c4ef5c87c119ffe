import { z } from "zod";
import type { ApplianceContext } from "../appliance/environment";
import { foldName } from "./query";
import { readJson } from "./request-body";
import { KaceWriteRefusal } from "./refusal";

/** One uploaded record: scalars by folded name, and lists of further records (a machine's software). */
export interface Upload {
  texts: ReadonlyMap<string, string>;
  lists: ReadonlyMap<string, readonly Upload[]>;
}

const recordSchema = z.record(z.string(), z.unknown());

/**
 * The records of an inventory upload: the list that stands under one of `names` (any case). Throws
 * {@link KaceWriteRefusal} where there is none.
 */
export async function readUploads(
  c: ApplianceContext,
  names: readonly string[],
): Promise<readonly Upload[]> {
  const body = recordSchema.safeParse(await readJson(c));
  const wanted = new Set(names.map(foldName));
  const [, list] = Object.entries(body.data ?? {}).find(([key]) => wanted.has(foldName(key))) ?? [];
  const uploads = uploadsOf(list);
  if (uploads.length === 0) throw new KaceWriteRefusal(400, `Invalid data: no ${names[0] ?? ""}.`);
  return uploads;
}

function uploadsOf(list: unknown): Upload[] {
  return Array.isArray(list) ? list.flatMap((one: unknown) => uploadOf(one) ?? []) : [];
}

function uploadOf(value: unknown): Upload | null {
  const record = recordSchema.safeParse(value);
  if (!record.success) return null;
  const texts = new Map<string, string>();
  const lists = new Map<string, Upload[]>();
  for (const [key, one] of Object.entries(record.data)) {
    if (Array.isArray(one)) lists.set(foldName(key), uploadsOf(one));
    else if (typeof one === "string" || typeof one === "number") texts.set(foldName(key), `${one}`);
    else if (typeof one === "boolean") texts.set(foldName(key), one ? "1" : "0");
  }
  return { texts, lists };
}

/** The first of the names that the upload holds. */
export function textOf(upload: Upload, ...names: string[]): string | undefined {
  const found = names.find((name) => upload.texts.has(name));
  return found === undefined ? undefined : upload.texts.get(found);
}
