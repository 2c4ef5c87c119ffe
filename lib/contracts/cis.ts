import { z } from "zod";
import { CI_CLASSES } from "@/lib/domain/ci";
import { Ref } from "@/lib/domain/ref";
import { CI_SORT_FIELDS, GRAPH_DEPTH_MAX } from "./cis-fields";
import { Facets, SourceStatesSchema, csv, listQuery, listResult } from "./list";

export const ListCisQuery = z.strictObject({
  type: csv(z.string()).optional(),
  ciClass: csv(z.enum(CI_CLASSES)).optional(),
  status: csv(z.string()).optional(),
  site: csv(z.string()).optional(),
  ...listQuery(CI_SORT_FIELDS),
});
export type ListCisQuery = z.infer<typeof ListCisQuery>;

export const CiRow = z.object({
  ref: Ref,
  name: z.string(),
  typeId: z.string(),
  typeLabel: z.string(),
  ciClass: z.enum(CI_CLASSES),
  status: z.string().nullable(),
  ownerName: z.string().nullable(),
  site: z.string().nullable(),
  deviceRef: Ref.nullable(),
  /** Relations known so far; `null` until they were read. */
  relations: z.number().int().nullable(),
  updatedAt: z.string().nullable(),
});
export type CiRow = z.infer<typeof CiRow>;

export const ListCisResult = listResult(CiRow);
export type ListCisResult = z.infer<typeof ListCisResult>;
export const CiFacetsResult = z.object({ facets: Facets, sources: SourceStatesSchema });
export type CiFacetsResult = z.infer<typeof CiFacetsResult>;

export const CiDetail = CiRow.extend({
  department: z.string().nullable(),
  serial: z.string().nullable(),
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  readAt: z.string(),
  removedAt: z.string().nullable(),
});
export type CiDetail = z.infer<typeof CiDetail>;
export const CiDetailResult = z.object({ ci: CiDetail, sources: SourceStatesSchema });
export type CiDetailResult = z.infer<typeof CiDetailResult>;

export const CiGraphQuery = z.strictObject({
  depth: z.coerce.number().int().min(1).max(GRAPH_DEPTH_MAX).default(1),
});
export type CiGraphQuery = z.infer<typeof CiGraphQuery>;

/** The neighbourhood of a CI. Edges are directed from `src` to `dest`. */
export const CiGraphResult = z.object({
  root: Ref,
  depth: z.number().int(),
  nodes: z.array(
    z.object({
      ref: Ref,
      name: z.string(),
      typeLabel: z.string(),
      ciClass: z.enum(CI_CLASSES),
      status: z.string().nullable(),
      /** Steps from the root. */
      distance: z.number().int(),
      deviceRef: Ref.nullable(),
      /** Relations were read; otherwise more may exist. */
      crawled: z.boolean(),
      /** Neighbours that this answer leaves out (depth or limit). */
      hidden: z.number().int(),
    }),
  ),
  edges: z.array(
    z.object({ src: Ref, dest: Ref, typeId: z.string(), name: z.string(), opposite: z.string() }),
  ),
  /** True when the limit of nodes cut the picture; nearest nodes are kept. */
  truncated: z.boolean(),
  /** How far the background reading of relations is, over all CIs. */
  crawl: z.object({ done: z.number().int(), total: z.number().int() }),
  sources: SourceStatesSchema,
});
export type CiGraphResult = z.infer<typeof CiGraphResult>;
