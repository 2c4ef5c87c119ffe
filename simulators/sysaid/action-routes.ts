import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import {
  mayDecide,
  type ActionItem,
  type ActionItems,
  type ActionState,
  type Decision,
} from "./action-items";
import { answer, answerRows, paged, searchParams } from "./answers";
import { captionOfTime } from "./captions";
import {
  compareValues,
  listOf,
  readPage,
  readSelection,
  readSort,
  type InfoItem,
  type InfoValue,
  type Selection,
} from "./info";
import type { RecordAccess } from "./record-access";
import { readRecordTest } from "./record-query";
import type { RecordStore, StoredRecord } from "./record-store";
import type { Viewer } from "./viewer";
import type { World } from "./world";

/** An item beside the record that it belongs to. */
interface Row {
  item: ActionItem;
  stored: StoredRecord;
}

interface ActionColumn {
  key: string;
  caption: string;
  value(row: Row): InfoValue;
  captionOf(row: Row, world: World): string;
}

const STATE_IDS: Readonly<Record<ActionState, number>> = {
  waiting: 1,
  active: 2,
  completed: 3,
  approved: 4,
  rejected: 5,
};

const said = (key: string, caption: string, read: (row: Row) => string | number): ActionColumn => ({
  key,
  caption,
  value: read,
  captionOf: (row) => String(read(row)),
});
const user = (key: string, caption: string, read: (row: Row) => number): ActionColumn => ({
  key,
  caption,
  value: read,
  captionOf: (row, world) => world.userCaption(read(row)),
});
const listed = (key: string, caption: string, read: (row: Row) => number): ActionColumn => ({
  key,
  caption,
  value: read,
  captionOf: (row, world) => world.captionOf(key, read(row)),
});
const date = (key: string, caption: string, read: (row: Row) => number | null): ActionColumn => ({
  key,
  caption,
  value: read,
  captionOf: (row, world) => captionOfTime(read(row), world.settings().timeZone),
});

// The document's sample shows four members and no `info`, yet speaks of fields and views: these are inferred.
const COLUMNS: readonly ActionColumn[] = [
  said("id", "#", ({ item }) => item.id),
  said("sr_id", "Service Record", ({ item }) => item.recordId),
  said("title", "Title", ({ item }) => item.title),
  said("sr_title", "Service Record Title", ({ stored }) => stored.record.title),
  listed("sr_type", "Service Record Type", ({ stored }) => stored.record.srType),
  said("action_type", "Type", ({ item }) => item.kind),
  {
    key: "status",
    caption: "Status",
    value: ({ item }) => STATE_IDS[item.state],
    captionOf: ({ item }) => item.state,
  },
  user("assigned_to", "Assigned to", ({ item }) => item.assigneeId),
  listed("assigned_group", "Admin group", ({ item }) => item.groupId),
  user("request_user", "Request user", ({ stored }) => stored.record.requestUserId),
  user("update_user", "Modify User", ({ item }) => item.decidedById),
  date("update_time", "Modify time", ({ item }) => item.updatedAt),
  date("due_date", "Due Date", ({ stored }) => stored.record.dueDate),
];
const COLUMN_BY_KEY = new Map(COLUMNS.map((one) => [one.key, one]));
const VIEWS = { SysAidMobile: ["title", "sr_title", "status", "assigned_to", "due_date"] };

export interface ActionStores {
  records: RecordStore;
  access: RecordAccess;
  actions: ActionItems;
}

/** Action items: list, count, and what may be decided about one. End users have those given to them (inferred). */
export function actionRoutes(world: World, { records, access, actions }: ActionStores) {
  const wanted = (c: ApplianceContext): Row[] => {
    const viewer = access.viewing(c);
    const params = searchParams(c);
    const test = readTest(params, viewer, world);
    const rows = records
      .sorted([], () => null)
      .flatMap((stored) =>
        test.record(stored) ? actions.ofRecord(stored).map((item) => ({ item, stored })) : [],
      );
    return rows.filter(test.row);
  };
  const decide = (decision: Decision) => (c: ApplianceContext) => {
    const viewer = access.viewing(c);
    actions.decide(Number(c.req.param("id")), decision, viewer);
    return c.body("");
  };
  return new Hono<ApplianceEnv>()
    .get("/", (c) => {
      const params = searchParams(c);
      const selection = readSelection(params, VIEWS);
      const page = readPage(params, world.settings().maxChunkSize);
      const rows = paged(c, sorted(wanted(c), params, selection), () => true, page);
      return answerRows(
        c,
        rows.map((row) => told(row, selection, world)),
        world,
      );
    })
    .get("/count", (c) => answer(c, { count: wanted(c).length }))
    .put("/:id/approve", decide("approve"))
    .put("/:id/reject", decide("reject"))
    .put("/:id/complete", decide("complete"))
    .put("/:id/reopen", decide("reopen"));
}

/** What a request narrows by: columns of items first, then filters of their records. */
function readTest(params: URLSearchParams, viewer: Viewer, world: World) {
  const ofRecords = new URLSearchParams(params);
  // The document gives both incidents and everything as the default; incidents have no workflow here.
  if (listOf(params, "type").length === 0) ofRecords.set("type", "all");
  ofRecords.delete("query");
  const tests: ((row: Row) => boolean)[] = [];
  for (const key of COLUMN_BY_KEY.keys()) {
    const values = listOf(params, key);
    if (key === "due_date" || key === "request_user" || key === "sr_type") continue;
    ofRecords.delete(key);
    if (values.length > 0) tests.push(columnTest(key, values));
  }
  const words = (params.get("query") ?? "").trim().toLowerCase();
  if (words !== "") {
    tests.push(({ item, stored }) =>
      [item.title, stored.record.title].some((text) => text.toLowerCase().includes(words)),
    );
  }
  // Whether the record itself is shown does not matter to whom one of its steps is given.
  const record = readRecordTest(ofRecords, { ...viewer, isEndUser: false }, world);
  const isShown = ({ item }: Row) => !viewer.isEndUser || mayDecide(viewer, item);
  return { record, row: (row: Row) => isShown(row) && tests.every((test) => test(row)) };
}

function columnTest(key: string, values: readonly string[]): (row: Row) => boolean {
  const column = COLUMN_BY_KEY.get(key);
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  // `active` stands for a status beside the ids, as documented.
  const wantsActive = key === "status" && wanted.has("active");
  return (row) =>
    wanted.has(String(column?.value(row)).toLowerCase()) ||
    (wantsActive && row.item.state === "active");
}

function sorted(rows: Row[], params: URLSearchParams, selection: Selection): readonly Row[] {
  const sort = readSort(params, selection);
  return rows.sort((a, b) => {
    for (const { key, isDescending } of sort) {
      const column = COLUMN_BY_KEY.get(key);
      const order = compareValues(column?.value(a) ?? null, column?.value(b) ?? null);
      if (order !== 0) return isDescending ? -order : order;
    }
    return a.item.id - b.item.id;
  });
}

function told(row: Row, selection: Selection, world: World) {
  const { item } = row;
  const columns = COLUMNS.filter(({ key }) => selection === null || selection.has(key));
  const info = columns.map((column): InfoItem => ({
    key: column.key,
    value: column.value(row),
    valueClass: "",
    keyCaption: column.caption,
    valueCaption: column.captionOf(row, world),
  }));
  return {
    id: String(item.id),
    tabName: String(item.step),
    subTabName: "1",
    hasApproved: item.state === "approved",
    // The document's own spelling.
    hasEmptyRequred: item.assigneeId === 0,
    info,
  };
}
