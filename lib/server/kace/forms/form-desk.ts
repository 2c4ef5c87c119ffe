import "server-only";
import type { FormField, FormValue } from "@/lib/domain/record-form";
import { UpstreamHttpError, UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { FormDesk } from "@/lib/server/upstream/form-desk";
import type { Call } from "@/lib/server/upstream/port";
import type { Send } from "../client";
import type { Names } from "../map";
import type { Lookups } from "../reader";
import { nativeIdOf } from "../reader";
import {
  type AssetProperty,
  type AssetType,
  foldKeys,
  parseAssetTypes,
  rowsIn,
} from "./asset-wire";
import { createFormChoices } from "./choices";
import {
  kindOfProperty,
  readFieldText,
  readFieldValue,
  toId,
  writeFieldValue,
} from "./field-values";
import { createFormFiles } from "./files";
import { sendUpdate, updateOf } from "./update";

const TYPES_KEPT_MS = 10 * 60_000;
/** The asset types of one appliance, shared by its people's desks: reading them costs the most. */
export interface TypeShelf {
  types(send: Send, call: Call): Promise<AssetType[]>;
}

export function createTypeShelf(): TypeShelf {
  let kept: { until: number; types: AssetType[] } | null = null;
  return {
    async types(send, call) {
      if (kept !== null && kept.until > Date.now()) return kept.types;
      const answer = await send("asset_types.list", {}, call);
      const types = parseAssetTypes(answer.json(), "asset_types.list");
      kept = { until: Date.now() + TYPES_KEPT_MS, types };
      return types;
    },
  };
}

/** Assets as forms, with a person's session. Every other record of the appliance has none. */
export function createFormDesk(
  send: Send,
  { clocks, names }: Pick<Lookups, "clocks" | "names">,
  shelf: TypeShelf,
): FormDesk {
  const { choices, nameOf: nameInList } = createFormChoices(send);
  const nameOf: NameOf = async (from, id, call) => {
    const kind = LOOKED_UP[from];
    if (kind === undefined) return nameInList(from, id, call);
    return (await names.names([kind], send, call))[kind].get(Number(id)) ?? null;
  };
  return {
    async read(ref, call) {
      const id = nativeIdOf(ref, "asset");
      if (id === null) return null;
      const [asset, types, clock] = await Promise.all([
        readAsset(send, id, call),
        readTypes(shelf, send, call),
        clocks.clock(send, call),
      ]);
      if (asset === null) return null;
      const typeId = textIn(asset, "asset_type_id");
      const type = types?.find((one) => one.id === typeId);
      const fields = await nameChoices(
        [...ownFields(asset), ...(type?.properties ?? []).map((one) => toField(one, asset))],
        nameOf,
        call,
      );
      return {
        ref,
        typeLabel: type?.name || textIn(asset, "asset_type_name") || "Asset",
        title: textIn(asset, "name") || `Asset ${id}`,
        readOnly: null,
        timeZone: clock.zone,
        fields,
      };
    },
    choices,
    prepare: (form, values) => {
      const byKey = new Map(form.fields.map((field) => [field.key, field]));
      const row = Object.fromEntries(
        [...values].map(([key, value]) => [key, spell(byKey.get(key), value)]),
      );
      return updateOf(form.ref, { Assets: [row] });
    },
    send: (ref, request, call) => sendUpdate(send, ref, request, call),
    files: createFormFiles(),
  };
}

async function readAsset(
  send: Send,
  id: string,
  call: Call,
): Promise<Record<string, unknown> | null> {
  try {
    const filling = { path: { id }, query: { shaping: "asset all" } };
    const answer = await send("assets.read", filling, call);
    const [row] = rowsIn(answer.json(), "Assets", "assets.read");
    return row === undefined ? null : foldKeys(row);
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status === 404) return null;
    throw error;
  }
}

/** A role may read an asset and not its type: the form then has the fields that every asset has. */
async function readTypes(shelf: TypeShelf, send: Send, call: Call): Promise<AssetType[] | null> {
  try {
    return await shelf.types(send, call);
  } catch (error) {
    if (error instanceof UpstreamHttpError && [403, 404].includes(error.status)) return null;
    throw error;
  }
}

/** The fields that every asset has. Ids of these stand flat, and nothing is 0. */
const OWN: readonly Pick<FormField, "key" | "label" | "kind" | "from" | "required">[] = [
  { key: "name", label: "Name", kind: "text", from: null, required: true },
  { key: "owner_id", label: "Owner", kind: "choice", from: "user", required: false },
  { key: "asset_status_id", label: "Status", kind: "choice", from: "status", required: false },
  {
    key: "location_id",
    label: "Location",
    kind: "choice",
    from: "asset:location",
    required: false,
  },
];

function ownFields(asset: Record<string, unknown>): FormField[] {
  return OWN.map((field) => {
    const value = readFieldValue(field.kind, asset[field.key]);
    const plain = { group: null, readOnly: null, options: null, section: null };
    return { ...field, ...plain, value, text: null };
  });
}

function toField(property: AssetProperty, asset: Record<string, unknown>): FormField {
  const { kind: told, from } = kindOfProperty(property);
  const raw = asset[property.key];
  // Fields that allow several rows hold a list; the type's own word is the same for both.
  const kind = told === "choice" && Array.isArray(raw) && raw.length > 1 ? "choices" : told;
  const isUnknown = kind === "other";
  return {
    key: property.key,
    label: property.label,
    kind,
    group: property.subtype,
    required: property.required,
    readOnly: isUnknown
      ? `Sightline does not know KACE's field type “${property.type}”; change it in KACE.`
      : null,
    value: readFieldValue(kind, raw),
    text: readFieldText(raw),
    from,
    options: null,
    section: null,
  };
}

type NameOf = ReturnType<typeof createFormChoices>["nameOf"];

/** Lists whose names are known already. */
const LOOKED_UP: Readonly<Partial<Record<string, keyof Names>>> = {
  status: "assetStatuses",
  "asset:location": "locations",
};

/** Gives ids their names where the asset told none. People are named by the index, not here. */
async function nameChoices(fields: FormField[], nameOf: NameOf, call: Call): Promise<FormField[]> {
  return Promise.all(
    fields.map(async (field) => {
      const isNamed = field.kind === "choice" && field.text === null && field.value !== "";
      if (!isNamed || field.from === "user" || typeof field.value !== "string") return field;
      return { ...field, text: await nameOf(field.from ?? "", field.value, call) };
    }),
  );
}

function spell(field: FormField | undefined, value: FormValue): unknown {
  if (!field) throw new UpstreamRefusal("kace", "KACE's form does not have this field.");
  const isOwn = OWN.some(({ key }) => key === field.key);
  if (!isOwn || field.kind !== "choice") return writeFieldValue(field, value);
  return value === "" ? 0 : toId(field, String(value));
}

function textIn(asset: Record<string, unknown>, key: string): string {
  const value = asset[key];
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}
