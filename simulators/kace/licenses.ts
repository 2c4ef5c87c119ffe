import type { KaceAsset } from "../fleet/model";
import { LICENSE } from "./asset-fields";
import type { Store } from "./store";

/** Products that licences and the titles under them share the name of. */
const PRODUCTS = [
  "Microsoft 365",
  "Adobe",
  "AutoCAD",
  "SOLIDWORKS",
  "SAP",
  "MATLAB",
  "Visio",
  "Minitab",
  "BarTender",
  "CrowdStrike",
  "Veeam",
  "SQL Server 2022",
];

const APPLIES_TO = 10011;

/** Licence assets; with a title's id, those that apply to it. */
export function isLicense(store: Store, softwareId: number | null): (row: KaceAsset) => boolean {
  if (softwareId === null) return (row) => row.assetTypeId === LICENSE;
  const title = store.software.find(softwareId)?.name;
  return (row) =>
    row.assetTypeId === LICENSE && title !== undefined && applies(store, row, softwareId, title);
}

function applies(store: Store, license: KaceAsset, softwareId: number, title: string): boolean {
  const chosen = store.assetValues.read(license.id, APPLIES_TO);
  if (Array.isArray(chosen)) return chosen.includes(softwareId);
  return PRODUCTS.some((product) => license.name.includes(product) && title.includes(product));
}
