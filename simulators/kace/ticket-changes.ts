import { z } from "zod";
import type { KaceQueue, KaceTicket } from "../fleet/model";
import { KaceWriteRefusal } from "./refusal";
import type { Store } from "./store";
import { describeChange } from "./ticket-history";
import { reviseOwnFields } from "./ticket-own-fields";

// What a write says about a ticket, checked against its queue. Flat ids (`status: 5`) and nested ones
// (`status: { id: 5 }`) both stand, as clients of real appliances use either.

const idSchema = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
const referenceSchema = z.union([
  idSchema,
  z.looseObject({ id: idSchema }).transform((one) => one.id),
  z.null().transform(() => 0),
  z.literal("").transform(() => 0),
]);
const flagSchema = z.union([z.boolean(), z.int(), z.enum(["0", "1", "true", "false"])]);
const textSchema = z.union([z.string(), z.number()]).transform(String);
const reference = referenceSchema.optional();

const wishSchema = z.looseObject({
  title: textSchema.optional(),
  summary: textSchema.optional(),
  resolution: textSchema.optional(),
  cc_list: textSchema.optional(),
  due_date: textSchema.optional(),
  is_manual_due_date: flagSchema.optional(),
  hd_queue_id: reference,
  status: reference,
  status_id: reference,
  hd_status_id: reference,
  priority: reference,
  priority_id: reference,
  hd_priority_id: reference,
  category: reference,
  category_id: reference,
  hd_category_id: reference,
  impact: reference,
  impact_id: reference,
  hd_impact_id: reference,
  owner: reference,
  owner_id: reference,
  submitter: reference,
  submitter_id: reference,
  machine: reference,
  machine_id: reference,
  asset: reference,
  asset_id: reference,
  change: z
    .looseObject({ comment: textSchema.optional(), owners_only: flagSchema.optional() })
    .optional(),
});

export type TicketWish = z.infer<typeof wishSchema>;

const bodySchema = z.looseObject({ Tickets: z.array(wishSchema).min(1) });

/** The tickets of a write's body. Throws {@link KaceWriteRefusal}. */
export function parseWishes(body: unknown): TicketWish[] {
  const parsed = bodySchema.safeParse(body);
  if (parsed.success) return parsed.data.Tickets;
  const issue = parsed.error.issues[0];
  throw new KaceWriteRefusal(400, `Invalid ticket data: ${issue?.path.join(".") ?? "body"}`);
}

/** The comment of the `change` group, or `null` without one. */
export function commentOf(wish: TicketWish): { text: string; ownersOnly: boolean } | null {
  const { change } = wish;
  if (change?.comment === undefined || change.comment === "") return null;
  return { text: change.comment, ownersOnly: isSet(change.owners_only ?? false) };
}

function isSet(flag: z.infer<typeof flagSchema>): boolean {
  return flag === true || flag === "true" || Number(flag) === 1;
}

interface ListedField {
  label: string;
  wanted: number | undefined;
  key: "statusId" | "priorityId" | "categoryId" | "impactId";
  values: readonly { id: number; name: string }[];
}

function listedFields(wish: TicketWish, queue: KaceQueue): ListedField[] {
  return [
    {
      label: "Status",
      key: "statusId",
      wanted: wish.status ?? wish.status_id ?? wish.hd_status_id,
      values: queue.statuses,
    },
    {
      label: "Priority",
      key: "priorityId",
      wanted: wish.priority ?? wish.priority_id ?? wish.hd_priority_id,
      values: queue.priorities,
    },
    {
      label: "Category",
      key: "categoryId",
      wanted: wish.category ?? wish.category_id ?? wish.hd_category_id,
      values: queue.categories,
    },
    {
      label: "Impact",
      key: "impactId",
      wanted: wish.impact ?? wish.impact_id ?? wish.hd_impact_id,
      values: queue.impacts,
    },
  ];
}

/** A ticket as a write leaves it, and the lines that its change will hold. */
export interface Revision {
  ticket: KaceTicket;
  lines: string[];
}

/**
 * Applies a wish to a ticket of `queue`, without storing it. `modifiedAt` is left alone. Throws
 * {@link KaceWriteRefusal} for values that the queue or the appliance does not know.
 */
