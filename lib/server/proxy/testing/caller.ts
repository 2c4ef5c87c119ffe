import "server-only";
import { z } from "zod";
import type { Source } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { holdSession } from "@/lib/server/auth/vault";
import { unpackJar } from "@/lib/server/http/jar";
import { EXAMPLES as KACE_EXAMPLES } from "@/lib/server/kace/operations/examples";
import { KACE_OPERATIONS } from "@/lib/server/kace/operations/index";
import { VERSION_HEADERS } from "@/lib/server/kace/quirks";
import type { Runtime } from "@/lib/server/runtime";
import { EXAMPLES as SYSAID_EXAMPLES } from "@/lib/server/sysaid/operations/examples";
import { SYSAID_OPERATIONS } from "@/lib/server/sysaid/operations/index";
import { type Example, toBody, toQuery } from "@/lib/server/upstream/example";
import { fillPath } from "@/lib/server/upstream/fill-path";
import type { OperationRow } from "@/lib/server/upstream/operation";
import { cookieFor, type Door } from "./door";

// For tests only: one call of each operation, through the proxy's door or straight to its system, as the same person.

/** How one operation is called, and what is asked first to find that out. */
export interface Call {
  row: OperationRow;
  make(find: Find): Promise<Example>;
}

/** What came back: an answer's own bytes, or the problem in place of them. */
export interface Outcome {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

/** Asks as the administrator, for examples that are made from what the systems hold. */
export interface Find {
  send(row: OperationRow, example: Example): Promise<Outcome>;
  account: Record<Source, { userName: string; password: string }>;
  /** The code of a second factor. */
  code: string;
  /** The administrator's answers to SysAid's questions, by their number. */
  answers: Readonly<Record<string, string>>;
}

const Row = z.record(z.string(), z.unknown());

/** Every operation of both catalogues. */
export const CALLS: readonly Call[] = [
  ...KACE_OPERATIONS.map((row) => ({
    row,
    make: async (find: Find) =>
      KACE_EXAMPLES[row.id]({
        rows: async (id, example = {}) => rowsIn(rowOf(KACE_OPERATIONS, id), example, find),
        write: async (id, example) => {
          const parsed = await askFor(rowOf(KACE_OPERATIONS, id), example, find);
          return z.looseObject({ IDs: z.tuple([z.number()], z.unknown()) }).parse(parsed).IDs[0];
        },
        account: { ...find.account.kace, code: find.code },
      }),
  })),
  ...SYSAID_OPERATIONS.map((row) => ({
    row,
    make: async (find: Find) =>
      SYSAID_EXAMPLES[row.id]({
        rows: async (id, example = {}) => rowsIn(rowOf(SYSAID_OPERATIONS, id), example, find),
        account: { ...find.account.sysaid, answers: find.answers },
      }),
  })),
];

function rowOf(rows: readonly OperationRow[], id: string): OperationRow {
  const row = rows.find((one) => one.id === id);
  if (!row) throw new TypeError(`No operation ${id}`);
  return row;
}

async function rowsIn(row: OperationRow, example: Example, find: Find) {
  const parsed = await askFor(row, example, find);
  if (parsed === null || parsed === "") return [];
  if (typeof parsed === "number") return [{ value: parsed }];
  if (Array.isArray(parsed)) return z.array(Row).parse(parsed);
  const body = Row.parse(parsed);
  return row.collection === undefined ? [body] : z.array(Row).parse(body[row.collection] ?? []);
}

async function askFor(row: OperationRow, example: Example, find: Find): Promise<unknown> {
  const outcome = await find.send(row, example);
  if (outcome.status >= 300) {
    throw new Error(`${row.id} for an example: ${outcome.status} ${textOf(outcome)}`);
  }
  return parseAnswer(row, outcome);
}

/** What the row's schema makes of an answer; `null` where the answer is no JSON. Throws what does not fit. */
export function parseAnswer(row: OperationRow, outcome: Outcome): unknown {
  if (row.answer.kind !== "json") return null;
  const text = textOf(outcome);
  return row.answer.schema.parse(text === "" ? "" : JSON.parse(text));
}

export function textOf({ bytes }: Outcome): string {
  return new TextDecoder().decode(bytes);
}

/** Calls an operation through the door as a page of Sightline does. */
export async function askThrough(
  door: Door,
  viewer: Viewer,
  row: OperationRow,
  example: Example,
): Promise<Outcome> {
  return ask(row, example, {
    url: `${door.url}/api/${row.source}`,
    headers: { cookie: await cookieFor(viewer.vaultId), "x-sightline": "1" },
  });
}

/** Calls an operation at its system with the viewer's session there, and nothing of Sightline's in between. */
export async function askDirectly(
  runtime: Runtime,
  viewer: Viewer,
  row: OperationRow,
  example: Example,
): Promise<Outcome> {
  const { session } = await holdSession(runtime, viewer, row.source);
  const url = runtime.settings[row.source]?.url ?? "";
  const cookie = await unpackJar(session.cookies).getCookieString(
    url + fillPath(row, example.path),
  );
  const version = row.source === "kace" ? VERSION_HEADERS : {};
  return ask(row, example, { url, headers: { ...session.headers, ...version, cookie } });
}

async function ask(
  row: OperationRow,
  example: Example,
  { url, headers }: { url: string; headers: Record<string, string> },
): Promise<Outcome> {
  const body = toBody(example);
  const isJson = typeof body === "string";
  const answer = await fetch(`${url}${fillPath(row, example.path)}?${toQuery(example)}`, {
    method: row.method,
    redirect: "manual",
    headers: { ...headers, ...(isJson ? { "content-type": "application/json" } : {}) },
    body,
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, bytes };
}

/** The systems' own words of a refusal. */
export function wordsOf(outcome: Outcome): string {
  const Refusal = z.looseObject({
    errorDescription: z.string().optional(),
    message: z.string().optional(),
  });
  const { errorDescription, message } = Refusal.parse(JSON.parse(textOf(outcome)));
  return errorDescription ?? message ?? "";
}
