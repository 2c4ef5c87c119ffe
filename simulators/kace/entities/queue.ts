import type { KaceQueue } from "../../fleet/model";
import { blanks, fieldsFrom, relate, SNAKE, type Entity, type Relation } from "../query";
import { PLANTED_SECRET } from "./user";

type Status = KaceQueue["statuses"][number];
type Priority = KaceQueue["priorities"][number];
type Category = KaceQueue["categories"][number];
type Impact = KaceQueue["impacts"][number];

const status = fieldsFrom<Status>("limited");
/** Statuses, priorities, categories and impacts: `limited` as tickets were recorded to hold them. */
export const statusEntity: Entity<Status> = {
  names: ["hd_status", "status"],
  spelling: SNAKE,
  fields: [
    status.integer("id", (row) => row.id),
    status.text("name", (row) => row.name),
    status.integer("ordinal", (row) => row.ordinal),
    status.text("state", (row) => row.state),
  ],
  relations: [],
};

const priority = fieldsFrom<Priority>("limited");
const priorityMore = fieldsFrom<Priority>("extended");
const priorityAll = fieldsFrom<Priority>("all");
export const priorityEntity: Entity<Priority> = {
  names: ["hd_priority", "priority"],
  spelling: SNAKE,
  fields: [
    priority.integer("id", (row) => row.id),
    priority.text("name", (row) => row.name),
    priority.integer("ordinal", (row) => row.ordinal),
    priority.text("color", (row) => row.color),
    priority.integer("is_sla_enabled", (row) => Number(row.resolutionMinutes > 0)),
    priorityMore.integer("escalation_minutes", (row) => row.escalationMinutes),
    priorityMore.integer("resolution_due_date_minutes", (row) => row.resolutionMinutes),
    ...blanks("all", ["sla_notification_recurrence_minutes"], 0),
    priorityAll.integer("use_business_hours_for_escalation", (row) => Number(row.inBusinessHours)),
    priorityAll.integer("use_business_hours_for_sla", (row) => Number(row.inBusinessHours)),
  ],
  relations: [],
};

const category = fieldsFrom<Category>("limited");
const categoryMore = fieldsFrom<Category>("standard");
export const categoryEntity: Entity<Category> = {
  names: ["hd_category", "category"],
  spelling: SNAKE,
  fields: [
    category.integer("id", (row) => row.id),
    category.text("name", (row) => row.name),
    categoryMore.integer("ordinal", (row) => row.ordinal),
    categoryMore.integer("default_owner_id", (row) => row.defaultOwnerId),
    ...blanks("all", ["cc_list"]),
    ...blanks("all", ["user_settable"], 1),
  ],
  relations: [],
};

const impact = fieldsFrom<Impact>("limited");
export const impactEntity: Entity<Impact> = {
  names: ["hd_impact", "impact"],
  spelling: SNAKE,
  fields: [
    impact.integer("id", (row) => row.id),
    impact.integer("ordinal", (row) => row.ordinal),
    impact.text("name", (row) => row.name),
  ],
  relations: [],
};

/** A field of a queue's ticket form. */
export interface FormField {
  id: number;
  queueId: number;
  /** Upper case name, such as `TITLE` or `CUSTOM_FIELD_VALUE0`. */
  column: string;
  /** Name in ticket JSON, such as `title` or `custom_1`. */
  jsonKey: string;
  label: string;
  type: string;
  values: string[];
  required: "none" | "all";
  visible: "usercreate" | "ownersonly" | "ownersonlyvisible";
  ordinal: number;
}

const formField = fieldsFrom<FormField>("limited");
const formFieldEntity: Entity<FormField> = {
  names: ["fields", "hd_field"],
  spelling: SNAKE,
  fields: [
    formField.integer("id", (row) => row.id),
    formField.integer("hd_queue_id", (row) => row.queueId),
    formField.text("name", (row) => row.column),
    formField.text("hd_ticket_field_name", (row) => row.jsonKey),
    formField.integer("ordinal", (row) => row.ordinal),
    formField.text("required_state", (row) => row.required),
    formField.text("field_label", (row) => row.label),
    formField.text("visible", (row) => row.visible),
  ],
  relations: [],
};

const LIMITED = fieldsFrom<KaceQueue>("limited");
const EXTENDED = fieldsFrom<KaceQueue>("extended");
const ALL = fieldsFrom<KaceQueue>("all");

const relations: Relation<KaceQueue>[] = [
  many(
    "statuses",
    () => statusEntity,
    (row) => row.statuses,
  ),
  many(
    "priorities",
    () => priorityEntity,
    (row) => row.priorities,
  ),
  many(
    "categories",
    () => categoryEntity,
    (row) => row.categories,
  ),
  many(
    "impacts",
    () => impactEntity,
    (row) => row.impacts,
  ),
  many("fields", () => formFieldEntity, formFieldsOf),
];

