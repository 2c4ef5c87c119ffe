import { z } from "zod";
import type { ApplianceContext } from "../appliance/environment";
import type { KaceAsset } from "../fleet/model";
import { ASSET_FIELDS, BUILT_IN_TYPES, type AssetField, type AssetValue } from "./asset-fields";
import { readJson } from "./request-body";
import type { Store } from "./store";
import { KaceWriteRefusal } from "./refusal";
import type { StoredFile } from "../appliance/uploads/file-shelf";
import { readForm } from "../appliance/uploads/requests";

// What a client wishes for assets: JSON, or a form whose part `Assets` holds the same list and whose
// other parts are files that the list names as `attachmentSet` (examples of the asset reference).

const idSchema = z.union([z.int().min(0), z.string().regex(/^\d+$/).transform(Number)]);
const wishSchema = z.looseObject({
  name: z.string().trim().min(1).optional(),
  asset_type_id: idSchema.optional(),
  owner_id: idSchema.optional(),
  asset_status_id: idSchema.optional(),
  location_id: idSchema.optional(),
  mapped_id: idSchema.optional(),
});
const bodySchema = z.looseObject({ Assets: z.array(wishSchema).min(1) });

export type AssetWish = z.infer<typeof wishSchema>;
export type Attachments = ReadonlyMap<string, StoredFile>;

/**
 * Reads the wishes of a request and hands them to `act`. Files that `act` does not keep, and all files
 * of a refused request, are forgotten. Throws {@link KaceWriteRefusal} for a body that holds no assets.
 */
export async function withAssetWishes(
  c: ApplianceContext,
  store: Store,
  act: (wishes: AssetWish[], attachments: Attachments) => { ids: number[]; kept: Set<StoredFile> },
): Promise<number[]> {
  const form = await readForm(c, store.files);
  const attachments = new Map(form?.files.map(({ part, file }) => [part, file]));
  let kept = new Set<StoredFile>();
  try {
    const body = form === null ? await readJson(c) : parseField(form.fields.get("Assets"));
    const wishes = bodySchema.safeParse(body);
    if (!wishes.success) throw new KaceWriteRefusal(400, "Invalid asset data.");
    const done = act(wishes.data.Assets, attachments);
    kept = done.kept;
    return done.ids;
  } finally {
    for (const { file } of form?.files ?? []) if (!kept.has(file)) store.files.drop(file);
  }
}

