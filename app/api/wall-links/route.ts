import { z } from "zod";
import { CreateWallLink, CreateWallLinkResult, ListWallLinksResult } from "@/lib/contracts/metrics";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { createWallLink, listWallLinks } from "@/lib/server/wall/wall-links";

export const GET = getRoute({
  operation: "wallLinks.list",
  who: "administrator",
  query: z.strictObject({}),
  result: ListWallLinksResult,
  run: ({ actor }) => listWallLinks(actor),
});

export const POST = writeRoute({
  operation: "wallLinks.create",
  forPeopleOnly: true,
  who: "administrator",
  body: CreateWallLink,
  result: CreateWallLinkResult,
  run: ({ body, actor }) => createWallLink(actor, body),
});
