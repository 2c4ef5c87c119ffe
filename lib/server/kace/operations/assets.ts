import "server-only";
import * as body from "./bodies";
import { LIST, ONE, createRows, json, jsonOrFiles, query } from "./rows";
import { FILE, WRITTEN, rows } from "./schema";
import * as shape from "./shapes";

const { get, post, put, remove } = createRows("asset");

const ASSET_BODY = jsonOrFiles(
  body.Assets,
  "Assets",
  "Files of attachment fields; each part is named as the field's attachmentSet says",
);

/** Assets, their types and states, barcodes and licences. */
export const ASSETS = [
  get("archived_devices.read", "/api/asset/archived_devices/{id}", {
    title: "Read what was kept of an archived device",
    query: ONE,
    ...rows("ArchivedDevices", shape.ArchivedDevice, "Assets"),
  }),
  get("asset_status.list", "/api/asset/asset_status", {
    title: "List the statuses that assets can have",
    query: LIST,
    ...rows("AssetStatus", shape.AssetStatus),
  }),
  get("asset_status.read", "/api/asset/asset_status/{id}", {
    title: "Read one asset status",
    query: ONE,
    ...rows("AssetStatus", shape.AssetStatus),
  }),
  get("assets.list", "/api/asset/assets", {
    title: "List assets",
    query: LIST,
    ...rows("Assets", shape.Asset),
  }),
  post("assets.create", "/api/asset/assets", {
    title: "Create assets, with attachments where a form is sent",
    body: ASSET_BODY,
    ...WRITTEN,
  }),
  get("asset_types.list", "/api/asset/assets/types", {
    title: "List asset types and their fields",
    ...rows("AssetTypes", shape.AssetType),
  }),
  get("assets.attachment", "/api/asset/assets/{assetID}/attachment/{fieldName}", {
    title: "Download the file of an asset's attachment field",
    // The guide's example has the plural.
    spellings: ["/api/asset/assets/{assetID}/attachments/{fieldName}"],
    ...FILE,
  }),
  get("assets.read", "/api/asset/assets/{id}", {
    title: "Read one asset",
    query: ONE,
    ...rows("Assets", shape.Asset),
  }),
  post("assets.update_by_post", "/api/asset/assets/{id}", {
    title: "Update an asset, as POST",
    body: ASSET_BODY,
    ...WRITTEN,
  }),
  put("assets.update", "/api/asset/assets/{id}", {
    title: "Update an asset",
    body: ASSET_BODY,
    ...WRITTEN,
  }),
  remove("assets.delete", "/api/asset/assets/{id}", { title: "Delete an asset", ...WRITTEN }),
  post("assets.archive", "/api/asset/assets/{id}/archive", {
    title: "Ask for a device's asset to be archived",
    body: json(body.Archiving),
    ...WRITTEN,
  }),
  get("assets.barcodes", "/api/asset/assets/{id}/barcodes", {
    title: "List the barcodes of an asset",
    ...rows("Barcodes", shape.Barcode),
  }),
  post("assets.cancel_archive", "/api/asset/assets/{id}/cancel_archive", {
    title: "Take a request to archive an asset back",
    ...WRITTEN,
  }),
  get("barcodes.list", "/api/asset/barcodes", {
    title: "List barcodes",
    query: LIST,
    ...rows("Barcodes", shape.Barcode),
  }),
  post("barcodes.create", "/api/asset/barcodes", {
    title: "Create barcodes for assets",
    body: json(body.Barcodes),
    ...WRITTEN,
  }),
  get("barcodes.read", "/api/asset/barcodes/{id}", {
    title: "Read one barcode",
    query: ONE,
    ...rows("Barcodes", shape.Barcode),
  }),
  put("barcodes.update", "/api/asset/barcodes/{id}", {
    title: "Update a barcode",
    body: json(body.Barcodes),
    ...WRITTEN,
  }),
  remove("barcodes.delete", "/api/asset/barcodes/{id}", {
    title: "Delete a barcode",
    ...WRITTEN,
  }),
  get("licenses.list", "/api/asset/licenses", {
    title: "List software licences",
    query: [...query("appliesToSoftware"), ...LIST],
    ...rows("Licenses", shape.Asset),
  }),
] as const;
