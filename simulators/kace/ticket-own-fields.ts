import type { KaceQueue, KaceTicket } from "../fleet/model";
import { KaceWriteRefusal } from "./refusal";
import { describeChange } from "./ticket-history";

type OwnField = KaceQueue["customFields"][number];

/**
 * Sets a queue's own fields, whatever spelling they come in: a list of several values is one text with commas, as it is
 * kept. Throws {@link KaceWriteRefusal} for a value that the field does not know.
 */
export function reviseOwnFields(
  ticket: KaceTicket,
  {
    before,
    wish,
    queue,
    lines,
  }: {
    before: KaceTicket;
    wish: Readonly<Record<string, unknown>>;
    queue: KaceQueue;
    lines: string[];
  },
): void {
  for (const [key, raw] of Object.entries(wish)) {
    const index = Number(/^custom_(\d{1,2})$/.exec(key)?.[1] ?? 0);
    const value = textOf(raw);
    if (index === 0 || value === null) continue;
    const field = queue.customFields.find((one) => one.index === index);
    if (field !== undefined) requireFit(field, value, queue);
    const held = before.custom[index] ?? "";
    if (held === value) continue;
    ticket.custom[index] = value;
    lines.push(describeChange(field?.label ?? key, held, value));
  }
}

/** Throws {@link KaceWriteRefusal} where a new ticket leaves a field empty that must not be. */
export function requireOwnFields(ticket: KaceTicket, queue: KaceQueue): void {
  const missing = queue.customFields.find(
    ({ required, index }) => required && (ticket.custom[index] ?? "").trim() === "",
  );
  if (missing) throw new KaceWriteRefusal(400, `${missing.label} is required.`);
}

function textOf(raw: unknown): string | null {
  if (Array.isArray(raw)) return raw.map(String).join(",");
  return typeof raw === "string" || typeof raw === "number" ? String(raw) : null;
}

function requireFit({ label, type, values }: OwnField, value: string, { name }: KaceQueue): void {
  if (value === "") return;
  const wanted = type === "multiselect" ? value.split(",") : [value];
  const fits = {
    text: true,
    notes: true,
    select: values.includes(value),
    multiselect: wanted.every((one) => values.includes(one)),
    checkbox: value === "0" || value === "1",
    number: /^-?\d+(\.\d+)?$/.test(value),
    date: /^\d{4}-\d{2}-\d{2}/.test(value),
  } satisfies Record<OwnField["type"], boolean>;
  if (fits[type]) return;
  throw new KaceWriteRefusal(
    400,
    `${label} "${value.slice(0, 80)}" is not valid for queue ${name}.`,
  );
}
