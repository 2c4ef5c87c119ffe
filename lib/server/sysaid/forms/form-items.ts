import "server-only";
import type { FormField, FormKind, FormValue } from "@/lib/domain/record-form";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import { z } from "zod";
import { toIso } from "../item";
import { NOTHING } from "../quirks";
import { cleanText, fold, toFlag, toNumber } from "../wire";

// A form's items carry more than a list's: type, whether they must be filled, whether they may be changed (recorded
// of service records; a CI's return values are documented the same).

const Item = z.preprocess(
  fold,
  z.object({
    key: z.string().trim().min(1),
    value: z.unknown().optional(),
    valuecaption: z.unknown().optional(),
    keycaption: z.unknown().optional(),
    type: z.unknown().optional(),
    mandatory: z.unknown().optional(),
    editable: z.unknown().optional(),
  }),
);

/** The eight types of a form's item; without one, the value tells. */
const KINDS: Readonly<Partial<Record<string, FormKind>>> = {
  text: "text",
  numeric: "number",
  date: "moment",
  boolean: "flag",
  list: "choice",
  nested: "other",
  object: "other",
  calculated: "other",
};

/** What the server sets by itself, or what other records hang on; changing it by hand would tear them apart. */
const SET_BY_SERVER: Readonly<Partial<Record<string, string>>> = {
  id: "SysAid gives it.",
  insert_time: "SysAid notes it.",
  update_time: "SysAid notes it.",
  version: "SysAid counts it.",
  account_id: "SysAid gives it.",
  ci_type: "The type decides which fields there are; change it in SysAid.",
  asset_id: "It ties the CI to its asset; change it in SysAid.",
};

/** Keys that name a person wherever they stand. */
const PEOPLE = new Set(["owner", "assigned_to", "responsibility", "request_user", "username"]);

const LONG_TEXT_KEYS = /notes|description|comment/;

/** The fields of a form, in the server's order. An item without a key is left out. */
export function toFormFields(info: unknown): FormField[] {
  return (Array.isArray(info) ? info : []).flatMap((entry) => {
    const parsed = Item.safeParse(entry);
    if (!parsed.success) return [];
    const { value, valuecaption, keycaption, type, mandatory, editable, ...rest } = parsed.data;
    // The server's own spelling goes back with a write; `CustomColumn3sr` is not written in small letters.
    const { key } = rest;
    const name = key.toLowerCase();
    const kind = kindOf(name, cleanText(type)?.toLowerCase() ?? null, value);
    const caption = cleanText(valuecaption);
    const held = readItem(kind, value);
    const isNothing = held === "" && (caption === null || caption === "0");
    return [
      {
        key,
        label: cleanText(keycaption) ?? key,
        kind,
        group: null,
        required: toFlag(mandatory) === true,
        readOnly: whyNot(name, kind, toFlag(editable)),
        value: held,
        text: kind === "text" || kind === "longText" || isNothing ? null : caption,
        from: kind !== "choice" ? null : PEOPLE.has(name) ? "user" : key,
        options: null,
        section: null,
      },
    ];
  });
}

function kindOf(key: string, type: string | null, value: unknown): FormKind {
  const told = type === null ? undefined : KINDS[type];
  if (told === "text" && (LONG_TEXT_KEYS.test(key) || String(value ?? "").includes("\n"))) {
    return "longText";
  }
  if (told !== undefined) return told;
  if (type !== null || (typeof value === "object" && value !== null)) return "other";
  return typeof value === "boolean" ? "flag" : "text";
}

function whyNot(key: string, kind: FormKind, isEditable: boolean | null): string | null {
  const own = SET_BY_SERVER[key];
  if (own !== undefined) return own;
  if (kind === "other") return "SysAid works it out, or keeps it as a list of its own.";
  return isEditable === false ? "SysAid’s form shows it, but lets nobody change it." : null;
}

function readItem(kind: FormKind, value: unknown): FormValue {
  switch (kind) {
    case "moment":
      return toIso(toNumber(value)) ?? "";
    case "choice": {
      const id = cleanText(value) ?? "";
      return NOTHING.has(id.toLowerCase()) ? "" : id;
    }
    case "flag": {
      const flag = toFlag(value);
      return flag === null ? "" : String(flag);
    }
    case "number":
      return cleanText(value) ?? "";
    case "other":
      return "";
    default:
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
  }
}

/**
 * A field's new content in the server's spelling: dates in epoch ms, list values by id, 0 for none.
 * @throws UpstreamRefusal for what has no spelling
 */
export function writeItem(field: FormField, value: FormValue): unknown {
  if (typeof value !== "string") throw refuse(field, "takes one value");
  switch (field.kind) {
    case "moment":
      return value === "" ? null : toMs(field, value);
    case "number":
      return value === "" ? null : Number(value);
    case "flag":
      return value === "" ? null : value === "true";
    case "choice":
      if (value === "") return 0;
      // Ids of lists are numbers, but for a few lists of words.
      return /^\d{1,15}$/.test(value) ? Number(value) : value;
    default:
      return value;
  }
}

function toMs(field: FormField, value: string): number {
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) throw refuse(field, "takes a date and time");
  return ms;
}

function refuse({ label }: FormField, words: string): UpstreamRefusal {
  return new UpstreamRefusal("sysaid", `${label} ${words}.`);
}
