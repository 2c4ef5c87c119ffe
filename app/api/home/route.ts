import { HomeResult, MetricsQuery } from "@/lib/contracts/metrics";
import { getRoute } from "@/lib/server/api/route";
import { readHome } from "@/lib/server/home/read-home";

export const GET = getRoute({
  operation: "home.read",
  query: MetricsQuery,
  result: HomeResult,
  run: ({ query, actor }) => readHome(actor, query),
});
