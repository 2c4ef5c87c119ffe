import { OrganizationChoice, OrganizationsResult } from "@/lib/contracts/connections";
import { writeRoute } from "@/lib/server/api/route";
import { switchOrganization } from "@/lib/server/connections/organizations";

export const POST = writeRoute({
  operation: "organizations.switch",
  forPeopleOnly: true,
  body: OrganizationChoice,
  result: OrganizationsResult,
  run: ({ params, body, actor }) => switchOrganization(actor, params.source, body),
});
