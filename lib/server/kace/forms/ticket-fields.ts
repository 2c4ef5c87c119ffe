import "server-only";
import type { FormChoice, FormField, FormKind, FormValue } from "@/lib/domain/record-form";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import { NO_DATE } from "../quirks";
import { foldKeys } from "./asset-wire";
import { kindOfProperty, readFieldText, readFieldValue, toId } from "./field-values";
import { TICKET_LISTS, type QueueLayout, type TicketField, type TicketList } from "./ticket-wire";

/** Between the levels of a category's name. */
const LEVELS = "::";

/** Fields that every queue has, whatever word it has for their type. */
const STANDING: Readonly<
  Partial<Record<string, { kind: FormKind; from: string | null; section: string }>>
> = {
  title: { kind: "text", from: null, section: "Request" },
  summary: { kind: "longText", from: null, section: "Request" },
  submitter: { kind: "choice", from: "submitter", section: "Request" },
  category: { kind: "nested", from: "category", section: "Request" },
  impact: { kind: "choice", from: "impact", section: "Request" },
  machine: { kind: "choice", from: "machine", section: "Request" },
  asset: { kind: "choice", from: "asset:*", section: "Request" },
  cc_list: { kind: "text", from: null, section: "Request" },
  status: { kind: "choice", from: "status", section: "Work" },
  priority: { kind: "choice", from: "priority", section: "Work" },
  owner: { kind: "choice", from: "owner", section: "Work" },
  due_date: { kind: "localTime", from: null, section: "Work" },
  resolution: { kind: "longText", from: null, section: "Work" },
};

/** Where an own field of a queue stands. */
const OWN_SECTION = "Queue’s own fields";

/**
 * The fields of a ticket, as its queue lays them out, in the queue's order. A field that is hidden is left out, and so is one
 * that an appliance does not send with the ticket: an empty box would say that it is empty.
 * @param ticket the ticket as it came; `isBlank` where it is a template
 */
export function toTicketFields(
  queue: QueueLayout,
  ticket: Readonly<Record<string, unknown>>,
  { asStaff, isBlank }: { asStaff: boolean; isBlank: boolean },
): FormField[] {
  return queue.fields.flatMap((field) => {
    const { kind, from, section } = STANDING[field.key] ?? ownKind(field);
    const isRelated = kind === "choice" || kind === "nested";
    if (isHidden(field, asStaff)) return [];
    if (!isBlank && !isRelated && !(field.key in ticket)) return [];
    const raw = ticket[field.key];
    const value = readTicketValue(kind, raw);
    const options = optionsOf(queue, field, { kind, asStaff });
    return [
      {
        key: field.key,
        label: field.label,
        kind,
        group: null,
        required: field.required,
        readOnly: whyNot(field, { kind, asStaff, isBlank }),
        value,
        text: nameOf(raw, options, value),
        from,
        options,
        section,
      },
    ];
  });
}

/** What an own field holds. A list that tells its values is chosen from them. */
function ownKind(field: TicketField) {
  const section = OWN_SECTION;
  const { kind, from } = kindOfProperty(field);
  const isList = /select|list|drop/i.test(field.type) && field.values.length > 0;
  if (!isList) return { kind, from, section };
  const several = kind === "choices" || /multi/i.test(field.type);
  return { kind: several ? ("choices" as const) : ("choice" as const), from: "values", section };
}

/**
 * The appliance's own pages know hidden fields, read-only ones, those of owners alone (which users may see or not), and
 * those that users set when they create a ticket or change it later. The reference lists no word for them; these are
 * recorded (`usercreate`) or follow the pages. A word that is not known leaves the last word to the appliance.
 */
function isHidden({ visible }: TicketField, asStaff: boolean): boolean {
  if (/owner/.test(visible)) return !asStaff && !/visible/.test(visible);
  return /hidden|^none$/.test(visible);
}

