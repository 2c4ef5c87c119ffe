import { Hono } from "hono";
import type { ApplianceEnv } from "../../appliance/environment";
import type { Gate } from "../gate";
import { answerList, answerOne, idOf } from "../render";
import { KaceServerFault } from "../entities/ticket";
import type { Store } from "../store";

/** `/api/asset`: assets, their types and statuses. */
export function assetRoutes(gate: Gate) {
  return new Hono<ApplianceEnv>()
    .get(
      "/assets",
      gate.read((c, { entities, store, visibility }) =>
        answerList(c, "Assets", {
          entity: entities.asset,
          rows: store.assets,
          isVisible: visibility.assets,
        }),
      ),
    )
    .get(
      "/assets/types",
      gate.read((c, { store }) => c.json({ AssetTypes: typesOf(store) })),
    )
    .get(
      "/assets/:id",
      gate.read((c, { entities, store, visibility }) =>
        answerOne(c, "Assets", {
          entity: entities.asset,
          rows: store.assets,
          isVisible: visibility.assets,
          id: idOf(c),
        }),
      ),
    )
    .get(
      "/archived_devices/:id",
      gate.read(() => {
        // Known to fail on real appliances; a filter on asset.archive is the way round.
        throw new KaceServerFault("archived_devices");
      }),
    )
    .get(
      "/asset_status",
      gate.read((c, { entities, store }) =>
        answerList(c, "AssetStatus", { entity: entities.assetStatus, rows: store.assetStatuses }),
      ),
    )
    .get(
      "/asset_status/:id",
      gate.read((c, { entities, store }) =>
        answerOne(c, "AssetStatus", {
          entity: entities.assetStatus,
          rows: store.assetStatuses,
          id: idOf(c),
        }),
      ),
    );
}

function typesOf(store: Store) {
  const names = new Map(store.assets.all().map((one) => [one.assetTypeId, one.assetTypeName]));
  return [...names]
    .sort(([a], [b]) => a - b)
    .map(([id, name]) => ({
      AssetTypeID: id,
      AssetTypeName: name,
      CanDelete: false,
      DefaultAssetStatusID: store.assetStatuses.all()[0]?.id ?? 0,
      SubTypes: [],
      properties: [],
    }));
}
