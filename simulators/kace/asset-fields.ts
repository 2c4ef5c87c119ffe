import type { KaceAsset } from "../fleet/model";
import { productOf, titlesUnder } from "./licensed-products";
import type { Store } from "./store";
import type { FileShelf, StoredFile } from "../appliance/uploads/file-shelf";

/** A custom field of an asset type. On the wire its key is `field_` and the number. */
export interface AssetField {
  number: number;
  typeId: number;
  label: string;
  type:
    | "Text"
    | "Notes"
    | "Link"
    | "Number"
    | "Currency"
    | "Date"
    | "Timestamp"
    | "Select"
    | "Multiple Select"
    | "User"
    | "Asset Device"
    | "Label"
    | "Attachment"
    | "Software";
  isRequired?: true;
  /** What a select takes. Types do not tell these: the reference's `asset_property` has no place for them. */
  choices?: readonly string[];
}

const DAY_MS = 86_400_000;
const LOCATION = 1;
const DEVICE = 5;
export const LICENSE = 7;

/** Types that every appliance has; others are those that its assets name. */
export const BUILT_IN_TYPES = [
  { id: LOCATION, name: "Location" },
  { id: DEVICE, name: "Device" },
  { id: LICENSE, name: "License" },
] as const;

/** The attachments of devices have the numbers of the reference's own examples. */
export const ASSET_FIELDS: readonly AssetField[] = [
  { number: 10001, typeId: DEVICE, label: "Invoice Number", type: "Text" },
  { number: 10002, typeId: DEVICE, label: "Purchase Receipt", type: "Attachment" },
  { number: 10003, typeId: DEVICE, label: "Photo", type: "Attachment" },
  { number: 10004, typeId: DEVICE, label: "Warranty Ends", type: "Date" },
  { number: 10005, typeId: DEVICE, label: "Purchase Price", type: "Currency" },
  { number: 10006, typeId: DEVICE, label: "Handling Notes", type: "Notes" },
  {
    number: 10007,
    typeId: DEVICE,
    label: "Condition",
    type: "Select",
    choices: ["New", "Good", "Worn", "Broken"],
  },
  {
    number: 10008,
    typeId: DEVICE,
    label: "Used For",
    type: "Multiple Select",
    choices: ["Office", "Lab", "Loan", "Kiosk"],
  },
  { number: 10009, typeId: DEVICE, label: "Keeper", type: "User" },
  { number: 10017, typeId: DEVICE, label: "Replaces", type: "Asset Device" },
  { number: 10018, typeId: DEVICE, label: "Next Audit", type: "Timestamp" },
  { number: 10019, typeId: DEVICE, label: "Supplier Page", type: "Link" },
  { number: 10020, typeId: DEVICE, label: "Cost Centre", type: "Text", isRequired: true },
  { number: 10021, typeId: DEVICE, label: "Shelf Label", type: "Label" },
  { number: 10010, typeId: LICENSE, label: "License Count", type: "Number" },
  { number: 10011, typeId: LICENSE, label: "Applies to Software", type: "Software" },
  { number: 10012, typeId: LICENSE, label: "Vendor", type: "Text" },
  { number: 10013, typeId: LICENSE, label: "Contract", type: "Attachment" },
  { number: 10014, typeId: LICENSE, label: "Expiration Date", type: "Date" },
  { number: 10015, typeId: LICENSE, label: "Unit Cost", type: "Number" },
  { number: 10016, typeId: LICENSE, label: "Product Key", type: "Text" },
];

/** Text for most fields, ids of titles for software, a file for attachments. */
export type AssetValue = string | readonly number[] | StoredFile;

/** What custom fields hold. A field that was never written is not there. */
export interface AssetValues {
  read(assetId: number, field: number): AssetValue | undefined;
  fileOf(assetId: number, field: number): StoredFile | undefined;
  /** `null` empties the field. A file that it held is forgotten. */
  write(assetId: number, field: number, value: AssetValue | null): void;
  drop(assetId: number): void;
}

export function createAssetValues(shelf: FileShelf): AssetValues {
  const values = new Map<number, Map<number, AssetValue>>();
  const read = (assetId: number, field: number) => values.get(assetId)?.get(field);
  const fileOf = (assetId: number, field: number) => asFile(read(assetId, field));
  const write: AssetValues["write"] = (assetId, field, value) => {
    const held = fileOf(assetId, field);
    if (held !== undefined && held !== value) shelf.drop(held);
    const own = values.get(assetId) ?? new Map<number, AssetValue>();
    values.set(assetId, own);
    if (value === null) own.delete(field);
    else own.set(field, value);
  };
  const drop = (assetId: number) => {
    for (const field of [...(values.get(assetId)?.keys() ?? [])]) write(assetId, field, null);
    values.delete(assetId);
  };
  return { read, fileOf, write, drop };
}

function asFile(value: AssetValue | undefined): StoredFile | undefined {
  return typeof value === "object" && "read" in value ? value : undefined;
}

/** How a custom field shows in an asset: files by their name. */
export function textOfField(store: Store, asset: KaceAsset, field: AssetField): string {
  if (field.typeId !== asset.assetTypeId) return "";
  const value = store.assetValues.read(asset.id, field.number);
  if (value === undefined) return startOf(store, asset, field);
  if (typeof value === "string") return value;
  return "read" in value ? value.name : value.join(";");
}

/** What a field holds before anybody wrote it. */
function startOf(store: Store, asset: KaceAsset, field: AssetField): string {
  return field.typeId === DEVICE
    ? startOfDevice(asset, field)
    : startOfLicense(store, asset, field);
}

/** Some of a device's fields were filled in when it was bought. */
function startOfDevice({ id, createdAt }: KaceAsset, { number }: AssetField): string {
  switch (number) {
    case 10001:
      return `INV-${String(id).padStart(6, "0")}`;
    case 10004:
      return new Date(createdAt + 3 * 365 * DAY_MS).toISOString().slice(0, 10);
    case 10005:
      return `${700 + ((id * 37) % 1_100)}.00`;
    case 10007:
      return id % 4 === 0 ? "Worn" : "Good";
    case 10020:
      return `CC-${100 + (id % 9) * 10}`;
    default:
      return "";
  }
}

function startOfLicense(store: Store, asset: KaceAsset, { number }: AssetField): string {
  const product = productOf(asset);
  switch (number) {
    case 10010:
      return seatsOf(asset.name);
    case 10011:
      return titlesUnder(store.software, asset).join(";");
    case 10012:
      return product?.vendor ?? "";
    case 10014:
      return product === undefined
        ? ""
        : new Date(asset.createdAt + product.id * 200 * DAY_MS).toISOString().slice(0, 10);
    case 10015:
      return product?.unitCost ?? "";
    case 10016:
      return product === undefined ? "" : `KEY-${asset.id}-NOT-TO-BE-SHOWN`;
    default:
      return "";
  }
}

/** The number of seats that stands in a licence's name: `Visio Plan 2 (70)`. */
function seatsOf(name: string): string {
  return /\((\d+)/.exec(name)?.[1] ?? "";
}
