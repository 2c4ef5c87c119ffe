import type { KaceAsset } from "../fleet/model";
import { LICENSE } from "./asset-fields";
import { titlesUnder } from "./licensed-products";
import type { Store } from "./store";

const APPLIES_TO = 10011;

/** Licence assets; with a title's id, those that apply to it. */
export function isLicense(store: Store, softwareId: number | null): (row: KaceAsset) => boolean {
  if (softwareId === null) return (row) => row.assetTypeId === LICENSE;
  return (row) => row.assetTypeId === LICENSE && applies(store, row, softwareId);
}

function applies(store: Store, license: KaceAsset, softwareId: number): boolean {
  const chosen = store.assetValues.read(license.id, APPLIES_TO);
  return Array.isArray(chosen)
    ? chosen.includes(softwareId)
    : titlesUnder(store.software, license).includes(softwareId);
}