function whyNot(
  { visible, type }: TicketField,
  { kind, asStaff, isBlank }: { kind: FormKind; asStaff: boolean; isBlank: boolean },
): string | null {
  if (kind === "other" || kind === "file") {
    return kind === "file"
      ? "Files go to a ticket with a comment."
      : `Sightline does not know KACE's field type “${type}”; change it in KACE.`;
  }
  if (/read.?only/.test(visible)) return "The queue shows it, and lets nobody change it.";
  if (asStaff) return null;
  if (/owner/.test(visible)) return "The queue leaves it to the ticket's owners.";
  if (!isBlank && /create/.test(visible)) {
    return "The queue lets you set it with a new ticket, and not later.";
  }
  return null;
}

function isTicketList(key: string): key is TicketList {
  return TICKET_LISTS.some((one) => one === key);
}

function optionsOf(
  queue: QueueLayout,
  field: TicketField,
  { kind, asStaff }: { kind: FormKind; asStaff: boolean },
): FormChoice[] | null {
  if (isTicketList(field.key)) {
    return queue.lists[field.key]
      .filter(({ isForUsers }) => asStaff || isForUsers)
      .map(({ id, name }) =>
        kind === "nested"
          ? { id, label: name, path: name.split(LEVELS).map((part) => part.trim()) }
          : { id, label: name },
      );
  }
  if ((kind !== "choice" && kind !== "choices") || field.values.length === 0) return null;
  return field.values.map((value) => ({ id: value, label: value }));
}

function readTicketValue(kind: FormKind, raw: unknown): FormValue {
  if (kind === "choices") return listIn(raw);
  if (kind === "nested") return readFieldValue("choice", raw);
  if (kind === "choice" && typeof raw === "string") return raw === "0" ? "" : raw;
  return readFieldValue(kind, raw);
}

/** `unpackSelects` makes lists of several values; without it they are one text with commas. */
function listIn(raw: unknown): string[] {
  const all: unknown[] = Array.isArray(raw) ? raw : typeof raw === "string" ? raw.split(",") : [];
  return all
    .filter((one) => typeof one === "string" || typeof one === "number")
    .map((one) => String(one).trim())
    .filter((one) => one !== "");
}

function nameOf(raw: unknown, options: FormChoice[] | null, value: FormValue): string | null {
  const known = options?.find(({ id }) => id === value)?.label;
  if (known !== undefined) return known;
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return null;
  const { full_name: fullName, user_name: userName } = foldKeys(raw);
  for (const name of [fullName, userName]) if (typeof name === "string" && name) return name;
  return readFieldText(raw);
}

/**
 * Fields as a row of `Tickets` holds them: ids of related rows stand flat, nothing is 0.
 * @throws UpstreamRefusal for a value that has no spelling
 */
export function spellTicket(
  fields: readonly FormField[],
  values: ReadonlyMap<string, FormValue>,
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [key, value] of values) {
    const field = fields.find((one) => one.key === key);
    if (!field) throw new UpstreamRefusal("kace", "KACE's form does not have this field.");
    row[key] = spell(field, value);
    // Without this the agreement of the ticket's priority puts its own date in again.
    if (key === "due_date") row["is_manual_due_date"] = 1;
  }
  return row;
}

function spell(field: FormField, value: FormValue): unknown {
  if (typeof value !== "string") {
    const comma = value.find((one) => one.includes(","));
    if (comma === undefined) return value.join(",");
    throw new UpstreamRefusal("kace", `${field.label}: KACE cannot keep “${comma}” among several.`);
  }
  const isOwn = field.key.startsWith("custom_");
  switch (field.kind) {
    case "choice":
    case "nested":
      if (isOwn) return value;
      return value === "" ? 0 : toId(field, value);
    case "flag":
      return value === "" ? "" : value === "true" ? "1" : "0";
    case "localTime":
      if (value === "") return field.key === "due_date" ? NO_DATE : "";
      return `${value.replace("T", " ")}${value.length === 16 ? ":00" : ""}`;
    default:
      return value;
  }
}
