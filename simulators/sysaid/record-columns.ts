import type { SysaidRecord } from "../fleet/model";
import { captionOfTime } from "./captions";
import type { InfoValue } from "./info";
import type { StoredRecord } from "./record-store";
import type { World } from "./world";

/** `type` of a form's item; the eight kinds that recordings show. */
export type ColumnType =
  "list" | "text" | "nested" | "object" | "calculated" | "date" | "numeric" | "boolean";

/** A column of service records: what it is called, and how its value and caption come about. */
export interface RecordColumn {
  key: string;
  caption: string;
  type: ColumnType;
  isEditable: boolean;
  value(stored: StoredRecord, world: World): InfoValue;
  captionOf(value: InfoValue, stored: StoredRecord, world: World): string;
}

type Read<Value> = (record: SysaidRecord, world: World) => Value;

const READ_ONLY = new Set([
  "insert_time",
  "update_time",
  "close_time",
  "update_user",
  "submit_user",
  "department",
  "computer_name",
  "request_user_name",
  "user_manager_name",
  "reopen_counter",
  "version",
  "timer1",
  "timer2",
  "account_id",
  "assign_counter",
]);

type Head = Pick<RecordColumn, "key" | "caption" | "type">;

function column(
  { key, caption, type }: Head,
  read: (stored: StoredRecord, world: World) => InfoValue,
  captionOf: RecordColumn["captionOf"] = (value) => (value === null ? "" : String(value)),
): RecordColumn {
  // Calculated columns call themselves editable in the recorded template, and take no value all the same.
  const isEditable = !READ_ONLY.has(key);
  return {
    key,
    caption,
    type,
    isEditable,
    captionOf,
    value: (stored, world) => stored.extra[key] ?? read(stored, world),
  };
}

const text = (key: string, caption: string, read: Read<string | null>) =>
  column({ key, caption, type: "text" }, ({ record }, world) => read(record, world));
const number = (key: string, caption: string, read: Read<number>) =>
  column({ key, caption, type: "numeric" }, ({ record }, world) => read(record, world));
const list = (key: string, caption: string, read: Read<number | null>, listId = key) =>
  column(
    { key, caption, type: "list" },
    ({ record }, world) => read(record, world),
    (value, _stored, world) => (value === null ? "" : world.captionOf(listId, String(value))),
  );
const user = (key: string, caption: string, read: (stored: StoredRecord) => number | null) =>
  column({ key, caption, type: "list" }, read, (value, _stored, world) =>
    world.userCaption(Number(value)),
  );
const date = (key: string, caption: string, read: Read<number | null>) =>
  column(
    { key, caption, type: "date" },
    ({ record }, world) => read(record, world),
    (value, _stored, world) =>
      captionOfTime(typeof value === "number" ? value : null, world.settings().timeZone),
  );
/** Carries the record's own id, as recorded, and says something, if at all, in its caption. */
const calculated = (key: string, caption: string, say?: RecordColumn["captionOf"]) =>
  column({ key, caption, type: "calculated" }, ({ record }) => record.id, say);
const flag = (key: string, caption: string, read: Read<boolean>) =>
  column(
    { key, caption, type: "boolean" },
    ({ record }, world) => (read(record, world) ? 1 : 0),
    (value) => (Number(value) === 1 ? "Yes" : "No"),
  );
const silent: RecordColumn["captionOf"] = () => "";
const blank = (key: string, caption: string) => text(key, caption, () => "");
const unset = (key: string, caption: string) => text(key, caption, () => null);
const zero = (key: string, caption: string) => number(key, caption, () => 0);
/** A list without a choice: 0, and no caption. */
const noChoice = (key: string, caption: string) => list(key, caption, () => 0);

/** Milliseconds from the request to its end, running on while it is open. */
function repairMs({ insertTime, closeTime }: SysaidRecord, { clock }: World): number {
  return (closeTime ?? clock.now()) - insertTime;
}

/** Milliseconds from the request to the first act of somebody else. */
function responseMs(record: SysaidRecord, world: World): number {
  const asker = world.directory.byId(record.requestUserId)?.person.id;
  const first = record.steps.find(({ kind, personId }) => kind !== "created" && personId !== asker);
  return first === undefined ? repairMs(record, world) : first.at - record.insertTime;
}

const alertColor: RecordColumn["captionOf"] = (_value, { record }, { clock }) =>
  record.closeTime === null && record.dueDate !== null && record.dueDate < clock.now()
    ? "red"
    : "green";

