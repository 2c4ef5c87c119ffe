import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import type { SysaidAsset } from "../fleet/model";
import { answer, answerRows, paged, searchParams } from "./answers";
import { ApiError } from "./api-error";
import { ASSET_VIEWS, assetRow } from "./asset-columns";
import type { SysaidContextOf } from "./context";
import { readPage, readSelection } from "./info";
import { viewerOf } from "./viewer";
import type { World } from "./world";

/**
 * Assets: list, search, one. No filter and no sort, as documented. Administrators see all, end
 * users what they own (the document is silent on scope: inferred).
 */
export function assetRoutes(world: World, callerOf: SysaidContextOf) {
  const assets = world.company.sysaid.assets;
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const scopeOf = (c: ApplianceContext) => {
    const viewer = viewerOf(c, callerOf(c), world.directory);
    const own = viewer.member.user.userName.toLowerCase();
    return ({ ownerUserName }: SysaidAsset) =>
      !viewer.isEndUser || ownerUserName.toLowerCase() === own;
  };
  const list = (c: ApplianceContext, matches: (asset: SysaidAsset) => boolean) => {
    const isVisible = scopeOf(c);
    const params = searchParams(c);
    const selection = readSelection(params, ASSET_VIEWS);
    const page = readPage(params, world.settings().maxChunkSize);
    const rows = paged(c, assets, (asset) => isVisible(asset) && matches(asset), page);
    return answerRows(
      c,
      rows.map((asset) => assetRow(asset, selection, world)),
      world,
    );
  };
  return new Hono<ApplianceEnv>()
    .get("/", (c) => list(c, () => true))
    .get("/search", (c) => {
      const words = (c.req.query("query") ?? "").trim().toLowerCase();
      if (words === "") throw new ApiError(400, "Missing query");
      return list(c, ({ id, name, serial, model, ipAddress, ownerUserName }) =>
        [id, name, serial, model, ipAddress, ownerUserName].some((text) =>
          text.toLowerCase().includes(words),
        ),
      );
    })
    .get("/:id", (c) => {
      const isVisible = scopeOf(c);
      const asset = byId.get(c.req.param("id"));
      if (asset === undefined || !isVisible(asset)) throw new ApiError(400, "Invalid asset id");
      return answer(c, assetRow(asset, readSelection(searchParams(c), ASSET_VIEWS), world));
    });
}
