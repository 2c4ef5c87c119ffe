import { z } from "zod";
import { PlaceholdersBody, PlaceholdersResult } from "@/lib/contracts/identity";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import {
  changePlaceholders,
  readPlaceholderLists,
} from "@/lib/server/devices/identity/placeholders";

export const GET = getRoute({
  operation: "identity.placeholders",
  who: "administrator",
  query: z.strictObject({}),
  result: PlaceholdersResult,
  run: ({ actor }) => readPlaceholderLists(actor),
});

/** Changes the lists; everything is matched again by them. */
export const PUT = writeRoute({
  operation: "identity.changePlaceholders",
  who: "administrator",
  body: PlaceholdersBody,
  result: PlaceholdersResult,
  run: ({ body, actor }) => changePlaceholders(actor, body),
});
