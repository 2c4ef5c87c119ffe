import "server-only";
import { z } from "zod";
import { toRef } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { BarcodeDesk, BarcodeWish } from "@/lib/server/upstream/barcode-desk";
import { readRows, type Send } from "./client";
import { buildFiltering, matchesAll, type Condition } from "./query";
import { nativeIdOf } from "./reader";
import { id, int, text } from "./wire";

// API reference 13.2, "barcodes": the list of new ones is called otherwise than the list of changed ones, and every
// write names how the code came in. Whose asset a barcode is on the reference does not list among its fields; an
// appliance that tells it does so at the level of all data.

const BarcodeWire = z.object({
  id,
  asset_id: int,
  barcode_name: text,
  barcode_data: text,
  barcode_format: text,
  last_scanned_user: text,
});
type BarcodeWire = z.infer<typeof BarcodeWire>;

const SHAPING = "barcode all";
const FOUND_MAX = 50;

/** The barcodes of an appliance's assets. */
export function createBarcodeDesk(send: Send): BarcodeDesk {
  return {
    async list(assetRef, call) {
      const assetId = nativeIdOf(assetRef, "asset");
      if (assetId === null) return [];
      const { rows } = await readRows(
        send,
        { operation: "assets.barcodes", shape: BarcodeWire, path: { id: assetId } },
        call,
      );
      return rows.map(toBarcode);
    },

    async find(code, call) {
      const conditions: Condition[] = [{ field: "barcode_data", operator: "eq", value: code }];
      const filtering = buildFiltering(conditions);
      if (filtering.kind === "refused" || filtering.filtering === "") return [];
      const query = {
        filtering: filtering.filtering,
        shaping: SHAPING,
        paging: { limit: FOUND_MAX, offset: 0 },
      };
      const { rows } = await readRows(
        send,
        { operation: "barcodes.list", shape: BarcodeWire, query },
        call,
      );
      // Appliances were seen to ignore filters they do not know.
      const matching = rows.filter((row) => matchesAll(row, conditions));
      const owners = matching.map((row) => row.asset_id).filter((one) => one !== null && one > 0);
      return [...new Set(owners)].map((assetId) => toRef("kace", "asset", String(assetId)));
    },

    async add(assetRef, wish, call) {
      const assetId = nativeIdOf(assetRef, "asset");
      if (assetId === null) throw new UpstreamRefusal("kace", "This is not a KACE asset.");
      const body = { "Barcode Data": [{ asset_id: Number(assetId), ...toWire(wish) }] };
      await send("barcodes.create", { body }, call);
    },

    async change(barcodeId, wish, call) {
      const body = { Barcodes: [{ id: Number(barcodeId), ...toWire(wish) }] };
      await send("barcodes.update", { path: { id: barcodeId }, body }, call);
    },

    async remove(barcodeId, call) {
      await send("barcodes.delete", { path: { id: barcodeId } }, call);
    },
  };
}

function toBarcode(wire: BarcodeWire) {
  return {
    id: String(wire.id),
    name: wire.barcode_name ?? "",
    text: wire.barcode_data ?? "",
    format: wire.barcode_format ?? "",
    lastScannedBy: wire.last_scanned_user === "" ? null : wire.last_scanned_user,
  };
}

function toWire({ name, text: data, format }: BarcodeWish) {
  return {
    barcode_name: name,
    barcode_data: data,
    barcode_format: format,
    scanned_method: "MANUAL",
    scanned_geolocation: "UNKNOWN",
  };
}
