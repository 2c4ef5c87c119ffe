import type { Company } from "../fleet/model";
import { createTable, type Table } from "./table";

/** One scan of a barcode: who, how (`MANUAL`, `SCANNED`, `UNKNOWN`) and where. */
export interface Scan {
  userName: string;
  method: string;
  geolocation: string;
}

export interface BarcodeRow {
  id: number;
  assetId: number;
  data: string;
  format: string;
  name: string;
  first: Scan;
  last: Scan;
}

const NEVER: Scan = { userName: "", method: "UNKNOWN", geolocation: "UNKNOWN" };

/** The asset tags that stick on the company's machines, one barcode per mapped device asset. */
export function createBarcodes({ assets, machines }: Company["kace"]): Table<BarcodeRow> {
  const tags = new Map(machines.map((machine) => [machine.id, machine.assetTag]));
  const tagged = assets.flatMap((asset) => {
    const tag = tags.get(asset.mappedId) ?? "";
    return tag === "" ? [] : [{ assetId: asset.id, data: tag }];
  });
  return createTable(
    tagged.map((one, at) => ({
      ...one,
      id: at + 1,
      format: "CODE_128",
      name: "Asset tag",
      first: NEVER,
      last: NEVER,
    })),
  );
}
