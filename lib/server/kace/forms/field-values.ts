import "server-only";
import type { FormField, FormKind, FormValue } from "@/lib/domain/record-form";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { AssetProperty } from "./asset-wire";
import { foldKeys } from "./asset-wire";

// The reference names a property's type with a word that it lists nowhere; these are the words of the appliance's own
// pages. A word that is not known makes a field that can be looked at and not changed: a guess could spoil it.

/** What a custom field's type comes to, and what it chooses from. */
interface TypeRule {
  words: RegExp;
  kind: FormKind;
  from?: string;
}

const TYPES: readonly TypeRule[] = [
  { words: /attach|file/, kind: "file" },
  { words: /timestamp|date.?time/, kind: "localTime" },
  { words: /date/, kind: "date" },
  { words: /number|integer|currency|decimal|cost|money/, kind: "number" },
  { words: /notes|memo|text.?area|multi.?line/, kind: "longText" },
  { words: /software/, kind: "choices", from: "software" },
  { words: /user|owner/, kind: "choice", from: "user" },
  { words: /(multi\w*.*select|select\w*.*multi|multi.?select)/, kind: "choices", from: "values" },
  { words: /select|list|drop/, kind: "text" },
  { words: /location/, kind: "choice", from: "asset:location" },
  { words: /parent/, kind: "choice", from: "asset:*" },
  { words: /asset/, kind: "choice", from: "asset:*" },
  { words: /flag|bool|check/, kind: "flag" },
  { words: /text|link|url|string/, kind: "text" },
];

/** The kind of a property, and what its ids stand for. `Asset Device` chooses among assets of that type. */
export function kindOfProperty(property: Pick<AssetProperty, "type">): {
  kind: FormKind;
  from: string | null;
} {
  const word = property.type.trim().toLowerCase();
  const ofType = /^asset[\s:_-]+(.+)$/.exec(word)?.[1];
  if (ofType !== undefined) return { kind: "choice", from: `asset:${ofType}` };
  const rule = TYPES.find(({ words }) => words.test(word));
  return rule ? { kind: rule.kind, from: rule.from ?? null } : { kind: "other", from: null };
}

/** What a field holds, out of what the appliance sent: a text, a number, a row, or a list of these. */
export function readFieldValue(kind: FormKind, raw: unknown): FormValue {
  if (kind === "choices") return idsIn(raw);
  if (kind === "choice") return idsIn(raw)[0] ?? "";
  if (kind === "file") return fileNameIn(raw);
  const text = plainText(raw);
  switch (kind) {
    case "date":
      return /^0000-00-00/.test(text) ? "" : text.slice(0, 10);
    case "localTime":
      return /^0000-00-00/.test(text) ? "" : text.replace(" ", "T");
    case "flag":
      if (/^(1|true|yes|y|on)$/i.test(text)) return "true";
      return text === "" ? "" : "false";
    default:
      return text;
  }
}

function plainText(raw: unknown): string {
  if (typeof raw === "string") return raw;
  if (typeof raw === "number" || typeof raw === "boolean") return String(raw);
  return "";
}

/** Ids of related rows: alone, in a row (`{id: 7}`), in a list, or in a text with semicolons. Zero is none. */
function idsIn(raw: unknown): string[] {
  const one = (value: unknown): string => {
    if (typeof value === "object" && value !== null) return plainText(foldKeys(value)["id"]).trim();
    return plainText(value).trim();
  };
  const all = Array.isArray(raw) ? raw.map(one) : one(raw).split(";");
  return all.map((id) => id.trim()).filter((id) => id !== "" && id !== "0");
}

function fileNameIn(raw: unknown): string {
  if (typeof raw !== "object" || raw === null) return plainText(raw).trim();
  const row = foldKeys(Array.isArray(raw) ? raw[0] : raw);
  const name = row["name"] ?? row["file_name"] ?? row["filename"];
  return plainText(name).trim() || (Object.keys(row).length > 0 ? "file" : "");
}

/** The names that came with the ids, for people; `null` where none did. */
export function readFieldText(raw: unknown): string | null {
  const rows = [raw].flat().map((row) => plainText(foldKeys(row)["name"]).trim());
  const named = rows.filter((name) => name !== "");
  return named.length > 0 ? named.join(", ") : null;
}

/**
 * A field's new content in the appliance's spelling. Emptying is the empty text, as clients send it.
 * @throws UpstreamRefusal for an id that is none
 */
export function writeFieldValue(
  field: Pick<FormField, "kind" | "from" | "label">,
  value: FormValue,
): unknown {
  if (typeof value !== "string") {
    return field.from === "values" ? value : value.map((id) => toId(field, id));
  }
  if (value === "") return "";
  switch (field.kind) {
    // Seen in life: fields that point at a row hold it as an object with its id.
    case "choice":
      return { id: toId(field, value) };
    case "flag":
      return value === "true" ? "1" : "0";
    case "localTime":
      return `${value.replace("T", " ")}${value.length === 16 ? ":00" : ""}`;
    default:
      return value;
  }
}

/** The id that one of the appliance's lists knows a value by. */
export function toId(field: Pick<FormField, "label">, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UpstreamRefusal("kace", `${field.label}: KACE does not know this value.`);
}
