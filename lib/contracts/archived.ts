import { z } from "zod";
import { ARCHIVE_STATES, SYSAID_TRACES } from "@/lib/domain/coverage";
import { Ref } from "@/lib/domain/ref";
import { ARCHIVED_SORT_FIELDS } from "./archived-fields";
import { Facets, SourceStatesSchema, csv, listQuery, listResult } from "./list";

export const ListArchivedQuery = z.strictObject({
  state: csv(z.enum(ARCHIVE_STATES)).optional(),
  reason: csv(z.string()).optional(),
  site: csv(z.string()).optional(),
  /** What SysAid still says of it. */
  sysaid: csv(z.enum(SYSAID_TRACES)).optional(),
  ...listQuery(ARCHIVED_SORT_FIELDS),
});
export type ListArchivedQuery = z.infer<typeof ListArchivedQuery>;

export const ArchivedRow = z.object({
  /** KACE's asset; it opens the device's page. */
  ref: Ref,
  name: z.string(),
  state: z.enum(ARCHIVE_STATES),
  reason: z.string().nullable(),
  /** When Sightline saw it archived or asked for, else when KACE last changed the asset. */
  archivedAt: z.string().nullable(),
  wasSeen: z.boolean(),
  ownerName: z.string().nullable(),
  site: z.string().nullable(),
  /** KACE's own word for the asset's state, such as `Disposed`. */
  status: z.string().nullable(),
  sysaid: z.enum(SYSAID_TRACES),
});
export type ArchivedRow = z.infer<typeof ArchivedRow>;

export const ListArchivedResult = listResult(ArchivedRow);
export type ListArchivedResult = z.infer<typeof ListArchivedResult>;
export const ArchivedFacetsResult = z.object({ facets: Facets, sources: SourceStatesSchema });
export type ArchivedFacetsResult = z.infer<typeof ArchivedFacetsResult>;
