import "server-only";
import { z } from "zod";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import type { Send } from "../client";
import { foldKeys, rowsIn } from "./asset-wire";

// A ticket is read here as it comes: its form must show and send back exactly what stands in the appliance.

/** A field of a queue's tickets. */
export interface TicketField {
  /** Name in ticket JSON: `title`, `custom_1`. */
  key: string;
  label: string;
  type: string;
  values: string[];
  required: boolean;
  /** The queue's word for whom it is shown to and who sets it, in small letters: `usercreate`, `ownersonly`. */
  visible: string;
}

export interface ListEntry {
  id: string;
  name: string;
  /** `false`: for the queue's owners alone (`user_settable` of categories). */
  isForUsers: boolean;
}

export const TICKET_LISTS = ["status", "priority", "category", "impact"] as const;
export type TicketList = (typeof TICKET_LISTS)[number];

/** What a queue says of its tickets. */
export interface QueueLayout {
  id: string;
  name: string;
  fields: TicketField[];
  lists: Record<TicketList, ListEntry[]>;
}

const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value).trim())
  .catch("");
const list = z.array(z.unknown()).catch([]);

const Field = z.preprocess(
  foldKeys,
  z.object({
    jsonkey: text,
    type: text,
    required: text,
    visible: text,
    values: z.unknown().optional(),
  }),
);
const Labelled = z.preprocess(
  foldKeys,
  z.object({ hd_ticket_field_name: text, field_label: text }),
);
const Entry = z.preprocess(
  foldKeys,
  z.object({ id: text, name: text, ordinal: text, user_settable: text }),
);
const Queue = z.preprocess(
  foldKeys,
  z.object({
    name: text,
    fields: list,
    statuses: list,
    priorities: list,
    categories: list,
    impacts: list,
  }),
);

/** The queue itself stays limited: its full shape holds the passwords of its mailboxes. */
const QUEUE_SHAPE =
  "hd_queue limited,categories all,priorities all,statuses all,impacts all,fields all";

/**
 * Reads how a queue lays its tickets out: `queues/{id}/fields` names them (API reference, `ticket_field`), the queue itself
 * their labels (recorded: `field_label`) and lists. `null` where the session is shown no such queue.
 * @param patternId the ticket template whose fields are wanted
 */
export async function readQueueLayout(
  send: Send,
  { id, patternId }: { id: string; patternId: string | null },
  call: Call,
): Promise<QueueLayout | null> {
  const own = {
    ...(patternId === null ? {} : { pattern: patternId }),
    unpackSelects: "true",
  };
  const fields = { path: { queueID: id }, query: { own } };
  const queue = { path: { id }, query: { shaping: QUEUE_SHAPE } };
  try {
    const [told, shaped] = await Promise.all([
      send("queues.fields", fields, call),
      send("queues.read", queue, call),
    ]);
    const [row] = rowsIn(shaped.json(), "Queues", "queues.read");
    if (row === undefined) return null;
    const parsed = Queue.parse(row);
    const labels = labelsIn(parsed.fields);
    return {
      id,
      name: parsed.name || `Queue ${id}`,
      fields: fieldRows(told.json()).flatMap((one) => toField(one, labels)),
      lists: {
        status: toEntries(parsed.statuses),
        priority: toEntries(parsed.priorities),
        category: toEntries(parsed.categories),
        impact: toEntries(parsed.impacts),
      },
    };
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status === 404) return null;
    throw error;
  }
}

/** The reference puts them under `Users`; clients find them under `Fields`. */
function fieldRows(body: unknown): unknown[] {
  const folded = foldKeys(body);
  const collection = "users" in folded && !("fields" in folded) ? "Users" : "Fields";
  return rowsIn(body, collection, "queues.fields");
}

function labelsIn(rows: readonly unknown[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const row of rows) {
    const parsed = Labelled.safeParse(row);
    if (!parsed.success || parsed.data.field_label === "") continue;
    labels.set(parsed.data.hd_ticket_field_name.toLowerCase(), parsed.data.field_label);
  }
  return labels;
}

function toField(row: unknown, labels: ReadonlyMap<string, string>): TicketField[] {
  const parsed = Field.safeParse(row);
  if (!parsed.success) return [];
  const { jsonkey, type, required, visible, values } = parsed.data;
  const key = jsonkey.toLowerCase();
  if (!/^[a-z]\w{0,60}$/.test(key)) return [];
  const told = Array.isArray(values) ? values : [];
  return [
    {
      key,
      label: labels.get(key) ?? sayKey(key),
      type,
      values: told.map(String).filter((value) => value.trim() !== ""),
      required: /^(all|always|required|1|true|yes|y)$/i.test(required),
      visible: visible.toLowerCase(),
    },
  ];
}

/** `due_date` → `Due date`: what is left where an appliance does not tell its labels. */
function sayKey(key: string): string {
  const words = key.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function toEntries(rows: readonly unknown[]): ListEntry[] {
  return rows
    .flatMap((row) => {
      const parsed = Entry.safeParse(row);
      if (!parsed.success || !/^[1-9]\d*$/.test(parsed.data.id)) return [];
      const { id, name, ordinal, user_settable } = parsed.data;
      const isForUsers = user_settable !== "0";
      return [{ id, name: name || id, isForUsers, ordinal: Number(ordinal) || 0 }];
    })
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ id, name, isForUsers }) => ({ id, name, isForUsers }));
}

const Template = z.preprocess(
  foldKeys,
  z.object({
    id: text,
    template_name: text,
    name: text,
    is_default: text,
    is_enabled: text,
    is_process_only: text,
  }),
);

/** Ticket templates that somebody can begin a ticket with. */
export function parseTemplates(body: unknown) {
  return rowsIn(body, "Patterns", "queues.patterns").flatMap((row) => {
    const parsed = Template.safeParse(row);
    if (!parsed.success || !/^[1-9]\d*$/.test(parsed.data.id)) return [];
    const { id, template_name, name, is_default, is_enabled, is_process_only } = parsed.data;
    if (is_enabled === "0" || is_process_only === "1") return [];
    return [{ id, name: template_name || name || `Template ${id}`, isDefault: is_default === "1" }];
  });
}

const Created = z.preprocess(
  foldKeys,
  z.object({ result: text, ids: z.array(z.unknown()).catch([]) }),
);

/** The id of a new ticket (recorded: `{"Result": "Success", "IDs": [35]}`); `null` where the answer names none. */
export function parseCreatedId(body: unknown): string | null {
  const parsed = Created.safeParse(body);
  if (!parsed.success || parsed.data.result.toLowerCase() !== "success") return null;
  const id = String(parsed.data.ids[0] ?? "").trim();
  return /^[1-9]\d{0,14}$/.test(id) ? id : null;
}
