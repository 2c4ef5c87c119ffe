import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import { describeOrganization, organizationEntity } from "../entities/organization";
import type { Appliance, Gate, Organization } from "../gate";
import { runQuery } from "../query";
import { answerError, idOf, rowsOf } from "../render";

/** The organisations of the appliance, and changing the one that a session sees. */
export function organizationRoutes(appliance: Appliance, gate: Gate) {
  const switchTo = (wantedBy: (c: ApplianceContext) => number) =>
    gate.read((c, { session }) => {
      const wanted = wantedBy(c);
      if (appliance.organizations()[wanted - 1] === undefined)
        return answerError(c, 400, "Unknown organization.");
      appliance.sessions.move(c, session, wanted);
      return c.body(null, 200);
    });
  return new Hono<ApplianceEnv>()
    .post(
      "/security/organization/switch",
      switchTo((c) => Number(c.req.query("organizationId"))),
    )
    .post(
      "/security/organization/:id/switchto",
      switchTo((c) => idOf(c)),
    )
    .get(
      "/organizations",
      gate.read((c) => answerOrganizations(c, appliance)),
    );
}

const idsSchema = z.array(z.object({ id: z.number() }));

/** A bare list, as documented; `properties` names the keys that are wanted. */
function answerOrganizations(c: ApplianceContext, appliance: Appliance): Response {
  const rows = appliance.organizations().map(describeOrganization);
  const { filter, filtering = filter, offset, paging, properties, sorting } = c.req.query();
  const parameters = { filtering, offset, paging, sorting };
  const options = { entity: organizationEntity, rows: rowsOf(rows), isVisible: null };
  const found = idsSchema.parse(runQuery(parameters, options).rows);
  const wanted = properties?.split(",").map((name) => name.trim().toLowerCase());
  const answer = found.flatMap(({ id }) => rows.find((row) => row.id === id) ?? []);
  return c.json(
    answer.map((row) =>
      Object.fromEntries(
        Object.entries(row).filter(([key]) => wanted?.includes(key.toLowerCase()) ?? true),
      ),
    ),
  );
}

/** The organisation of that name, whatever its case; the first one where no name is given. */
export function findOrganization(appliance: Appliance, name: string): Organization | undefined {
  const [first, ...others] = appliance.organizations();
  if (name === "") return first;
  return [first, ...others].find(
    (one) => one?.store.organization.name.toLowerCase() === name.toLowerCase(),
  );
}
