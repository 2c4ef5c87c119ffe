import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import type { CiTypeDef } from "../fleet/model";
import type { Addons } from "./addons";
import { answer, answerRows, paged, readBody, searchParams } from "./answers";
import { ApiError, notAuthorized } from "./api-error";
import { CI_COLUMNS, CI_VIEWS, ciRow, viewFields } from "./ci-columns";
import { readWantedRelations, type CiRelations } from "./ci-relations";
import type { CiStore, StoredCi } from "./ci-store";
import { changedCi, newCi } from "./ci-writes";
import type { SysaidContextOf } from "./context";
import { compareValues, listOf, readPage, readSelection, readSort } from "./info";
import { readWrittenInfo } from "./record-writes";
import { viewerOf } from "./viewer";
import type { World } from "./world";

const COLUMN_BY_KEY = new Map(CI_COLUMNS.map((one) => [one.key, one]));
const RESERVED = new Set([
  "view",
  "fields",
  "offset",
  "limit",
  "ids",
  "sort",
  "dir",
  "supportBarcode",
]);

/** What CIs need beside the world. */
export interface CiStores {
  cis: CiStore;
  relations: CiRelations;
  addons: Addons;
}

/** Types whose CIs are things that a label can stick to. */
const HARDWARE_TYPES = new Set(["Asset", "Server", "Network Switch"]);

/** CIs, their types, views and relations. For administrators alone (the document is silent: inferred). */
export function ciRoutes(
  world: World,
  { cis, relations, addons }: CiStores,
  callerOf: SysaidContextOf,
) {
  const { ciTypes, relationTypes } = world.company.sysaid;
  const hasBarcode = ({ name }: CiTypeDef) =>
    addons.isActive("barcode") && HARDWARE_TYPES.has(name);
  const found: Found = (c) => {
    const ci = cis.get(Number(c.req.param("id")));
    if (ci === undefined) throw new ApiError(400, `Invalid CI id ${c.req.param("id") ?? ""}`);
    return ci;
  };
  const list = (c: ApplianceContext, isBarcode: boolean) => {
    const params = searchParams(c);
    const selection = readSelection(params, CI_VIEWS);
    const sorted = sortCis(cis.list(), params, selection, world);
    const page = readPage(params, world.settings().maxChunkSize);
    const types = new Set(ciTypes.filter(hasBarcode).map(({ id }) => id));
    const test = readCiTest(params, world);
    const rows = paged(c, sorted, (ci) => (!isBarcode || types.has(ci.typeId)) && test(ci), page);
    return answerRows(
      c,
      rows.map((ci) => ciRow(ci, selection, world)),
      world,
    );
  };
  const app = new Hono<ApplianceEnv>()
    .use(async (c, next) => {
      if (viewerOf(c, callerOf(c), world.directory).isEndUser) throw notAuthorized();
      await next();
    })
    .get("/", (c) => list(c, c.req.query("supportBarcode") === "true"))
    // The address under which the document shows a list of CIs.
    .get("/barcode", (c) => list(c, true))
    .get("/type", (c) =>
      answer(
        c,
        ciTypes
          .filter((type) => c.req.query("barcode") !== "true" || hasBarcode(type))
          .map(({ id, name, description, predefined }) => ({
            id: String(id),
            name,
            description,
            predefined: String(predefined),
          })),
      ),
    )
    .get("/relationtypes", (c) =>
      answer(
        c,
        relationTypes.map(({ id, name, opposite }) => ({
          relationTypeId: id,
          relationName: name,
          oppositeRelationName: opposite,
        })),
      ),
    )
    .get("/view/:typeId", (c) => {
      const isKnown = ciTypes.some(({ id }) => String(id) === c.req.param("typeId"));
      if (!isKnown) throw new ApiError(400, "Invalid CI type");
      const view = c.req.query("view") ?? "";
      if (view === "") throw new ApiError(400, "Missing view");
      return answer(c, viewFields(view));
    })
    .get("/:id", (c) => answer(c, ciRow(found(c), readSelection(searchParams(c), CI_VIEWS), world)))
    .get("/:id/relation", (c) =>
      answer(
        c,
        relations
          .of(found(c).id)
          .map(({ src, dest, type }) => ({ src, dest, ciRelationType: type })),
      ),
    );
  return app.route("/", ciWriteRoutes(world, { cis, relations, found }));
}

type Found = (c: ApplianceContext) => StoredCi;

function ciWriteRoutes(
  world: World,
  { cis, relations, found }: Pick<CiStores, "cis" | "relations"> & { found: Found },
) {
  return new Hono<ApplianceEnv>()
    .post("/", async (c) => {
      const items = readWrittenInfo(await readBody(c));
      const ci = newCi(cis.nextId(), items, world);
      cis.put(ci);
      // What comes back is told nowhere; records answer themselves.
      return answer(c, ciRow(ci, null, world));
    })
    .put("/:id", async (c) => {
      const items = readWrittenInfo(await readBody(c));
      cis.put(changedCi(found(c), items, world));
      return c.body("");
    })
    .post("/:id/relation", async (c) => {
      const complaints = relations.add(found(c).id, readWantedRelations(await readBody(c)));
      // What could be created stays created: the failure is partial.
      if (complaints.length > 0) throw new ApiError(400, complaints.join(","));
      return c.text("OK");
    })
    .delete("/:id/relation", async (c) => {
      relations.remove(Number(c.req.param("id")), readWantedRelations(await readBody(c)));
      return c.text("OK");
    });
}

function readCiTest(params: URLSearchParams, world: World): (ci: StoredCi) => boolean {
  const ids = new Set(listOf(params, "ids"));
  const tests = [...new Set(params.keys())].flatMap((key) => {
    const column = COLUMN_BY_KEY.get(key);
    const values = listOf(params, key).map((value) => value.toLowerCase());
    if (column === undefined || RESERVED.has(key) || values.length === 0) return [];
    if (column.type !== "date") {
      const wanted = new Set(values);
      return (ci: StoredCi) => wanted.has(String(column.value(ci, world)).toLowerCase());
    }
    const [from = NaN, to = from] = values.map(Number);
    if (Number.isNaN(from + to)) throw new ApiError(400, `Invalid date value for ${key}`);
    const last = values.length > 1 && to === 0 ? Infinity : to;
    return (ci: StoredCi) => {
      const at = column.value(ci, world);
      return typeof at === "number" && at >= from && at <= last;
    };
  });
  return (ci) => (ids.size === 0 || ids.has(String(ci.id))) && tests.every((test) => test(ci));
}

function sortCis(
  cis: readonly StoredCi[],
  params: URLSearchParams,
  selection: ReadonlySet<string> | null,
  world: World,
): readonly StoredCi[] {
  const sort = readSort(params, selection);
  if (sort.length === 0) return cis;
  return [...cis].sort((a, b) => {
    for (const { key, isDescending } of sort) {
      const column = COLUMN_BY_KEY.get(key);
      if (column === undefined) continue;
      const order = compareValues(column.value(a, world), column.value(b, world));
      if (order !== 0) return isDescending ? -order : order;
    }
    return a.id - b.id;
  });
}
