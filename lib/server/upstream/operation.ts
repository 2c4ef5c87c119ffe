import "server-only";
import type { z } from "zod";
import type { Source } from "@/lib/domain/source";

// What one row of an operation catalogue says. The typed clients, the proxy, the API page, the OpenAPI
// document and the contract tests are all driven by these rows; lib/server/kace/operations and
// lib/server/sysaid/operations hold them.

export const METHODS = ["GET", "POST", "PUT", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** One value of the path or the query string. */
export interface Parameter {
  name: string;
  required: boolean;
  type: "string" | "integer" | "boolean";
  /** What it does, in a few words of our own; empty where the name says it all. */
  description: string;
}

/** One part of a multipart body. */
export type Field = Parameter & { isFile: boolean };

/**
 * What the request carries. `orMultipart` of a JSON body: the parts by which the same may be sent together with
 * files. A field without name stands for parts that the sender names.
 */
export type Body =
  | { kind: "none" }
  | { kind: "json"; schema: z.ZodType; orMultipart?: readonly Field[] }
  | { kind: "multipart"; fields: readonly Field[] };

/** What comes back. A schema is lenient: it names what is relied on and lets the rest through. */
export type Answer =
  { kind: "json"; schema: z.ZodType } | { kind: "binary" } | { kind: "text" } | { kind: "empty" };

/** How much harm a call can do, from none to a program that runs on people's machines. */
export const DANGERS = ["none", "writes", "destroys", "runs_code"] as const;
export type Danger = (typeof DANGERS)[number];

/**
 * Who may call by default, as far as the vendor's documents tell; for display and tests. The upstream itself
 * decides with the caller's own session: nothing is refused here that it allows.
 */
export const RIGHTS = ["everyone", "agent", "administrator"] as const;
export type Right = (typeof RIGHTS)[number];

/** What a call does to the session that carries it: the proxy must know, for the session is the vault's. */
export type SessionEffect = "none" | "opens" | "ends" | "switches";

export interface OperationRow<Id extends string = string> {
  /** Unique within its source, `group.verb` in our own words: `tickets.list`. Errors, logs and audits name it. */
  id: Id;
  source: Source;
  /** The vendor's grouping, for the API page. */
  group: string;
  /** What it does, in our own words, one short sentence without a full stop. */
  title: string;
  method: Method;
  /** Below the configured address, as clients are known to call it; `{name}` stands for one part. */
  path: string;
  /** Other documented spellings of the path that lead to the same operation (closing slash, known misspelling). */
  spellings: readonly string[];
  /** The document does not spell the path; an administrator's setting may name another (see `paths`). */
  inferred: boolean;
  pathParameters: readonly Parameter[];
  query: readonly Parameter[];
  /** The name of any filter is a query parameter too (SysAid's `{filter}`). */
  anyFilter: boolean;
  body: Body;
  answer: Answer;
  /** Changes nothing, so that it may be repeated. */
  reads: boolean;
  danger: Danger;
  right: Right;
  session: SessionEffect;
  /** The key under which a KACE answer holds its rows. */
  collection?: string;
}
