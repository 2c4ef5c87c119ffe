import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import type { Company } from "../fleet/model";
import { answer, searchParams } from "./answers";
import { ApiError } from "./api-error";
import type { SysaidContextOf } from "./context";
import { listOf, readPage, type Page } from "./info";
import { viewerOf, type Viewer } from "./viewer";
import type { World } from "./world";

interface FilterValue {
  id: string;
  caption: string;
  values?: FilterValue[];
}

interface FilterDefinition {
  id: string;
  caption: string;
  type: "list" | "nested" | "boolean";
  values(world: World, viewer: Viewer): readonly FilterValue[];
}

const ALL: FilterValue = { id: "${list.all}", caption: "All" };
const listed = (id: string, world: World): readonly FilterValue[] =>
  (world.listValues(id) ?? []).map((value) => ({ id: value.id, caption: value.caption }));
const people = (world: World, isWanted: (user: { id: number; isAdmin: boolean }) => boolean) =>
  world.directory.members
    .filter(({ user }) => isWanted(user))
    .map(({ user }) => ({ id: String(user.id), caption: user.displayName }));

/** The eight filters of the recorded answer, in its order, with its pseudo values. */
const FILTERS: readonly FilterDefinition[] = [
  {
    id: "priority",
    caption: "Priority",
    type: "list",
    values: (world) => [ALL, ...listed("priority", world)],
  },
  {
    id: "responsibility",
    caption: "Process manager",
    type: "list",
    values: (world) => people(world, ({ isAdmin }) => isAdmin),
  },
  {
    id: "status",
    caption: "Status",
    type: "list",
    values: (world) => [
      { id: "${list.active}", caption: "Active" },
      ALL,
      { id: "${list.close}", caption: "Closed Class" },
      ...listed("status", world),
    ],
  },
  {
    id: "urgency",
    caption: "Urgency",
    type: "list",
    values: (world) => [ALL, ...listed("urgency", world)],
  },
  {
    id: "request_user",
    caption: "Request user",
    type: "list",
    // End users choose among nobody but themselves (inferred).
    values: (world, viewer) => people(world, ({ id }) => !viewer.isEndUser || id === viewer.id),
  },
  {
    id: "problem_type",
    caption: "Category",
    type: "nested",
    values: ({ company }) => [
      { id: "problem_type", caption: "problem_type", values: categoryTree(company) },
    ],
  },
  { id: "archive", caption: "Archive", type: "boolean", values: () => [] },
  {
    id: "assigned_group",
    caption: "Admin group",
    type: "list",
    values: (world) => [
      { id: "${list.group.all}", caption: "All" },
      { id: "${list.group.none}", caption: "None" },
      ...listed("assigned_group", world),
    ],
  },
];

/** Filters and their values, in pages of values, with the only totals that SysAid tells. */
export function filterRoutes(world: World, callerOf: SysaidContextOf) {
  const teller = (c: ApplianceContext) => {
    const viewer = viewerOf(c, callerOf(c), world.directory);
    const params = searchParams(c);
    const page = readPage(params, world.settings().maxChunkSize);
    const fields = new Set(listOf(params, "fields"));
    return (filter: FilterDefinition) => tell(filter, filter.values(world, viewer), page, fields);
  };
  return new Hono<ApplianceEnv>()
    .get("/", (c) => answer(c, FILTERS.map(teller(c))))
    .get("/:id", (c) => {
      const tellFilter = teller(c);
      const filter = FILTERS.find(({ id }) => id === c.req.param("id"));
      if (filter === undefined) throw new ApiError(400, "Invalid filter id");
      return answer(c, tellFilter(filter));
    });
}

function tell(
  { id, caption, type }: FilterDefinition,
  values: readonly FilterValue[],
  { offset, limit }: Page,
  fields: ReadonlySet<string>,
) {
  const isWanted = (field: string) => fields.size === 0 || fields.has(field);
  return {
    id,
    ...(isWanted("caption") && { caption }),
    ...(isWanted("type") && { type }),
    ...(isWanted("values") && {
      metadata: { limit, offset, total: values.length },
      values: values.slice(offset, offset + limit),
    }),
  };
}

const trees = new WeakMap<Company, FilterValue[]>();

/** All category paths in use, as a tree whose ids are paths joined with `_`. */
function categoryTree(company: Company): FilterValue[] {
  const known = trees.get(company);
  if (known !== undefined) return known;
  const roots: FilterValue[] = [];
  for (const { category } of company.sysaid.records) {
    let level = roots;
    let path = "";
    for (const caption of category) {
      if (caption === undefined || caption === "") break;
      path = path === "" ? caption : `${path}_${caption}`;
      let node = level.find(({ id }) => id === path);
      if (node === undefined) level.push((node = { id: path, caption, values: [] }));
      level = node.values ??= [];
    }
  }
  dropEmptyLevels(roots);
  trees.set(company, roots);
  return roots;
}

/** Leaves carry no `values` at all, as recorded. */
function dropEmptyLevels(nodes: FilterValue[]): void {
  for (const node of nodes) {
    if (node.values === undefined) continue;
    if (node.values.length === 0) delete node.values;
    else dropEmptyLevels(node.values);
  }
}
