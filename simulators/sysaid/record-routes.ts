import { Hono } from "hono";
import { z } from "zod";
import type { SysaidRecord, SrType } from "../fleet/model";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import { ApiError, invalidRecord, notAuthorized } from "./api-error";
import { answer, answerRows, paged, readBody, searchParams } from "./answers";
import { listOf, readPage, readSelection, readSort } from "./info";
import { RECORD_COLUMN_BY_KEY, RECORD_VIEWS } from "./record-columns";
import { formOf, listRow } from "./record-form";
import type { PartStores } from "./record-part-routes";
import { readRecordTest, readTypes } from "./record-query";
import type { StoredRecord } from "./record-store";
import { changedRecord, readWrittenInfo } from "./record-writes";
import { beginWith, requireMandatory, templateOf, type RecordTemplate } from "./templates";
import { canSee, rightsOf, type Viewer } from "./viewer";
import type { World } from "./world";

const SR_TYPES: readonly SrType[] = [1, 4, 6, 10];
/** Number of the template that goes with a type. */
const TEMPLATE_TYPE: Readonly<Record<SrType, number>> = { 1: 2, 4: 5, 6: 7, 10: 11 };

/** Service records: list, search, count, template, form, create, update, close, delete. */
export function recordRoutes(world: World, stores: PartStores) {
  const { records: store, access } = stores;
  const { viewing, found } = access;
  const list = (c: ApplianceContext) => {
    const viewer = viewing(c);
    const params = searchParams(c);
    const selection = readSelection(params, RECORD_VIEWS);
    const test = readRecordTest(params, viewer, world);
    const order = store.sorted(readSort(params, selection), (stored, key) =>
      valueOf(stored, key, world),
    );
    const page = readPage(params, world.settings().maxChunkSize);
    const rows = paged(c, order, test, page);
    return answerRows(
      c,
      rows.map((stored) => listRow(stored, selection, viewer, world)),
      world,
    );
  };

  const app = new Hono<ApplianceEnv>()
    .get("/", list)
    .get("/search", (c) => {
      if ((c.req.query("query") ?? "").trim() === "") throw new ApiError(400, "Missing query");
      return list(c);
    })
    .get("/count", (c) => {
      const test = readRecordTest(searchParams(c), viewing(c), world);
      const all = store.sorted([], () => null);
      return answer(c, { count: all.reduce((count, one) => (test(one) ? count + 1 : count), 0) });
    })
    .get("/template", (c) => {
      const viewer = viewing(c);
      const template = newRecord(0, c, viewer, world);
      const { mandatory } = templateIn(c, template);
      const shown = { ...template.record, responsibilityId: 0 };
      const form = formOf(
        { ...template, record: shown },
        readSelection(searchParams(c), RECORD_VIEWS),
        viewer,
        world,
      );
      const srType = template.record.srType;
      return answer(c, asTemplate(form, { srType, mandatory }, world));
    })
    .get("/:id", (c) => {
      const viewer = viewing(c);
      const selection = readSelection(searchParams(c), RECORD_VIEWS);
      return answer(c, formOf(found(c, viewer), selection, viewer, world));
    });
  return app.route("/", recordWriteRoutes(world, stores));
}