/** All 76 columns of a list, in the order and under the captions of the recorded full list. */
export const RECORD_COLUMNS: readonly RecordColumn[] = [
  text("third_level_category", "Third Level Category", ({ category }) => category[2] ?? ""),
  noChoice("cust_list1", "SR Custom List 1"),
  zero("max_support_level", "Max Support Level"),
  column({ key: "quick_name", caption: "Template", type: "text" }, () => "DEFAULT", silent),
  calculated("lock_field", "=== Hide/Show Divider ==="),
  list("source", "Source", ({ source }) => source),
  blank("resolution", "Resolution"),
  noChoice("cust_list2", "SR Custom List 2"),
  column({ key: "parent_link", caption: "Parent ID", type: "numeric" }, () => 0, silent),
  text("solution", "Solution", ({ solution }) => solution),
  text("user_manager_name", "Request User Manager", ({ requestUserId }, { directory }) => {
    const name = directory.byId(requestUserId)?.user.managerName ?? "";
    return name === "" ? null : name;
  }),
  list("survey_status", "Survey Status", () => 0),
  zero("sr_weight", "Weight"),
  date("followup_planned_date", "Followup Planned Date", () => null),
  user("submit_user", "Submit user", ({ record }) => record.requestUserId),
  list("agreement", "Agreement", () => 1),
  zero("cust_int2", "SR Custom Int 2"),
  date("cust_date1", "SR Custom Date 1", () => null),
  zero("cust_int1", "SR Custom Int 1"),
  calculated("totalTime", "Total Activities time"),
  list("impact", "Impact", ({ impact }) => impact),
  number("reopen_counter", "Reopen Counter", ({ reopenCounter }) => reopenCounter),
  date("cust_date2", "SR Custom Date 2", () => null),
  flag("archive", "Archive", ({ archived }) => archived),
  date("close_time", "Close time", ({ closeTime }) => closeTime),
  list("priority", "Priority", ({ priority }) => priority),
  unset("merged_service_records", "Merged service records"),
  column({ key: "version", caption: "Version", type: "numeric" }, ({ version }) => version),
  flag("is_escalated", "Is Escalated", () => false),
  blank("CustomColumn3sr", "Test Field"),
  noChoice("closure_information", "Closure Information"),
  number(
    "assign_counter",
    "Assigned Counter",
    ({ steps }) => steps.filter(({ kind }) => kind === "assign").length + 1,
  ),
  column(
    { key: "problem_type", caption: "Category", type: "nested" },
    ({ record }) => record.category[0],
  ),
  calculated("alertID", "Alert", alertColor),
  list("status", "Status", ({ status }) => status),
  text("problem_sub_type", "Sub-Category", ({ category }) => category[1] ?? ""),
  column(
    { key: "known_error", caption: "Known Error", type: "list" },
    () => null,
    (value, _stored, world) =>
      value === null ? "" : world.captionOf("known_error", String(value)),
  ),
  text("description", "Description", ({ description }) => description),
  date("insert_time", "Request time", ({ insertTime }) => insertTime),
  column({ key: "task_id", caption: "Main task", type: "numeric" }, () => 0, silent),
  text("title", "Title", ({ title }) => title),
  user("request_user_name", "Request username", ({ record }) => record.requestUserId),
  unset("followup_user", "Followup User"),
  blank("workaround", "Workaround"),
  number("current_support_level", "Current Support Level", () => 0),
  zero("success_rating", "Success Rating"),
  date("update_time", "Modify time", ({ updateTime }) => updateTime),
  user("update_user", "Modify User", ({ updateUserId }) => updateUserId),
  blank("cust_notes", "SR Custom Notes"),
  blank("followup_text", "Followup Text"),
  text("email_account", "Email Account", () => " "),
  user("responsibility", "Process manager", ({ record }) => record.responsibilityId),
  list("urgency", "Urgency", ({ urgency }) => urgency),
  user("request_user", "Request user", ({ record }) => record.requestUserId),
  column(
    { key: "sub_type", caption: "Sub Type", type: "list" },
    () => 6,
    () => "DEFAULT",
  ),
  noChoice("company", "Company"),
  date("followup_actual_date", "Followup Actual Date", () => null),
  list("department", "Department", ({ department }, world) => world.idOf("department", department)),
  calculated("all_active_assigned_to", "Users assigned to active action items", silent),
  text("computer_id", "Asset ID", ({ computerId }) => (computerId === "" ? null : computerId)),
  text("cc", "CC", ({ cc }) => cc),
  number("timer1", "Time to Repair", repairMs),
  text("computer_name", "Main Asset", ({ computerId }, world) =>
    computerId === "" ? null : world.assetName(computerId),
  ),
  number("timer2", "Time to Respond", responseMs),
  column(
    { key: "ci", caption: "Main CI", type: "numeric" },
    ({ record }) => record.ciId,
    (value, _stored, world) => world.ciName(Number(value)),
  ),
  date("due_date", "Due Date", ({ dueDate }) => dueDate),
  blank("cust_text1", "SR Custom Text 1"),
  blank("cust_text2", "SR Custom Text 2"),
  unset("merged_to", "Merged to"),
  unset("responsible_manager", "Responsible Admin"),
  text("account_id", "Account", (_record, { company }) => company.sysaid.accountId),
  zero("escalation", "Escalation Level"),
  noChoice("change_category", "Classification"),
  list("assigned_group", "Admin group", ({ assignedGroupId }) =>
    assignedGroupId === 0 ? null : assignedGroupId,
  ),
  list("location", "Location", ({ location }, world) => world.idOf("location", location)),
  list("sr_type", "Service Record Type", ({ srType }) => srType),
];

export const RECORD_COLUMN_BY_KEY: ReadonlyMap<string, RecordColumn> = new Map(
  RECORD_COLUMNS.map((one) => [one.key, one]),
);

/** Named views. `SysAidMobile` is the documented one; what it holds is each tenant's choice. */
export const RECORD_VIEWS: Readonly<Record<string, readonly string[]>> = {
  SysAidMobile: [
    "title",
    "status",
    "priority",
    "problem_type",
    "description",
    "insert_time",
    "update_time",
    "due_date",
    "request_user",
    "responsibility",
    "assigned_group",
    "computer_id",
    "sr_type",
  ],
};
