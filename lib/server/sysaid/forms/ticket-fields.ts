import "server-only";
import type { FormChoice, FormField, FormValue } from "@/lib/domain/record-form";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { WireListValue } from "../wire";
import { toFormFields, writeItem } from "./form-items";

// A service record's form is a form like a CI's; what follows is what its own fields mean.

/** The second and third level of the category, which the first is written with: `A_B_C` (document, "problem_type"). */
const LOWER_LEVELS = ["problem_sub_type", "third_level_category"] as const;
const CATEGORY = "problem_type";

/** What the server sets by itself, or by acts of its own. */
const SET_BY_SERVER: Readonly<Partial<Record<string, string>>> = {
  sr_type: "The type decides which fields there are; change it in SysAid.",
  quick_name: "The template that the record began with.",
  close_time: "SysAid notes it.",
  archive: "Archiving is an act of its own.",
  assign_counter: "SysAid counts it.",
  reopen_counter: "SysAid counts it.",
  timer1: "SysAid works it out.",
  timer2: "SysAid works it out.",
  update_user: "SysAid notes it.",
  submit_user: "SysAid notes it.",
  request_user_name: "It follows the request user.",
  user_manager_name: "It follows the request user.",
  computer_name: "It follows the asset.",
};

const PEOPLE = new Set(["responsibility", "request_user", "responsible_manager", "followup_user"]);
/** Fields whose ids are records', whatever type the form gives them. */
const RECORDS: Readonly<Partial<Record<string, string>>> = { computer_id: "asset", ci: "ci" };

const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  Request: [
    "title",
    "description",
    "request_user",
    CATEGORY,
    "urgency",
    "impact",
    "computer_id",
    "ci",
    "location",
    "department",
    "company",
    "cc",
  ],
  Work: ["status", "priority", "assigned_group", "responsibility", "due_date", "solution"],
};
const CUSTOM_SECTION = "Custom fields";
const MORE_SECTION = "More";

/** What a new record's form calls itself before somebody names it (recorded). */
const UNNAMED = "DEFAULT";

/**
 * The fields of a service record's form or template. Lists, people and records are chosen, the category from its tree; what
 * the three levels of the category hold is one field.
 * @param tree the categories; `null` where the server does not tell them
 */
export function toTicketFields(
  info: unknown,
  tree: readonly WireListValue[] | null,
  { isBlank }: { isBlank: boolean },
): FormField[] {
  const all = toFormFields(info);
  const categories = tree === null ? null : flatten(tree, []);
  const levels = [CATEGORY, ...LOWER_LEVELS].map((key) => textIn(all, key));
  return all
    .filter(({ key }) => !LOWER_LEVELS.some((level) => level === key))
    .map((field) => {
      const shaped = shape(field, { levels, categories });
      const isTitle = field.key === "title";
      return {
        ...shaped,
        required: shaped.required || isTitle,
        value: isBlank && isTitle && shaped.value === UNNAMED ? "" : shaped.value,
        readOnly: SET_BY_SERVER[field.key] ?? shaped.readOnly,
        section: sectionOf(field.key),
      };
    })
    .sort((a, b) => rankOf(a.key) - rankOf(b.key));
}

function shape(
  field: FormField,
  { levels, categories }: { levels: readonly string[]; categories: FormChoice[] | null },
): FormField {
  const { key } = field;
  if (key === CATEGORY) return toCategory(field, levels, categories);
  const from = RECORDS[key] ?? (PEOPLE.has(key) ? peopleOf(key) : field.from);
  if (from === field.from) return field;
  const id = typeof field.value === "string" && field.value !== "0" ? field.value : "";
  return { ...field, kind: "choice", from, value: id, text: id === "" ? null : field.text };
}

/** Agents are a list of the server's own; everybody else is known to the index. */
const peopleOf = (key: string) => (key === "request_user" ? "user" : "responsibility");

function toCategory(
  field: FormField,
  levels: readonly string[],
  options: FormChoice[] | null,
): FormField {
  const names = levels.filter((level) => level !== "");
  const path = names.join("_");
  // A first level that holds the whole path already is known as it is.
  const value = options?.some(({ id }) => id === names[0]) === true ? path : (names[0] ?? "");
  const known = options?.find(({ id }) => id === path) ?? options?.find(({ id }) => id === value);
  const own = { ...field, kind: "nested" as const, from: CATEGORY, options };
  return {
    ...own,
    value: known?.id ?? path,
    text: known?.label ?? (names.length > 0 ? names.join(" / ") : null),
    readOnly: options === null ? "SysAid does not tell its categories just now." : null,
  };
}

function flatten(values: readonly WireListValue[], path: readonly string[]): FormChoice[] {
  return values.flatMap(({ id, caption, values: inner }) => {
    // The tree's root repeats the field's name and is no category of its own.
    if (id === CATEGORY) return flatten(inner, path);
    const here = [...path, caption];
    return [{ id, label: here.join(" / "), path: here }, ...flatten(inner, here)];
  });
}

function sectionOf(key: string): string {
  const own = Object.entries(SECTIONS).find(([, keys]) => keys.includes(key));
  if (own) return own[0];
  return /^(cust_|customcolumn)/i.test(key) ? CUSTOM_SECTION : MORE_SECTION;
}

const ORDER = [...Object.values(SECTIONS).flat()];

function rankOf(key: string): number {
  const at = ORDER.indexOf(key);
  if (at >= 0) return at;
  return ORDER.length + (sectionOf(key) === CUSTOM_SECTION ? 0 : 1);
}

function textIn(fields: readonly FormField[], key: string): string {
  const field = fields.find((one) => one.key === key);
  if (field === undefined) return "";
  const value = field.kind === "other" ? (field.text ?? "") : field.value;
  return typeof value === "string" ? value.trim() : "";
}

/**
 * Fields as `info` holds them.
 * @throws UpstreamRefusal for a value that has no spelling
 */
export function spellTicket(
  fields: readonly FormField[],
  values: ReadonlyMap<string, FormValue>,
): { key: string; value: unknown }[] {
  return [...values].map(([key, value]) => {
    const field = fields.find((one) => one.key === key);
    if (!field) throw new UpstreamRefusal("sysaid", "SysAid’s form does not have this field.");
    // Ids of assets are texts, also where they are digits alone.
    if (field.kind === "nested" || key === "computer_id") return { key, value };
    return { key, value: writeItem(field, value) };
  });
}