/** The form's part holds the bare list; the whole body of the JSON way is taken as well. */
function parseField(text: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return Array.isArray(value) ? { Assets: value } : value;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export interface AssetDraft {
  asset: KaceAsset;
  values: Map<number, AssetValue | null>;
}

/** An asset as wished. Throws {@link KaceWriteRefusal} before anything is stored. */
export function reviseAsset(
  before: KaceAsset,
  wish: AssetWish,
  store: Store,
  attachments: Attachments,
): AssetDraft {
  refuseUnknown(wish, before, store);
  const status =
    wish.asset_status_id === undefined ? undefined : store.assetStatuses.find(wish.asset_status_id);
  const asset: KaceAsset = {
    ...before,
    name: wish.name ?? before.name,
    ownerKaceUserId: wish.owner_id ?? before.ownerKaceUserId,
    locationAssetId: wish.location_id ?? before.locationAssetId,
    mappedId: wish.mapped_id ?? before.mappedId,
    ...(wish.asset_status_id === undefined
      ? {}
      : { statusId: status?.id ?? 0, statusName: status?.name ?? "" }),
  };
  const values = new Map<number, AssetValue | null>();
  for (const [key, value] of Object.entries(wish)) {
    const number = fieldNumberOf(key);
    if (number === null) continue;
    const field = ASSET_FIELDS.find(
      (one) => one.number === number && one.typeId === asset.assetTypeId,
    );
    if (field === undefined) throw new KaceWriteRefusal(400, `This asset type has no ${key}.`);
    values.set(number, valueOf(field, value, store, attachments));
  }
  return { asset, values };
}

/** `field_10002` in bodies, `10002` as well in paths; `null` for what is neither. */
export function fieldNumberOf(name: string): number | null {
  const match = /^(?:field_)?(\d{1,9})$/i.exec(name);
  return match?.[1] === undefined ? null : Number(match[1]);
}

function refuseUnknown(wish: AssetWish, before: KaceAsset, store: Store): void {
  if (wish.asset_type_id !== undefined && wish.asset_type_id !== before.assetTypeId)
    throw new KaceWriteRefusal(400, "The type of an asset cannot be changed.");
  const rows = [
    ["owner_id", wish.owner_id, store.users],
    ["asset_status_id", wish.asset_status_id, store.assetStatuses],
    ["location_id", wish.location_id, store.assets],
    ["mapped_id", wish.mapped_id, store.machines],
  ] as const;
  for (const [key, id, table] of rows)
    if (id !== undefined && id !== 0 && table.find(id) === undefined)
      throw new KaceWriteRefusal(400, `${key} ${id} does not exist.`);
}

const setSchema = z.looseObject({ attachmentSet: z.string() });
const removeSchema = z.looseObject({ remove: z.union([z.string(), z.number(), z.boolean()]) });
const titlesSchema = z.array(z.union([idSchema, z.looseObject({ id: idSchema })]));

function valueOf(
  field: AssetField,
  wished: unknown,
  store: Store,
  attachments: Attachments,
): AssetValue | null {
  if (isNothing(wished)) {
    if (field.isRequired) throw new KaceWriteRefusal(400, `${field.label} is required.`);
    return field.type === "Attachment" ? null : "";
  }
  switch (field.type) {
    case "Attachment":
      return attachmentOf(wished, attachments);
    case "Software":
      return titlesOf(wished, store);
    case "User":
      return rowOf(field, wished, store.users);
    case "Asset Device":
      return rowOf(field, wished, store.assets);
    case "Multiple Select":
      return choicesOf(field, wished);
    default:
      return textOf(field, wished);
  }
}

function isNothing(wished: unknown): boolean {
  if (Array.isArray(wished)) return wished.length === 0;
  return wished === null || wished === "" || removeSchema.safeParse(wished).success;
}

const FORMS: Readonly<Partial<Record<AssetField["type"], RegExp>>> = {
  Number: /^[+-]?(\d+\.?\d*|\.\d+)$/,
  Currency: /^[+-]?(\d+\.?\d*|\.\d+)$/,
  Date: /^\d{4}-\d{2}-\d{2}$/,
  Timestamp: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/,
};

function textOf(field: AssetField, wished: unknown): string {
  const text = typeof wished === "number" ? String(wished) : wished;
  const isSound =
    typeof text === "string" &&
    (FORMS[field.type]?.test(text) ?? true) &&
    (field.choices?.includes(text) ?? true);
  if (!isSound) throw new KaceWriteRefusal(400, `Invalid value for ${field.label}.`);
  return text;
}

function choicesOf(field: AssetField, wished: unknown): string {
  const wanted = Array.isArray(wished) ? wished.map(String) : String(wished).split(";");
  for (const one of wanted) textOf(field, one);
  return wanted.join(";");
}

const rowSchema = z.union([idSchema, z.looseObject({ id: idSchema }).transform(({ id }) => id)]);

/** A field that points at a row takes its id, alone or as an object. */
function rowOf(field: AssetField, wished: unknown, table: { find(id: number): unknown }): string {
  const id = rowSchema.safeParse(wished);
  if (!id.success || table.find(id.data) === undefined)
    throw new KaceWriteRefusal(400, `Invalid value for ${field.label}.`);
  return String(id.data);
}

function attachmentOf(wished: unknown, attachments: Attachments): StoredFile {
  const set = setSchema.safeParse(wished);
  const file = set.success ? attachments.get(set.data.attachmentSet) : undefined;
  if (file === undefined) throw new KaceWriteRefusal(400, "The attachment is not in the upload.");
  return file;
}

function titlesOf(wished: unknown, store: Store): number[] {
  const titles = titlesSchema.safeParse(Array.isArray(wished) ? wished : [wished]);
  if (!titles.success) throw new KaceWriteRefusal(400, "Software is given by its ids.");
  const ids = titles.data.map((one) => (typeof one === "number" ? one : one.id));
  const unknown = ids.find((id) => store.software.find(id) === undefined);
  if (unknown !== undefined) throw new KaceWriteRefusal(400, `Software ${unknown} does not exist.`);
  return ids;
}

/** Types of this organisation: the built-in ones and those that assets name, by id. */
export function assetTypesOf(store: Store): { id: number; name: string }[] {
  const names = new Map<number, string>(BUILT_IN_TYPES.map(({ id, name }) => [id, name]));
  for (const { assetTypeId, assetTypeName } of store.assets.all())
    names.set(assetTypeId, assetTypeName);
  return [...names].sort(([a], [b]) => a - b).map(([id, name]) => ({ id, name }));
}

/** An asset of the type before anything is said about it. Its id is 0. */
export function blankAsset(type: { id: number; name: string }, now: number): KaceAsset {
  return {
    id: 0,
    assetTypeId: type.id,
    assetTypeName: type.name,
    name: "",
    ownerKaceUserId: 0,
    mappedId: 0,
    statusId: 0,
    statusName: "",
    locationAssetId: 0,
    archive: "",
    archiveReason: "",
    createdAt: now,
    modifiedAt: now,
    deviceId: null,
  };
}