function recordWriteRoutes(world: World, { records: store, files, access }: PartStores) {
  const { viewing, writable } = access;
  return new Hono<ApplianceEnv>()
    .post("/", async (c) => {
      const items = readWrittenInfo(await readBody(c));
      const viewer = viewing(c);
      const draft = newRecord(store.nextId(), c, viewer, world);
      // What an end user may say of a new request is wider than what may change later (inferred).
      const written = changedRecord(draft, items, { ...viewer, isEndUser: false }, world);
      requireMandatory(written, templateIn(c, draft), world);
      const requestUserId = viewer.isEndUser ? viewer.id : written.record.requestUserId;
      const created = { ...written, version: 1, record: { ...written.record, requestUserId } };
      store.put(created);
      return answer(
        c,
        formOf(created, readSelection(searchParams(c), RECORD_VIEWS), viewer, world),
      );
    })
    .put("/:id", async (c) => {
      writable(c, viewing(c));
      const items = readWrittenInfo(await readBody(c));
      const viewer = viewing(c);
      // Read after the body, during which others may have written.
      store.put(changedRecord(writable(c, viewer), items, viewer, world));
      return c.body("");
    })
    .put("/:id/close", async (c) => {
      const { solution } = closeSchema.parse(await readBody(c));
      const viewer = viewing(c);
      const stored = writable(c, viewer);
      if (world.statusClass(stored.record.status) !== 0) {
        throw new ApiError(400, "This service record is already closed.");
      }
      const items = [{ key: "status", value: closedStatus(world) }];
      if (solution) items.push({ key: "solution", value: solution });
      store.put(changedRecord(stored, items, { ...viewer, isEndUser: false }, world));
      return c.body("");
    })
    .delete("/", (c) => {
      const viewer = viewing(c);
      const doomed = listOf(searchParams(c), "ids").map((id) => store.get(Number(id)));
      if (doomed.length === 0) throw invalidRecord();
      for (const stored of doomed) {
        if (stored === undefined || !canSee(viewer, stored)) throw invalidRecord();
        if (!rightsOf(viewer, stored).canDelete) throw notAuthorized();
      }
      for (const stored of doomed) {
        if (stored === undefined) continue;
        store.remove(stored.record.id);
        files.removeAllOf({ table: "service_req", id: stored.record.id });
      }
      return c.body("");
    });
}

const closeSchema = z
  .object({ solution: z.string().nullish().catch(null) })
  .catch({ solution: null });

function valueOf(stored: StoredRecord, key: string, world: World) {
  return key === "id"
    ? stored.record.id
    : (RECORD_COLUMN_BY_KEY.get(key)?.value(stored, world) ?? null);
}

/** The first closed status of the list; 3 in every default tenant. */
function closedStatus({ listValues }: World): string {
  return listValues("status")?.find(({ valueClass }) => valueClass === 1)?.id ?? "3";
}

function newRecord(id: number, c: ApplianceContext, viewer: Viewer, world: World): StoredRecord {
  const types = readTypes(searchParams(c));
  const srType = SR_TYPES.find((type) => types !== "all" && types[0] === type) ?? 1;
  const now = world.clock.now();
  const record: SysaidRecord = {
    id,
    srType,
    title: "DEFAULT",
    description: "",
    solution: "",
    status: 1,
    priority: 5,
    urgency: 5,
    impact: 4,
    category: [""],
    requestUserId: viewer.id,
    responsibilityId: 0,
    assignedGroupId: 0,
    computerId: "",
    ciId: 0,
    cc: "",
    location: viewer.member.user.location,
    department: viewer.member.user.department,
    insertTime: now,
    updateTime: now,
    closeTime: null,
    dueDate: null,
    reopenCounter: 0,
    archived: false,
    // 1 is the administrators' portal, 4 the self-service portal.
    source: viewer.isEndUser ? 4 : 1,
    steps: [{ at: now, personId: viewer.member.person.id, kind: "created", text: "" }],
  };
  const blank = { record, extra: {}, updateUserId: viewer.id, version: 0 };
  return beginWith(blank, templateIn(c, blank));
}

/** The template that a new record is asked for with. */
function templateIn(c: ApplianceContext, { record }: StoredRecord): RecordTemplate {
  return templateOf(record.srType, c.req.query("template"));
}

/** A template answers as record 0 of the template's own type, and its calculated columns hold nothing. */
function asTemplate(
  form: ReturnType<typeof formOf>,
  { srType, mandatory: must }: { srType: SrType; mandatory: readonly string[] },
  world: World,
) {
  const templateType = TEMPLATE_TYPE[srType];
  const info = form.info.map((item) => {
    if (item.type === "calculated") return { ...item, value: null, mandatory: false };
    if (item.key !== "sr_type") return { ...item, mandatory: must.includes(item.key) };
    const valueCaption = world.captionOf("sr_type", templateType);
    return { ...item, value: templateType, valueCaption, mandatory: false };
  });
  return { ...form, info };
}
