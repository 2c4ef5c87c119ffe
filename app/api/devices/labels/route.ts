import { LabelsQuery, LabelsResult } from "@/lib/contracts/labels";
import { getRoute } from "@/lib/server/api/route";
import { readLabels } from "@/lib/server/devices/labels/read-labels";

/** What stands on the labels of some devices, their codes drawn. */
export const GET = getRoute({
  operation: "devices.labels",
  query: LabelsQuery,
  result: LabelsResult,
  run: ({ query, actor }) => readLabels(actor, query),
});
