import "server-only";
import { z } from "zod";
import { UpstreamShapeError } from "@/lib/server/upstream/errors";

// An asset is read here as it comes: a form must show and send back exactly what stands in the appliance, also a
// text such as "empty" that elsewhere stands for nothing.

/** A field that an asset type adds to its assets. */
export interface AssetProperty {
  /** Lower case, as the asset's own key: `field_10002`. */
  key: string;
  label: string;
  type: string;
  required: boolean;
  /** The subtype that it is for; `null` for all. */
  subtype: string | null;
  /** Appliances tell no choices of a list by their document; what one tells all the same. */
  values: string[];
}

export interface AssetType {
  id: string;
  name: string;
  properties: AssetProperty[];
}

/** Lower-cases the names of an object, one level deep, and turns blanks and periods into "_". */
export function foldKeys(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key
        .trim()
        .toLowerCase()
        .replace(/[\s.]+/g, "_"),
      member,
    ]),
  );
}

/** The rows under a collection's name; one object is one row, anything else none. */
export function rowsIn(body: unknown, collection: string, operation: string): unknown[] {
  if (Array.isArray(body)) return body;
  const folded = foldKeys(body);
  const held = folded[collection.toLowerCase()];
  if (held === undefined && !("count" in folded)) {
    const issues = [`no "${collection}" in the answer`];
    throw new UpstreamShapeError({ source: "kace", operation, issues });
  }
  return typeof held === "object" && held !== null ? [held].flat() : [];
}

const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value).trim())
  .catch("");

const Property = z.preprocess(
  foldKeys,
  z.object({
    columnname: text,
    name: text,
    type: text,
    required: text,
    forsubtype: text,
    values: z.unknown().optional(),
  }),
);
const Type = z.preprocess(
  foldKeys,
  z.object({
    assettypeid: text,
    assettypename: text,
    properties: z.unknown().optional(),
  }),
);

/** The types of assets with their fields. What is no field of its own (`field_…`) is left out. */
export function parseAssetTypes(body: unknown, operation: string): AssetType[] {
  return rowsIn(body, "AssetTypes", operation).flatMap((row) => {
    const type = Type.safeParse(row);
    if (!type.success || type.data.assettypeid === "") return [];
    const { assettypeid: id, assettypename: name, properties } = type.data;
    const rows = Array.isArray(properties) ? properties : [];
    return [{ id, name, properties: rows.flatMap(toProperty) }];
  });
}

function toProperty(row: unknown): AssetProperty[] {
  const parsed = Property.safeParse(row);
  if (!parsed.success) return [];
  const { columnname, name, type, required, forsubtype, values } = parsed.data;
  const key = columnname.toLowerCase();
  if (!/^field_\d{1,9}$/.test(key)) return [];
  const told = Array.isArray(values) ? values : typeof values === "string" ? values.split(",") : [];
  return [
    {
      key,
      label: name === "" ? key : name,
      type,
      required: /^(1|true|yes|y)$/i.test(required),
      subtype: forsubtype === "" || forsubtype === "0" ? null : forsubtype,
      values: told.map((value) => String(value).trim()).filter((value) => value !== ""),
    },
  ];
}
