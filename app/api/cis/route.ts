import { ListCisQuery, ListCisResult } from "@/lib/contracts/cis";
import { getRoute } from "@/lib/server/api/route";
import { listCis } from "@/lib/server/cis/list-cis";

export const GET = getRoute({
  operation: "cis.list",
  query: ListCisQuery,
  result: ListCisResult,
  run: ({ query, actor }) => listCis(actor, query),
});
