import { z } from "zod";
import { CoverageResult } from "@/lib/contracts/coverage";
import { getRoute } from "@/lib/server/api/route";
import { readCoverage } from "@/lib/server/devices/coverage/read-coverage";

export const GET = getRoute({
  operation: "devices.coverage",
  query: z.strictObject({}),
  result: CoverageResult,
  run: ({ actor }) => readCoverage(actor),
});
