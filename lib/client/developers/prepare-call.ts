import type { OperationDetail } from "@/lib/contracts/developers";

// From what somebody typed to the one request that is shown, confirmed and sent: the same object for all three.

/** What somebody typed for one operation. */
export interface CallDraft {
  /** By place and name: `path ticketID`, `query filtering`. */
  values: Readonly<Record<string, string>>;
  /** Any other filters, one `name=value` a line. */
  filters: string;
  carries: "json" | "form";
  json: string;
  /** Text parts of a form by name; under the empty name the name of a part that the sender names. */
  texts: Readonly<Record<string, string>>;
  /** Files of a form by the name of their part. */
  files: Readonly<Record<string, readonly File[]>>;
}

/** A request, ready to be sent. */
export interface PreparedCall {
  method: string;
  /** Below Sightline's own address, query included. */
  address: string;
  body: CallBody;
  reads: boolean;
}

export type CallBody =
  { kind: "none" } | { kind: "json"; text: string } | { kind: "form"; parts: readonly CallPart[] };
export type CallPart = { name: string; value: string | File };

/** What a draft comes to; faults by the field that they stand at. */
export type Preparation =
  { ready: true; call: PreparedCall } | { ready: false; faults: Readonly<Record<string, string>> };

type Asked = Pick<
  OperationDetail,
  "method" | "path" | "parameters" | "anyFilter" | "body" | "reads"
>;

/** The field of a parameter's value in a draft. */
export function fieldOf({ place, name }: { place: string; name: string }): string {
  return `${place} ${name}`;
}

/** Nothing typed yet: the body holds what is required, without values. */
export function emptyDraft({ body }: Pick<OperationDetail, "body">): CallDraft {
  return {
    values: {},
    filters: "",
    carries: body.json === null ? "form" : "json",
    json: body.json?.skeleton ?? "",
    texts: {},
    files: {},
  };
}

/** Makes the request that a draft means, or says what is wrong with it. Blank values are left out. */
export function prepareCall(operation: Asked, draft: CallDraft): Preparation {
  const faults: Record<string, string> = {};
  const path = fillPath(operation, draft, faults);
  const query = toQuery(operation, draft, faults);
  const body = toBody(operation, draft, faults);
  if (Object.keys(faults).length > 0) return { ready: false, faults };
  const address = query === "" ? path : `${path}?${query}`;
  return { ready: true, call: { method: operation.method, address, body, reads: operation.reads } };
}

function fillPath(operation: Asked, draft: CallDraft, faults: Record<string, string>): string {
  return operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const field = fieldOf({ place: "path", name });
    const value = (draft.values[field] ?? "").trim();
    if (value === "") faults[field] = "is needed";
    else if (/^\.{1,2}$/.test(value)) faults[field] = "cannot stand in an address";
    return encodeURIComponent(value);
  });
}

function toQuery(operation: Asked, draft: CallDraft, faults: Record<string, string>): string {
  const pairs: [string, string][] = [];
  for (const parameter of operation.parameters) {
    if (parameter.place !== "query") continue;
    const field = fieldOf(parameter);
    const value = draft.values[field] ?? "";
    if (value.trim() !== "") pairs.push([parameter.name, value]);
    else if (parameter.required) faults[field] = "is needed";
  }
  for (const line of operation.anyFilter ? draft.filters.split("\n") : []) {
    if (line.trim() === "") continue;
    const at = line.indexOf("=");
    const name = line.slice(0, at).trim();
    if (at < 0 || name === "") faults["filters"] = "takes one name=value on each line";
    else pairs.push([name, line.slice(at + 1).trim()]);
  }
  return pairs
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
}

function toBody(operation: Asked, draft: CallDraft, faults: Record<string, string>): CallBody {
  const { json, form } = operation.body;
  if (form !== null && (draft.carries === "form" || json === null)) {
    return { kind: "form", parts: toParts(form, draft, faults) };
  }
  if (json === null || draft.json.trim() === "") return { kind: "none" };
  try {
    JSON.parse(draft.json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    faults["json"] = `is not JSON: ${error.message}`;
  }
  return { kind: "json", text: draft.json };
}

function toParts(
  form: NonNullable<OperationDetail["body"]["form"]>,
  draft: CallDraft,
  faults: Record<string, string>,
): CallPart[] {
  return form.flatMap((part): CallPart[] => {
    const field = `part ${part.name}`;
    if (!part.isFile) {
      const value = draft.texts[part.name] ?? "";
      if (value.trim() !== "") return [{ name: part.name, value }];
      if (part.required) faults[field] = "is needed";
      return [];
    }
    const files = draft.files[part.name] ?? [];
    if (files.length === 0 && part.required) faults[field] = "is needed";
    const name = part.name === "" ? (draft.texts[""] ?? "").trim() : part.name;
    if (files.length > 0 && name === "") faults[field] = "needs a name for its part";
    return files.map((value) => ({ name, value }));
  });
}

const ID_NAME = /ids?$/i;

/**
 * What a call is for, as somebody must type it before something is destroyed or run: the ids of its path and its
 * query, else those of its body, else the operation's own name.
 */
export function targetOf(
  operation: Pick<OperationDetail, "id" | "parameters">,
  draft: CallDraft,
  { body }: PreparedCall,
): string {
  const valuesAt = (place: string, isWanted: (name: string) => boolean) =>
    operation.parameters
      .filter((one) => one.place === place && isWanted(one.name))
      .map((one) => (draft.values[fieldOf(one)] ?? "").trim())
      .filter((value) => value !== "");
  const isId = (name: string) => ID_NAME.test(name);
  const found = [
    [...valuesAt("path", () => true), ...valuesAt("query", isId)],
    body.kind === "json" ? idsIn(JSON.parse(body.text)) : [],
  ].find((ids) => ids.length > 0);
  return found?.join(" ") ?? operation.id;
}

function idsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    ID_NAME.test(name) ? [member].flat().map(String) : [],
  );
}
