import { z } from "zod";
import { LICENSE_STANDINGS } from "@/lib/domain/inventory/license";
import { Ref } from "@/lib/domain/ref";
import {
  GROUP_SORT_FIELDS,
  ITEM_SORT_FIELDS,
  LICENCE_SORT_FIELDS,
  LISTED_KINDS,
  METERED_VALUES,
  SPREAD_VALUES,
  USED_VALUES,
} from "./inventory-fields";
import { Facet, Facets, SourceStatesSchema, csv, listQuery } from "./list";

/** Why a list holds less than the source does for this viewer, in words; `null` when it does not. */
const Note = z.string().nullable();

const inventoryList = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    total: z.number().int(),
    /** KACE's state is that of this very list. */
    sources: SourceStatesSchema,
    note: Note,
  });

export const InventoryFacetsResult = z.object({ facets: Facets });
export type InventoryFacetsResult = z.infer<typeof InventoryFacetsResult>;

export const ListItemsQuery = z.strictObject({
  kind: z.enum(LISTED_KINDS),
  status: csv(z.string()).optional(),
  publisher: csv(z.string()).optional(),
  version: csv(z.string()).optional(),
  /** 1 to 5, or `none`. */
  level: csv(z.string()).optional(),
  /** Whether any device has it. */
  used: csv(z.enum(USED_VALUES)).optional(),
  ...listQuery(ITEM_SORT_FIELDS),
});
export type ListItemsQuery = z.infer<typeof ListItemsQuery>;

export const ItemRow = z.object({
  ref: Ref,
  kind: z.enum(LISTED_KINDS),
  name: z.string(),
  version: z.string().nullable(),
  publisher: z.string().nullable(),
  status: z.string().nullable(),
  /** Of programs the threat, 1 safe to 5. */
  level: z.number().int().nullable(),
  /** Devices that the viewer sees and that have it; `null` where nothing tells. */
  devices: z.number().int().nullable(),
  /** As the source counts. */
  counted: z.number().int().nullable(),
  createdAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
});
export type ItemRow = z.infer<typeof ItemRow>;
export const ListItemsResult = inventoryList(ItemRow);
export type ListItemsResult = z.infer<typeof ListItemsResult>;

export const ItemDetail = ItemRow.extend({ readAt: z.string(), removedAt: z.string().nullable() });
export type ItemDetail = z.infer<typeof ItemDetail>;
export const ItemDetailResult = z.object({ item: ItemDetail, sources: SourceStatesSchema });
export type ItemDetailResult = z.infer<typeof ItemDetailResult>;

const groupQuery = {
  publisher: csv(z.string()).optional(),
  used: csv(z.enum(USED_VALUES)).optional(),
  ...listQuery(GROUP_SORT_FIELDS),
};

export const ListTitlesQuery = z.strictObject({
  /** In one version, or in many. */
  spread: csv(z.enum(SPREAD_VALUES)).optional(),
  ...groupQuery,
});
export type ListTitlesQuery = z.infer<typeof ListTitlesQuery>;

export const ListCvesQuery = z.strictObject({
  /** 1 low to 4 critical, or `none`. */
  level: csv(z.string()).optional(),
  ...groupQuery,
});
export type ListCvesQuery = z.infer<typeof ListCvesQuery>;

/** A program over all its versions, or a vulnerability over all patches that close it. */
export const GroupRow = z.object({
  key: z.string(),
  name: z.string(),
  publisher: z.string().nullable(),
  /** Of a program the newest version, of a vulnerability a patch that closes it. */
  version: z.string().nullable(),
  status: z.string().nullable(),
  level: z.number().int().nullable(),
  /** Versions, or patches. */
  members: z.number().int(),
  /** That have the program, or that lack the patch. */
  devices: z.number().int(),
  owners: z.number().int(),
});
export type GroupRow = z.infer<typeof GroupRow>;
export const ListGroupsResult = inventoryList(GroupRow);
export type ListGroupsResult = z.infer<typeof ListGroupsResult>;

export const GroupDetailResult = z.object({
  row: GroupRow,
  /** Versions or patches, those on most devices first; at most 200. */
  members: z.array(
    z.object({
      ref: Ref,
      name: z.string(),
      version: z.string().nullable(),
      publisher: z.string().nullable(),
      status: z.string().nullable(),
      level: z.number().int().nullable(),
      devices: z.number().int(),
    }),
  ),
  /** Owners and sites of the devices, most first; at most ten each. */
  owners: z.array(Facet),
  sites: z.array(Facet),
  sources: SourceStatesSchema,
});
export type GroupDetailResult = z.infer<typeof GroupDetailResult>;

export const ListLicencesQuery = z.strictObject({
  vendor: csv(z.string()).optional(),
  standing: csv(z.enum(LICENSE_STANDINGS)).optional(),
  metered: csv(z.enum(METERED_VALUES)).optional(),
  ...listQuery(LICENCE_SORT_FIELDS),
});
export type ListLicencesQuery = z.infer<typeof ListLicencesQuery>;

export const LicenceRow = z.object({
  ref: Ref,
  name: z.string(),
  vendor: z.string().nullable(),
  mode: z.string().nullable(),
  ownerName: z.string().nullable(),
  site: z.string().nullable(),
  department: z.string().nullable(),
  expiresAt: z.string().nullable(),
  costText: z.string().nullable(),
  /** Titles that it covers. */
  titles: z.number().int(),
  owned: z.number().int().nullable(),
  installed: z.number().int().nullable(),
  /** Within 90 days; `null` where nobody meters. */
  used: z.number().int().nullable(),
  standing: z.enum(LICENSE_STANDINGS),
  /** Owned minus installed. */
  spare: z.number().int().nullable(),
  /** Installed minus used. */
  reclaim: z.number().int().nullable(),
});
export type LicenceRow = z.infer<typeof LicenceRow>;
export const ListLicencesResult = inventoryList(LicenceRow);
export type ListLicencesResult = z.infer<typeof ListLicencesResult>;

export const LicenceDetailResult = z.object({
  licence: LicenceRow,
  facts: z.record(z.string(), z.string()),
  managers: z.array(
    z.object({
      name: z.string().nullable(),
      installed: z.number().int(),
      used: z.number().int().nullable(),
    }),
  ),
  titles: z.array(
    z.object({
      ref: Ref,
      name: z.string(),
      version: z.string().nullable(),
      devices: z.number().int(),
    }),
  ),
  readAt: z.string(),
  removedAt: z.string().nullable(),
  sources: SourceStatesSchema,
});
export type LicenceDetailResult = z.infer<typeof LicenceDetailResult>;
