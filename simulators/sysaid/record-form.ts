import type { TicketStep } from "../fleet/model";
import { fileOfStep } from "./company-files";
import type { InfoItem, InfoValue, Selection } from "./info";
import { RECORD_COLUMNS, type ColumnType, type RecordColumn } from "./record-columns";
import type { StoredRecord } from "./record-store";
import { rightsOf, type Viewer } from "./viewer";
import type { World } from "./world";

/** An item of a form or a template: no `valueClass`, but what may be done with it. */
interface FormItem {
  key: string;
  value: InfoValue;
  keyCaption: string;
  valueCaption: string;
  mandatory: boolean;
  editable: boolean;
  type: ColumnType;
  defaultValue: null;
  customColumnType: null;
}

const MANDATORY = new Set(["title", "request_user", "status"]);

/** A row of a list or search. */
export function listRow(stored: StoredRecord, selection: Selection, viewer: Viewer, world: World) {
  const info: InfoItem[] = [];
  for (const column of RECORD_COLUMNS) {
    if (selection !== null && !selection.has(column.key)) continue;
    const value = column.value(stored, world);
    info.push({
      key: column.key,
      value,
      valueClass: column.key === "status" ? world.statusClass(Number(value)) : "",
      keyCaption: column.caption,
      valueCaption: column.captionOf(value, stored, world),
    });
  }
  return { id: String(stored.record.id), ...rightsOf(viewer, stored), hasChildren: false, info };
}

/** The form of one record: the list's columns and those that only a form has. */
export function formOf(stored: StoredRecord, selection: Selection, viewer: Viewer, world: World) {
  const rights = rightsOf(viewer, stored);
  const isWanted = ({ key }: { key: string }) => selection === null || selection.has(key);
  const columns = [...RECORD_COLUMNS, ...FORM_COLUMNS].filter(isWanted);
  const info = columns.map((column) => formItem(column, stored, rights.canUpdate, world));
  return { id: String(stored.record.id), ...rights, hasChildren: false, info };
}

function formItem(
  column: RecordColumn,
  stored: StoredRecord,
  canUpdate: boolean,
  world: World,
): FormItem {
  const value = column.value(stored, world);
  return {
    key: column.key,
    value,
    // A form names the person in charge otherwise than a list, as both recordings show.
    keyCaption: column.key === "responsibility" ? "Assigned to" : column.caption,
    valueCaption: column.captionOf(value, stored, world),
    mandatory: MANDATORY.has(column.key),
    editable: column.isEditable && canUpdate,
    type: column.type,
    defaultValue: null,
    customColumnType: null,
  };
}

type ReadStep = (step: TicketStep, index: number, world: World) => object | null;

function objectColumn(key: string, caption: string, read?: ReadStep): RecordColumn {
  return {
    key,
    caption,
    type: "object",
    isEditable: key === "notes",
    captionOf: () => "",
    value(stored, world) {
      const kept = stored.extra[key];
      if (read === undefined && kept === undefined) return null;
      const rows = kept ?? stored.record.steps.flatMap((step, at) => read?.(step, at, world) ?? []);
      // An empty list of notes is an empty text in the recorded template.
      return Array.isArray(rows) && rows.length === 0 ? "" : rows;
    },
  };
}

/** What a record's form holds in an object column. */
export function partsOf(column: RecordColumn, stored: StoredRecord, world: World): InfoValue {
  return column.value(stored, world);
}

const userNameOf = (step: TicketStep, { directory }: World) =>
  directory.byId(directory.idOfPerson(step.personId))?.user.userName ?? "";

/** A note in the documented form. */
export function noteOf(step: TicketStep, world: World) {
  return { userName: userNameOf(step, world), createDate: step.at, text: step.text };
}

/** What was worked, out of the record's life, until somebody adds or deletes an activity. */
export const ACTIVITIES: RecordColumn = objectColumn(
  "activities",
  "Activities",
  (step, index, world) =>
    step.kind !== "work"
      ? null
      : {
          id: index + 1,
          userId: userNameOf(step, world),
          fromTime: step.at - (step.minutes ?? 0) * 60_000,
          toTime: step.at,
          description: step.text,
        },
);

/** Files that came with the company's comments, until somebody adds or deletes one. */
export const ATTACHMENTS: RecordColumn = objectColumn("attachments", "Attachments", (step) => {
  const came = fileOfStep(step);
  if (came === null) return null;
  const { name } = came.file;
  const { fileId } = came;
  return { fileId, fileName: name, realFileName: name, chatSessionId: null, fileDate: step.at };
});

// The form of activities follows what is posted; no history was ever recorded, so its form is inferred.
const FORM_COLUMNS: readonly RecordColumn[] = [
  objectColumn("actions", "Actions"),
  ACTIVITIES,
  ATTACHMENTS,
  objectColumn("childs", "Child service records"),
  objectColumn("history", "History", (step, index, world) =>
    step.kind === "comment" || step.kind === "internal" || step.kind === "work"
      ? null
      : {
          version: index + 1,
          updateTime: step.at,
          updateUser: userNameOf(step, world),
          field: step.kind,
          oldValue: step.before ?? "",
          newValue: step.after ?? "",
        },
  ),
  objectColumn("linkedSRs", "Linked service records"),
  objectColumn("links", "Links"),
  objectColumn("messages", "Messages"),
  objectColumn("notes", "Notes", (step, _index, world) =>
    step.kind === "comment" || step.kind === "internal" ? noteOf(step, world) : null,
  ),
  objectColumn("project_id", "Project"),
  objectColumn("relation_graph", "Relation graph"),
  objectColumn("screen", "Screen recording"),
  objectColumn("solutionModel", "Solution model"),
  objectColumn("video", "Video"),
];
