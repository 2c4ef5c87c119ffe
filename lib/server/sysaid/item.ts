import "server-only";
import { type Ref, toRef } from "@/lib/domain/ref";
import { NOTHING } from "./quirks";
import { type WireRecord, cleanText, toFlag, toNumber } from "./wire";

// One field of a record as one kind of value. Everything is total: odd values are `null`.

const DATE_MS_MAX = 8_640_000_000_000_000;

/** The value as text. */
export function textOf(record: WireRecord, key: string): string | null {
  return cleanText(record.items.get(key)?.value);
}

/** What people see: the caption, else the value. A list's empty choice is 0 without a caption. */
export function labelOf(record: WireRecord, key: string): string | null {
  const item = record.items.get(key);
  if (!item) return null;
  const value = cleanText(item.value);
  return item.caption ?? (value === null || value === "0" ? null : value);
}

/** The caption alone, for columns whose value is the record's own id. */
export function captionOf(record: WireRecord, key: string): string | null {
  return record.items.get(key)?.caption ?? null;
}

export function numberOf(record: WireRecord, key: string): number | null {
  return toNumber(record.items.get(key)?.value);
}

export function flagOf(record: WireRecord, key: string): boolean | null {
  return toFlag(record.items.get(key)?.value);
}

/** The id of a list value or record; `null` for 0, blanks and "none". */
export function idOf(record: WireRecord, key: string): string | null {
  const id = textOf(record, key);
  return id === null || NOTHING.has(id.toLowerCase()) ? null : id;
}

/** A ref to the record of a numeric id. Old servers hold user names in the same fields: those give `null`. */
export function numericRefOf(
  record: WireRecord,
  key: string,
  entity: "user" | "group" | "ci",
): Ref | null {
  const id = idOf(record, key);
  return id !== null && /^\d+$/.test(id) ? toRef("sysaid", entity, id) : null;
}

/**
 * A moment as ISO 8601 in UTC. Values are epoch milliseconds; an asset's check-in and start can be
 * `yyyy-MM-dd HH:mm:ss.0` instead, which is UTC too.
 */
export function timeOf(record: WireRecord, key: string): string | null {
  const value = record.items.get(key)?.value;
  const ms = toNumber(value) ?? parseUtc(value);
  return toIso(ms);
}

/** Epoch ms as ISO; `null` for 0, which means "never", and for what is no date. */
export function toIso(ms: number | null): string | null {
  if (ms === null || ms <= 0 || ms > DATE_MS_MAX) return null;
  return new Date(ms).toISOString();
}

function parseUtc(value: unknown): number | null {
  const match =
    typeof value === "string" &&
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d+)?$/.exec(value.trim());
  if (!match) return null;
  const ms = Date.parse(`${match[1]}T${match[2]}Z`);
  return Number.isNaN(ms) ? null : ms;
}

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
};

/** Bytes out of a number or a text such as "100 Gb", "15.8 GB" or "512MB". */
export function toBytes(text: string | null): number | null {
  const match = /^([\d.,]+)\s*([kmgt]?)i?(?:b|bytes?)?$/i.exec(text?.trim() ?? "");
  const amount = Number(match?.[1]?.replaceAll(",", ""));
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ""];
  if (!match || !Number.isFinite(amount) || amount <= 0 || unit === undefined) return null;
  return Math.round(amount * unit);
}
