import { z } from "zod";
import { PrecedenceResult, PrecedenceWrite } from "@/lib/contracts/rules";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { readPrecedenceRules, writePrecedenceRules } from "@/lib/server/devices/rules/precedence";

export const GET = getRoute({
  operation: "rules.readPrecedence",
  who: "administrator",
  query: z.strictObject({}),
  result: PrecedenceResult,
  run: ({ actor }) => readPrecedenceRules(actor),
});

export const PUT = writeRoute({
  operation: "rules.setPrecedence",
  who: "administrator",
  body: PrecedenceWrite,
  result: PrecedenceResult,
  run: ({ body, actor }) => writePrecedenceRules(actor, body),
});