/** Queues. The `all` level shows the mail accounts' passwords, as the reference says of the real one. */
export const queueEntity: Entity<KaceQueue> = {
  names: ["hd_queue", "queue", "queues"],
  spelling: SNAKE,
  relations,
  fields: [
    LIMITED.integer("id", (row) => row.id),
    LIMITED.text("name", (row) => row.name),
    ...blanks("extended", ["alt_email_addr", "archive_interval", "purge_interval", "email_user"]),
    ...blanks("extended", ["allow_all_approvers", "allow_owners_via_adminui"], 0),
    EXTENDED.integer("allow_delete", (row) => Number(row.allowDelete === true)),
    ...blanks("extended", ["allow_all_users", "allow_parent_close", "owners_only_comments"], 1),
    ALL.integer("default_status_id", (row) => firstOf(row.statuses)?.id ?? 0),
    ALL.integer("default_priority_id", (row) => defaultPriorityOf(row)?.id ?? 0),
    ALL.integer("default_category_id", (row) => firstOf(row.categories)?.id ?? 0),
    ALL.integer("default_impact_id", (row) => row.impacts.at(-1)?.id ?? 0),
    ALL.text("pop_server", () => "mail.invalid"),
    ALL.text("pop_username", (row) => `${PLANTED_SECRET}-pop-user-${row.id}`),
    ALL.text("pop_password_enc", (row) => `${PLANTED_SECRET}-pop-${row.id}`),
    ALL.text("smtp_server", () => "mail.invalid"),
    ALL.text("smtp_username", (row) => `${PLANTED_SECRET}-smtp-user-${row.id}`),
    ALL.text("smtp_password_enc", (row) => `${PLANTED_SECRET}-smtp-${row.id}`),
    ...blanks("all", ["smtp_port"], 25),
    ...blanks("all", ["pop_ssl", "conflict_warning_enabled", "create_users_on_email"], 0),
  ],
};

function many<Child>(
  key: string,
  entity: () => Entity<Child>,
  of: (row: KaceQueue) => readonly Child[],
): Relation<KaceQueue> {
  return relate({ names: [key, ...entity().names], key, many: true, entity, of });
}

function firstOf<Row extends { ordinal: number }>(rows: readonly Row[]): Row | undefined {
  return [...rows].sort((a, b) => a.ordinal - b.ordinal)[0];
}

function defaultPriorityOf(queue: KaceQueue): Priority | undefined {
  const sorted = [...queue.priorities].sort((a, b) => a.ordinal - b.ordinal);
  return sorted[Math.floor(sorted.length / 2)];
}

/** What a new ticket of the queue has where nothing is said. */
export function defaultsOf(queue: KaceQueue) {
  return {
    statusId: firstOf(queue.statuses)?.id ?? 0,
    priorityId: defaultPriorityOf(queue)?.id ?? 0,
    categoryId: firstOf(queue.categories)?.id ?? 0,
    impactId: queue.impacts.at(-1)?.id ?? 0,
  };
}

const FORM: readonly (readonly [key: string, label: string, type: string])[] = [
  ["title", "Title", "text"],
  ["summary", "Summary", "textarea"],
  ["submitter", "Submitter", "user"],
  ["owner", "Owner", "user"],
  ["status", "Status", "select"],
  ["priority", "Priority", "select"],
  ["category", "Category", "select"],
  ["impact", "Impact", "select"],
  ["machine", "Device", "machine"],
  ["asset", "Asset", "asset"],
  ["due_date", "Due Date", "date"],
  ["cc_list", "CC List", "text"],
  ["resolution", "Resolution", "textarea"],
];

/** What owners alone set; submitters see it, but for the resolution. */
const OWNERS_ONLY = new Set(["submitter", "owner", "status", "due_date"]);

function visibleOf(jsonKey: string): FormField["visible"] {
  if (jsonKey === "resolution") return "ownersonly";
  return OWNERS_ONLY.has(jsonKey) ? "ownersonlyvisible" : "usercreate";
}

/** The form of a queue: the fields that all have, then its own. */
export function formFieldsOf(queue: KaceQueue): FormField[] {
  const standing = FORM.map(([jsonKey, label, type], ordinal) => ({
    column: jsonKey.toUpperCase(),
    jsonKey,
    label,
    type,
    values: [],
    required: jsonKey === "title" ? ("all" as const) : ("none" as const),
    visible: visibleOf(jsonKey),
    ordinal,
  }));
  const own = queue.customFields.map((field, at) => ({
    column: `CUSTOM_FIELD_VALUE${field.index - 1}`,
    jsonKey: `custom_${field.index}`,
    label: field.label,
    type: field.type,
    values: field.values,
    required: field.required ? ("all" as const) : ("none" as const),
    visible: "usercreate" as const,
    ordinal: FORM.length + at,
  }));
  return [...standing, ...own].map((field, at) => ({
    ...field,
    id: queue.id * 100 + at,
    queueId: queue.id,
  }));
}
