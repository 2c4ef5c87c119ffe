import "server-only";

// One call of an operation in earnest, as data: the contract tests make it, and the API page shows what came of it.

/** One part of a form; with a `fileName` it is a file. */
export interface Part {
  name: string;
  text: string;
  fileName?: string;
}

/** What one call fills in. A body is JSON or a form. */
export interface Example {
  path?: Record<string, string | number>;
  query?: Record<string, string>;
  json?: unknown;
  form?: readonly Part[];
}

/** A row as a source answered it. */
export type Row = Readonly<Record<string, unknown>>;

/** Asks a source for rows, so that an example is made of what is there. */
export interface RowFinder<Id extends string> {
  rows(id: Id, example?: Example): Promise<readonly Row[]>;
}

/** The first row that an operation answers. Throws where there is none. */
export async function firstOf<Id extends string>(
  find: RowFinder<Id>,
  id: Id,
  example?: Example,
): Promise<Row> {
  const [row] = await find.rows(id, example);
  if (!row) throw new Error(`${id} has no row for an example`);
  return row;
}

/** An example's query string, encoded, without "?"; empty where it has none. */
export function toQuery({ query = {} }: Example): string {
  return Object.entries(query)
    .map(([name, text]) => `${name}=${encodeURIComponent(text)}`)
    .join("&");
}

/** An example's body: a form, JSON as text, or nothing. */
export function toBody({ json, form }: Example): FormData | string | null {
  if (!form) return json === undefined ? null : JSON.stringify(json);
  const data = new FormData();
  for (const { name, text, fileName } of form) {
    if (fileName === undefined) data.set(name, text);
    else data.set(name, new Blob([text], { type: "text/plain" }), fileName);
  }
  return data;
}

/** Query, type and body of an example as a session carries them. */
export function toCarried(example: Example): {
  query: string;
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array> | null;
} {
  const body = toBody(example);
  const query = toQuery(example);
  if (body === null) return { query, headers: {}, body };
  const request = new Request("http://form.example", { method: "POST", body });
  const isText = typeof body === "string";
  const type = isText ? "application/json" : String(request.headers.get("content-type"));
  return { query, headers: { "content-type": type }, body: request.body };
}
