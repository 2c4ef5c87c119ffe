import { z } from "zod";
import { OrganizationsResult } from "@/lib/contracts/connections";
import { getRoute } from "@/lib/server/api/route";
import { readOrganizations } from "@/lib/server/connections/organizations";

export const GET = getRoute({
  operation: "organizations.list",
  query: z.strictObject({}),
  result: OrganizationsResult,
  run: ({ params, actor }) => readOrganizations(actor, params.source),
});
