import { z } from "zod";

// What the page /developers shows of every operation that can be called through Sightline.

/** Whose operations: the two systems', through the proxy, and Sightline's own. */
export const SYSTEMS = ["kace", "sysaid", "sightline"] as const;
export const System = z.enum(SYSTEMS);
export type System = z.infer<typeof System>;

/** How much harm a call can do. */
export const HARMS = ["none", "writes", "destroys", "runs_code"] as const;
export type Harm = (typeof HARMS)[number];

/**
 * Who may call by default. `anyone`: without a sign-in; `wall_link`: whoever has a wall's address; `everyone`: every
 * account of the system; then agents and administrators.
 */
export const CALLERS = ["anyone", "wall_link", "everyone", "agent", "administrator"] as const;
export type CallerRight = (typeof CALLERS)[number];

/** One operation as the list shows it and the search finds it. */
export const OperationRow = z.object({
  /** `kace:tickets.list`: the page's deep link. */
  key: z.string(),
  system: System,
  id: z.string(),
  group: z.string(),
  title: z.string(),
  method: z.string(),
  /** Below Sightline's own address; `{name}` stands for a value. */
  path: z.string(),
  /** Other paths of the same operation. */
  spellings: z.array(z.string()),
  reads: z.boolean(),
  harm: z.enum(HARMS),
});
export type OperationRow = z.infer<typeof OperationRow>;

export const ListOperationsResult = z.object({ rows: z.array(OperationRow) });
export type ListOperationsResult = z.infer<typeof ListOperationsResult>;

/** One value of a path or a query. */
export const OperationParameter = z.object({
  name: z.string(),
  place: z.enum(["path", "query"]),
  required: z.boolean(),
  /** In words: `integer`, `"asc" or "desc"`. */
  type: z.string(),
  description: z.string(),
});
export type OperationParameter = z.infer<typeof OperationParameter>;

/** One member of a body or an answer; `path` leads to it: `Tickets[].title`. */
export const BodyField = z.object({
  path: z.string(),
  type: z.string(),
  required: z.boolean(),
  description: z.string(),
});
export type BodyField = z.infer<typeof BodyField>;

/** One part of a form. Without a name the sender chooses one. */
export const FormPart = z.object({
  name: z.string(),
  required: z.boolean(),
  isFile: z.boolean(),
  description: z.string(),
});
export type FormPart = z.infer<typeof FormPart>;

/** What a call may carry: JSON, a form, or the same as either. Neither: nothing. */
export const OperationBody = z.object({
  json: z.object({ fields: z.array(BodyField), skeleton: z.string() }).nullable(),
  form: z.array(FormPart).nullable(),
});
export type OperationBody = z.infer<typeof OperationBody>;

/** A call and what came back, recorded from a simulated company. Long lists are cut to their first rows. */
export const RecordedExample = z.object({
  /** What was asked, query included, below Sightline's own address. */
  path: z.string(),
  /** The JSON that was sent. */
  sent: z.string().nullable(),
  status: z.number().int(),
  contentType: z.string().nullable(),
  /** What came back; `null` where it was bytes or nothing. */
  text: z.string().nullable(),
  /** The text leaves rows out that came back. */
  isCut: z.boolean(),
  /** So many bytes came back. */
  bytes: z.number().int(),
});
export type RecordedExample = z.infer<typeof RecordedExample>;

export const OperationDetail = OperationRow.extend({
  right: z.enum(CALLERS),
  /** Refused to every token: people do this themselves. */
  forPeopleOnly: z.boolean(),
  /** The vendor's document leaves the path open; a setting names it. */
  inferred: z.boolean(),
  /** What a call does to the caller's own session in the system. */
  session: z.enum(["none", "opens", "ends", "switches"]),
  parameters: z.array(OperationParameter),
  /** The name of any filter is a query parameter too. */
  anyFilter: z.boolean(),
  body: OperationBody,
  answer: z.object({
    kind: z.enum(["json", "binary", "text", "empty", "stream"]),
    fields: z.array(BodyField),
  }),
  example: RecordedExample.nullable(),
});
export type OperationDetail = z.infer<typeof OperationDetail>;

export const OperationDetailResult = z.object({ operation: OperationDetail });
export type OperationDetailResult = z.infer<typeof OperationDetailResult>;
