import type { SysaidRecord, TicketStep } from "../fleet/model";
import { z } from "zod";
import { ApiError } from "./api-error";
import type { InfoValue } from "./info";
import { RECORD_COLUMN_BY_KEY } from "./record-columns";
import { noteOf } from "./record-form";
import type { StoredRecord } from "./record-store";
import type { Viewer } from "./viewer";
import type { World } from "./world";

const itemSchema = z.record(z.string(), z.unknown());
const bodySchema = z.object({ info: z.array(itemSchema).optional() });
const noteSchema = z.object({
  userName: z.string().optional(),
  createDate: z.coerce.number().optional(),
  text: z.string(),
});

/** A draft under change; becomes the stored record when all items went in. */
interface Draft {
  record: SysaidRecord;
  extra: Record<string, InfoValue>;
  viewer: Viewer;
  world: World;
}

type Write = (draft: Draft, value: unknown) => void;

/** What end users may add to their own requests (inferred). */
const END_USER_KEYS = new Set(["notes", "cc"]);

/** Reads `{info: [{key, value}]}`; the document's samples also write `{responsibility: 66}` in that list. */
export function readWrittenInfo(body: unknown): { key: string; value: unknown }[] {
  const read = bodySchema.safeParse(body);
  if (!read.success) throw new ApiError(400, "Invalid JSON payload");
  return (read.data.info ?? []).flatMap((item) =>
    typeof item["key"] === "string"
      ? [{ key: item["key"], value: item["value"] }]
      : Object.entries(item).map(([key, value]) => ({ key, value })),
  );
}

/** The record after a write. Read-only and unknown keys are ignored, as is what the caller may not change. */
export function changedRecord(
  stored: StoredRecord,
  items: readonly { key: string; value: unknown }[],
  viewer: Viewer,
  world: World,
): StoredRecord {
  const record: SysaidRecord = { ...stored.record, steps: [...stored.record.steps] };
  const draft: Draft = { record, extra: { ...stored.extra }, viewer, world };
  for (const { key, value } of items) {
    if (!viewer.isEndUser || END_USER_KEYS.has(key)) write(draft, key, value);
  }
  record.updateTime = world.clock.now();
  return {
    record,
    extra: draft.extra,
    updateUserId: viewer.id,
    version: stored.version + 1,
  };
}

function write(draft: Draft, key: string, value: unknown): void {
  const known = WRITES[key];
  if (known !== undefined) return known(draft, value);
  const column = RECORD_COLUMN_BY_KEY.get(key);
  if (column?.isEditable !== true || column.type === "calculated") return;
  draft.extra[key] =
    typeof value === "number" || typeof value === "boolean" || value === null
      ? value
      : String(value);
}

const wholeNumber = (key: string, value: unknown): number => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) {
    throw new ApiError(400, `Invalid value for ${key}`);
  }
  return number;
};
const asText = (value: unknown) => (value === null || value === undefined ? "" : String(value));

function addStep(draft: Draft, step: Omit<TicketStep, "at" | "personId">): void {
  const { viewer, world, record } = draft;
  record.steps.push({ at: world.clock.now(), personId: viewer.member.person.id, ...step });
}

/** Sets a status with what follows: the closing time, and the count of reopenings. */
function writeStatus(draft: Draft, value: unknown): void {
  const { record, world } = draft;
  const status = wholeNumber("status", value);
  if (status === record.status) return;
  if (world.captionOf("status", status) === "") throw new ApiError(400, "Invalid value for status");
  const wasClosed = world.statusClass(record.status) !== 0;
  const isClosed = world.statusClass(status) !== 0;
  addStep(draft, {
    kind: "status",
    text: "",
    before: world.captionOf("status", record.status),
    after: world.captionOf("status", status),
  });
  if (isClosed && !wasClosed) record.closeTime = world.clock.now();
  if (!isClosed && wasClosed) {
    record.closeTime = null;
    record.reopenCounter += 1;
  }
  record.status = status;
}

function writeNotes(draft: Draft, value: unknown): void {
  const notes = z.array(noteSchema).safeParse(value);
  if (!notes.success) throw new ApiError(400, "Invalid value for notes");
  const { record, world, viewer } = draft;
  const idOf = (note: { userName?: string; createDate?: number; text: string }) =>
    JSON.stringify([note.userName?.toLowerCase(), note.createDate, note.text]);
  const known = new Set(record.steps.map((step) => idOf(noteOf(step, world))));
  // Clients send one note, as in the sample, or all that they read and one more: none is kept twice.
  for (const note of notes.data) {
    if (known.has(idOf(note))) continue;
    const author = world.directory.byUserName(note.userName ?? "") ?? viewer.member;
    const at = note.createDate ?? world.clock.now();
    record.steps.push({ at, personId: author.person.id, kind: "comment", text: note.text });
  }
}

/** `A_B_C`; a known category may hold `_` itself, so whole names are tried before the underscore splits. */
function writeCategory(draft: Draft, value: unknown): void {
  const path = asText(value);
  const known = draft.world.company.sysaid.records.find(
    ({ category }) => category.filter(Boolean).join("_") === path,
  );
  const [first, second, third] = known?.category ?? path.split("_");
  draft.record.category = [first ?? "", second, third];
}

function writeAssignee(draft: Draft, value: unknown): void {
  const { record, world } = draft;
  const id = wholeNumber("responsibility", value);
  if (id !== 0 && world.directory.byId(id) === undefined) {
    throw new ApiError(400, "Invalid value for responsibility");
  }
  if (id === record.responsibilityId) return;
  const before = world.userCaption(record.responsibilityId);
  addStep(draft, { kind: "assign", text: "", before, after: world.userCaption(id) });
  record.responsibilityId = id;
}

const WRITES: Readonly<Record<string, Write>> = {
  status: writeStatus,
  notes: writeNotes,
  problem_type: writeCategory,
  responsibility: writeAssignee,
  title: ({ record }, value) => void (record.title = asText(value)),
  description: ({ record }, value) => void (record.description = asText(value)),
  solution: ({ record }, value) => void (record.solution = asText(value)),
  cc: ({ record }, value) => void (record.cc = asText(value)),
  computer_id: ({ record }, value) => void (record.computerId = asText(value)),
  priority: ({ record }, value) => void (record.priority = wholeNumber("priority", value)),
  urgency: ({ record }, value) => void (record.urgency = wholeNumber("urgency", value)),
  impact: ({ record }, value) => void (record.impact = wholeNumber("impact", value)),
  source: ({ record }, value) => void (record.source = wholeNumber("source", value)),
  ci: ({ record }, value) => void (record.ciId = wholeNumber("ci", value)),
  request_user: ({ record }, value) =>
    void (record.requestUserId = wholeNumber("request_user", value)),
  assigned_group: ({ record }, value) =>
    void (record.assignedGroupId = value === null ? 0 : wholeNumber("assigned_group", value)),
  due_date: ({ record }, value) =>
    void (record.dueDate = value === null || value === "" ? null : wholeNumber("due_date", value)),
  archive: ({ record }, value) => void (record.archived = wholeNumber("archive", value) === 1),
  location: ({ record, world }, value) =>
    void (record.location = world.captionOf("location", asText(value))),
  problem_sub_type: ({ record }, value) =>
    void (record.category = [record.category[0], asText(value), record.category[2]]),
  third_level_category: ({ record }, value) =>
    void (record.category = [record.category[0], record.category[1], asText(value)]),
};
