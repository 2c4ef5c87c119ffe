import { ApiError } from "./api-error";
import { listOf } from "./info";
import { RECORD_COLUMN_BY_KEY, type RecordColumn } from "./record-columns";
import type { StoredRecord } from "./record-store";
import { canSee, type Viewer } from "./viewer";
import type { World } from "./world";

type Test = (stored: StoredRecord) => boolean;

/** Parameters that are no filters, though some are columns as well. */
const RESERVED = new Set(
  (
    "view fields type offset limit ids archive sort dir query template " +
    "entity entityId entityType key supervisedRequests"
  ).split(" "),
);

const TYPE_NAMES: Readonly<Record<string, number>> = {
  incident: 1,
  change: 4,
  problem: 6,
  request: 10,
};

/** Everything that a list, search or count narrows by: scope, type, archive, ids, text and filters. */
export function readRecordTest(params: URLSearchParams, viewer: Viewer, world: World): Test {
  const tests = [
    (stored: StoredRecord) => canSee(viewer, stored),
    typeTest(params),
    archiveTest(params, world),
    idsTest(params),
    textTest(params, world),
    ...[...new Set(params.keys())].map((key) => filterTest(key, params, world)),
  ].filter((test) => test !== null);
  return (stored) => tests.every((test) => test(stored));
}

/** Number of a type's name or number; without one the document's default, incidents. */
export function readTypes(params: URLSearchParams): readonly number[] | "all" {
  const wanted = listOf(params, "type").map((name) => name.toLowerCase());
  if (wanted.includes("all")) return "all";
  if (wanted.length === 0) return [1];
  return wanted.map((name) => {
    const type = TYPE_NAMES[name] ?? Number(name);
    if (!Number.isInteger(type)) throw new ApiError(400, "Invalid service record type");
    return type;
  });
}

function typeTest(params: URLSearchParams): Test | null {
  const types = readTypes(params);
  if (types === "all") return null;
  return ({ record }) => types.includes(record.srType);
}

function archiveTest(params: URLSearchParams, world: World): Test | null {
  if (params.get("archive") !== "1") return ({ record }) => !record.archived;
  return world.settings().archiveOne === "only" ? ({ record }) => record.archived : null;
}

function idsTest(params: URLSearchParams): Test | null {
  const ids = new Set(listOf(params, "ids"));
  return ids.size === 0 ? null : ({ record }) => ids.has(String(record.id));
}

function textTest(params: URLSearchParams, world: World): Test | null {
  const words = (params.get("query") ?? "").trim().toLowerCase();
  if (words === "") return null;
  return ({ record }) =>
    String(record.id).includes(words) ||
    record.title.toLowerCase().includes(words) ||
    record.description.toLowerCase().includes(words) ||
    record.solution.toLowerCase().includes(words) ||
    record.category.join(" ").toLowerCase().includes(words) ||
    world.userCaption(record.requestUserId).toLowerCase().includes(words);
}

/** One `{filter.id}={values}`; a key that is no column is left alone, as any unknown parameter. */
function filterTest(key: string, params: URLSearchParams, world: World): Test | null {
  const column = RECORD_COLUMN_BY_KEY.get(key);
  const values = listOf(params, key);
  if (column === undefined || RESERVED.has(key) || values.length === 0) return null;
  if (column.type === "date") return dateTest(column, values, world);
  if (key === "status") return statusTest(values, world);
  if (key === "problem_type") return categoryTest(values);
  if (values.includes("${list.all}") || values.includes("${list.group.all}")) return null;
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  const wantsNone = wanted.has("${list.group.none}");
  return (stored) => {
    const value = column.value(stored, world);
    return value === null ? wantsNone : wanted.has(String(value).toLowerCase());
  };
}

/** One moment (ms) exactly, or `from,to` with both ends in it (inferred) and 0 for an open end. */
function dateTest(column: RecordColumn, values: readonly string[], world: World): Test {
  const [from, to] = values.map(Number);
  if (from === undefined || values.length > 2 || !values.every((value) => /^\d+$/.test(value))) {
    throw new ApiError(400, `Invalid date value for ${column.key}`);
  }
  const last = to === undefined ? from : to === 0 ? Infinity : to;
  return (stored) => {
    const at = column.value(stored, world);
    return typeof at === "number" && at >= from && at <= last;
  };
}

function statusTest(values: readonly string[], world: World): Test | null {
  if (values.includes("${list.all}")) return null;
  const wanted = new Set(values);
  const classes = new Set<number>();
  if (wanted.has("${list.active}") || wanted.has("OPEN_CLASSES")) classes.add(0);
  if (wanted.has("${list.close}")) classes.add(1);
  return ({ record }) =>
    wanted.has(String(record.status)) || classes.has(world.statusClass(record.status));
}

/** A category path joined with `_`, whole or its beginning; a name that itself holds `_` is ambiguous there as here. */
function categoryTest(values: readonly string[]): Test {
  return ({ record }) => {
    const path = record.category.filter(Boolean).join("_");
    return values.some((value) => path === value || path.startsWith(`${value}_`));
  };
}
