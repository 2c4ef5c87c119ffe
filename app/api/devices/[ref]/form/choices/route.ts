import { FormChoicesQuery } from "@/lib/contracts/asset-form";
import { FormChoicesResult } from "@/lib/contracts/record-form";
import { getRoute } from "@/lib/server/api/route";
import { readFormChoices } from "@/lib/server/devices/asset-form/read-form";

/** What one field of a record's form can be set to. */
export const GET = getRoute({
  operation: "devices.formChoices",
  query: FormChoicesQuery,
  result: FormChoicesResult,
  run: ({ query, params, actor }) => readFormChoices(actor, params.ref, query),
});
