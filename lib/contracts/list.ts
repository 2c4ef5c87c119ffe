import { z } from "zod";
import { SourceState } from "@/lib/domain/source";
import { splitCsv } from "./csv";

/** Rows per answer: what a grid asks for by default, and the most that it may ask for. */
export const PAGE_SIZE = 50;
export const PAGE_SIZE_MAX = 500;

export const SourceStatesSchema = z.object({ kace: SourceState, sysaid: SourceState });

/** A comma-separated list in a URL: `status=new,open`. Empty parts are dropped. */
export const csv = <Schema extends z.ZodType<string, string>>(items: Schema) =>
  z.string().max(2000).transform(splitCsv).pipe(z.array(items).max(100));

/** What every list takes beside its own filters. `sort` is a field, with `-` in front for descending. */
export const listQuery = <Field extends string>(fields: readonly [Field, ...Field[]]) => ({
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE),
  offset: z.coerce.number().int().min(0).max(5_000_000).default(0),
  sort: z
    .string()
    .optional()
    .transform((text) => (text === undefined || text === "" ? undefined : text))
    .refine((text) => text === undefined || fields.some((f) => text === f || text === `-${f}`), {
      message: `must be one of ${fields.join(", ")}, with - in front for descending`,
    })
    .transform((text) =>
      text === undefined
        ? undefined
        : { field: text.replace(/^-/, "") as Field, descending: text.startsWith("-") },
    ),
  q: z.string().trim().max(200).optional(),
});

/** What every list answers: one window of rows, the true total, and each source's state. */
export const listResult = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), total: z.number().int(), sources: SourceStatesSchema });

/** One value of a filter with the number of rows behind it. */
export const Facet = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
export type Facet = z.infer<typeof Facet>;
export const Facets = z.record(z.string(), z.array(Facet));
export type Facets = z.infer<typeof Facets>;
