import type { BarcodeRow } from "../barcodes";
import { fieldsFrom, SNAKE, type Entity } from "../query";

const LIMITED = fieldsFrom<BarcodeRow>("limited");
const STANDARD = fieldsFrom<BarcodeRow>("standard");

/** Barcodes. The asset that one is on is a foreign key: shown at the level of all data alone. */
export const barcodeEntity: Entity<BarcodeRow> = {
  names: ["barcode", "barcodes"],
  spelling: SNAKE,
  fields: [
    LIMITED.integer("id", (row) => row.id),
    LIMITED.text("barcode_name", (row) => row.name, { aliases: ["name"] }),
    STANDARD.text("barcode_data", (row) => row.data),
    STANDARD.text("barcode_format", (row) => row.format),
    STANDARD.text("first_scanned_user", (row) => row.first.userName),
    STANDARD.text("first_scanned_method", (row) => row.first.method),
    STANDARD.text("first_scanned_geolocation", (row) => row.first.geolocation),
    STANDARD.text("last_scanned_user", (row) => row.last.userName),
    STANDARD.text("last_scanned_method", (row) => row.last.method),
    STANDARD.text("last_scanned_geolocation", (row) => row.last.geolocation),
    fieldsFrom<BarcodeRow>("all").integer("asset_id", (row) => row.assetId),
  ],
  relations: [],
};