export function reviseTicket(
  before: KaceTicket,
  wish: TicketWish,
  queue: KaceQueue,
  store: Store,
): Revision {
  const ticket: KaceTicket = { ...before, custom: { ...before.custom } };
  const lines: string[] = [];
  for (const { label, key, wanted, values } of listedFields(wish, queue)) {
    if (wanted === undefined || wanted === before[key]) continue;
    const nameOf = (id: number) => values.find((one) => one.id === id)?.name;
    if (nameOf(wanted) === undefined)
      throw new KaceWriteRefusal(400, `${label} ${wanted} is not valid for queue ${queue.name}.`);
    ticket[key] = wanted;
    lines.push(describeChange(label, nameOf(before[key]) ?? "", nameOf(wanted) ?? ""));
  }
  revisePeople(ticket, { before, wish, queue, store, lines });
  reviseText(ticket, { before, wish, store, lines });
  reviseOwnFields(ticket, { before, wish, queue, lines });
  reviseDueDate(ticket, before, queue);
  return { ticket, lines };
}

interface Work {
  before: KaceTicket;
  wish: TicketWish;
  store: Store;
  lines: string[];
}

function revisePeople(
  ticket: KaceTicket,
  { before, wish, queue, store, lines }: Work & { queue: KaceQueue },
): void {
  const nameOf = (id: number) => store.users.find(id)?.account.userName ?? "";
  const owner = wish.owner ?? wish.owner_id;
  if (owner !== undefined && owner !== 0 && !queue.ownerKaceUserIds.includes(owner))
    throw new KaceWriteRefusal(400, `Owner ${owner} is not a ticket owner of queue ${queue.name}.`);
  if (owner !== undefined && owner !== before.ownerKaceUserId) {
    ticket.ownerKaceUserId = owner;
    lines.push(describeChange("Owner", nameOf(before.ownerKaceUserId), nameOf(owner)));
  }
  const submitter = wish.submitter ?? wish.submitter_id;
  if (submitter !== undefined && submitter !== before.submitterKaceUserId) {
    mustExist("Submitter", submitter, store.users);
    ticket.submitterKaceUserId = submitter;
    lines.push(describeChange("Submitter", nameOf(before.submitterKaceUserId), nameOf(submitter)));
  }
  const machine = wish.machine ?? wish.machine_id;
  if (machine !== undefined) {
    if (machine !== 0) mustExist("Device", machine, store.machines);
    ticket.machineId = machine;
  }
  const asset = wish.asset ?? wish.asset_id;
  if (asset !== undefined) {
    if (asset !== 0) mustExist("Asset", asset, store.assets);
    ticket.assetId = asset;
  }
}

function mustExist(label: string, id: number, rows: { find(id: number): unknown }): void {
  if (rows.find(id) === undefined)
    throw new KaceWriteRefusal(400, `${label} ${id} does not exist.`);
}

const TEXTS = [
  ["title", "title", "Title"],
  ["summary", "summary", "Summary"],
  ["resolution", "resolution", "Resolution"],
  ["cc_list", "ccList", "CC List"],
] as const;

function reviseText(ticket: KaceTicket, { before, wish, store, lines }: Work): void {
  for (const [wanted, key, label] of TEXTS) {
    const text = wish[wanted];
    if (text === undefined || text === before[key]) continue;
    if (key === "title" && text.trim() === "")
      throw new KaceWriteRefusal(400, "Title is required.");
    ticket[key] = text;
    lines.push(describeChange(label, before[key], text));
  }
  if (wish.due_date !== undefined) reviseWrittenDueDate(ticket, wish.due_date, store);
  if (wish.is_manual_due_date !== undefined)
    ticket.isManualDueDate = isSet(wish.is_manual_due_date);
}

function reviseWrittenDueDate(ticket: KaceTicket, text: string, store: Store): void {
  const dueAt = store.time.parse(text);
  if (dueAt === null && text !== "" && !text.startsWith("0000"))
    throw new KaceWriteRefusal(400, `Due date ${text} is no date.`);
  ticket.dueAt = dueAt;
  ticket.isManualDueDate = dueAt !== null;
}

/** The due date follows the priority's agreement until somebody sets it by hand, and again once they let go of it. */
function reviseDueDate(ticket: KaceTicket, before: KaceTicket, queue: KaceQueue): void {
  const isNew = before.id === 0;
  const isReleased =
    before.isManualDueDate && !ticket.isManualDueDate && ticket.dueAt === before.dueAt;
  const follows = isNew || isReleased || ticket.priorityId !== before.priorityId;
  if (ticket.isManualDueDate || !follows) return;
  ticket.dueAt = dueDateOf(ticket, queue);
}

/** When a ticket is due by its priority's agreement in the queue; `null` where that promises nothing. */
export function dueDateOf(ticket: KaceTicket, queue: KaceQueue): number | null {
  const priority = queue.priorities.find((one) => one.id === ticket.priorityId);
  const minutes = priority?.resolutionMinutes ?? 0;
  return minutes > 0 ? ticket.createdAt + minutes * 60_000 : null;
}
