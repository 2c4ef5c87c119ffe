import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KaceAsset } from "../../fleet/model";
import { assetTypesOf, fieldNumberOf } from "../asset-changes";
import { ASSET_FIELDS, BUILT_IN_TYPES } from "../asset-fields";
import { KaceServerFault } from "../entities/ticket";
import type { Appliance, Desk, Gate } from "../gate";
import { isLicense } from "../licenses";
import { answerError, answerList, answerOne, idOf, rowsOf } from "../render";
import type { Store } from "../store";
import { answerFile } from "../../appliance/uploads/requests";
import { assetWriteRoutes } from "./asset-writes";
import { barcodeRoutes } from "./barcodes";

/** `/api/asset`: assets with their attachments and barcodes, types, statuses, licences, archived devices. */
export function assetRoutes(appliance: Appliance, gate: Gate) {
  return new Hono<ApplianceEnv>()
    .route("/assets", assetReadRoutes(gate))
    .route("/assets", assetWriteRoutes(appliance, gate))
    .route("/barcodes", barcodeRoutes(gate))
    .route("/asset_status", statusRoutes(gate))
    .get("/licenses", gate.read(answerLicenses))
    .get(
      "/archived_devices/:id",
      gate.read((c, desk) => {
        if (appliance.settings().archivedDevices === "fault")
          // A filter on asset.archive is the way round.
          throw new KaceServerFault("archived_devices");
        return c.json({ ArchivedDevices: archivedOf(findAsset(c, desk)) });
      }),
    );
}

function assetReadRoutes(gate: Gate) {
  const answerAttachment = gate.read((c, desk) => {
    const asset = findAsset(c, desk);
    const number = fieldNumberOf(c.req.param("field") ?? "");
    if (asset === undefined || number === null) return answerError(c, 404, "Unknown attachment.");
    const file = desk.store.assetValues.fileOf(asset.id, number);
    return file === undefined ? answerError(c, 404, "Unknown attachment.") : answerFile(c, file);
  });
  return (
    new Hono<ApplianceEnv>()
      .get(
        "/",
        gate.read((c, { entities, store, visibility }) =>
          answerList(c, "Assets", {
            entity: entities.asset,
            rows: store.assets,
            isVisible: visibility.assets,
          }),
        ),
      )
      .get(
        "/types",
        gate.read((c, { store }) => c.json({ AssetTypes: describeTypes(store) })),
      )
      .get(
        "/:id",
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
        "/:id/barcodes",
        gate.read((c, desk) => {
          const asset = findAsset(c, desk);
          const rows = desk.store.barcodes.all().filter((row) => row.assetId === asset?.id);
          return answerList(c, "Barcodes", { entity: desk.entities.barcode, rows: rowsOf(rows) });
        }),
      )
      // The reference's list of paths and its examples disagree on the word; both answer.
      .get("/:id/attachment/:field", answerAttachment)
      .get("/:id/attachments/:field", answerAttachment)
  );
}

/** The asset of the path, where the session may see it. */
function findAsset(c: ApplianceContext, desk: Desk): KaceAsset | undefined {
  const asset = desk.store.assets.find(idOf(c));
  return asset === undefined || desk.visibility.assets?.(asset) === false ? undefined : asset;
}

function statusRoutes(gate: Gate) {
  return new Hono<ApplianceEnv>()
    .get(
      "/",
      gate.read((c, { entities, store }) =>
        answerList(c, "AssetStatus", { entity: entities.assetStatus, rows: store.assetStatuses }),
      ),
    )
    .get(
      "/:id",
      gate.read((c, { entities, store }) =>
        answerOne(c, "AssetStatus", {
          entity: entities.assetStatus,
          rows: store.assetStatuses,
          id: idOf(c),
        }),
      ),
    );
}

function answerLicenses(c: ApplianceContext, { entities, store, visibility }: Desk): Response {
  const wanted = c.req.query("appliesToSoftware") ?? "";
  if (!/^\d*$/.test(wanted)) return answerError(c, 400, "appliesToSoftware is an integer.");
  const isWanted = isLicense(store, wanted === "" ? null : Number(wanted));
  return answerList(c, "Licenses", {
    entity: entities.asset,
    rows: store.assets,
    isVisible: (row) => isWanted(row) && (visibility.assets?.(row) ?? true),
  });
}

function archivedOf(asset: KaceAsset | undefined) {
  return asset?.archive === "completed"
    ? [{ id: asset.id, asset_id: asset.id, name: asset.name }]
    : [];
}

function describeTypes(store: Store) {
  const defaultStatus = store.assetStatuses.all()[0]?.id ?? 0;
  return assetTypesOf(store).map(({ id, name }) => ({
    AssetTypeID: id,
    AssetTypeName: name,
    CanDelete: !BUILT_IN_TYPES.some((type) => type.id === id),
    DefaultAssetStatusID: defaultStatus,
    SubTypes: [],
    properties: ASSET_FIELDS.filter((field) => field.typeId === id).map((field) => ({
      AssetTypeID: id,
      ColumnName: `FIELD_${field.number}`,
      DefaultAssetStatusID: defaultStatus,
      ForSubtype: "",
      Name: field.label,
      Required: field.isRequired ? 1 : 0,
      Type: field.type,
    })),
  }));
}
