import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import type { SysaidListValue } from "../fleet/model";
import { answer, searchParams } from "./answers";
import { ApiError } from "./api-error";
import type { SysaidContextOf } from "./context";
import { listOf, readPage } from "./info";
import { templateValues } from "./templates";
import type { World } from "./world";

/** Captions of lists that belong to no list of the company itself. */
const CAPTIONS: Readonly<Record<string, string>> = {
  agreement: "Agreement",
  assigned_group: "Admin group",
  change_category: "Classification",
  ci_type: "CI Type",
  company: "Company",
  computer_type: "Type",
  department: "Department",
  location: "Location",
  quick_name: "Template",
  request_user: "Request user",
  responsibility: "Assigned to",
  survey_status: "Survey Status",
};

/** Which lists an entity has; `sr` also has every list of the company. */
const ENTITY_LISTS: Readonly<Record<string, readonly string[]>> = {
  sr: [
    "location",
    "responsibility",
    "request_user",
    "assigned_group",
    "department",
    "company",
    "agreement",
    "change_category",
    "survey_status",
    "quick_name",
  ],
  asset: ["computer_type", "location", "department", "company"],
  ci: ["ci_type", "status", "location", "department", "company", "owner"],
  user: ["department", "location", "company"],
};

/** Lists of an entity (`sr` unless told), all or one; values in pages, captions as configured. */
export function listRoutes(world: World, callerOf: SysaidContextOf) {
  const entityOf = (c: ApplianceContext) => (c.req.query("entity") ?? "sr").toLowerCase();
  const namesOf = (entity: string): readonly string[] => {
    const names = ENTITY_LISTS[entity];
    // Entities that the company knows nothing of have no lists.
    if (names === undefined) return [];
    if (entity !== "sr") return names;
    return [...new Set([...Object.keys(world.company.sysaid.lists), ...names])];
  };
  const one = (c: ApplianceContext, entity: string, id: string) => {
    const params = searchParams(c);
    const { offset, limit } = readPage(params, world.settings().maxChunkSize);
    const values =
      id === "quick_name"
        ? templateValues(c.req.query("entityType"))
        : valuesOf(world, entity, id, params.get("key") === "name");
    const fields = new Set(listOf(params, "fields"));
    const isWanted = (field: string) => fields.size === 0 || fields.has(field);
    return {
      id,
      ...(isWanted("caption") && { caption: captionOfList(world, id) }),
      ...(isWanted("values") && {
        values: values
          .slice(offset, offset + limit)
          .map((value) => ({ id: value.id, caption: value.caption })),
      }),
    };
  };
  return new Hono<ApplianceEnv>()
    .get("/", (c) => {
      callerOf(c);
      const entity = entityOf(c);
      return answer(
        c,
        namesOf(entity).map((id) => one(c, entity, id)),
      );
    })
    .get("/:id", (c) => {
      callerOf(c);
      const entity = entityOf(c);
      const id = c.req.param("id");
      if (!namesOf(entity).includes(id)) throw new ApiError(400, "Invalid list id");
      return answer(c, one(c, entity, id));
    });
}

function captionOfList(world: World, id: string): string {
  return world.company.sysaid.lists[id]?.caption ?? CAPTIONS[id] ?? id;
}

function valuesOf(
  world: World,
  entity: string,
  id: string,
  isByName: boolean,
): readonly SysaidListValue[] {
  const isAgents = id === "responsibility";
  if (isAgents || id === "request_user" || id === "owner") {
    return world.directory.members
      .filter(({ user }) => user.isAdmin || !isAgents)
      .map(({ user }) => ({
        id: isByName ? user.userName : String(user.id),
        caption: user.displayName,
      }));
  }
  const values = world.listValues(entity === "ci" && id === "status" ? "ci_status" : id) ?? [];
  return isByName && id === "assigned_group"
    ? values.map(({ caption }) => ({ id: caption, caption }))
    : values;
}
