import "server-only";
import type { Body, Field, Method, OperationRow, Parameter } from "@/lib/server/upstream/operation";
import type { z } from "zod";

// Small builders of catalogue rows. Each fills in what most rows of a kind share: what a GET, a POST and a DELETE do,
// the parameters of the query syntax, and a path's values out of the path itself, so that no row can forget one.

/** Words for the query parameters, by name. */
const PARAMETERS: Record<string, Pick<Parameter, "description"> & Partial<Parameter>> = {
  filtering: { description: "Conditions joined by commas, such as name co lap,id gt 100" },
  paging: { description: "limit and offset, such as limit 50 offset 100" },
  offset: { description: "First row to answer, counted from 0" },
  sorting: { description: "Fields in order, each with asc or desc" },
  shaping: { description: "How much of each related record comes, such as machine all" },
  use_count: { description: "false leaves the number of matching rows out" },
  use_count_only: { description: "true answers the number of matching rows alone" },
  use_pretty_print: { type: "boolean", description: "Indents the answer" },
  unpackSelects: { description: "Answers custom fields with several values as lists" },
  pattern: { description: "Id of the ticket template to apply" },
  applyPattern: { description: "Any text applies the ticket's template" },
  filterOptions: { description: "Name of a set of joins that the appliance knows" },
  appliesToSoftware: { type: "integer", description: "Only licences of this software title" },
  filter: { description: "" },
  properties: { description: "" },
  redirectTo: { description: "Page to go to afterwards" },
  isSystem: { type: "boolean", description: "Whether the system level is meant" },
  orgId: { type: "integer", description: "Id of the organisation" },
  organizationId: { type: "integer", description: "Id of the organisation" },
  organizationName: { description: "Organisation to sign in to" },
  token: { description: "One-time token of the linked appliance" },
  kaceGO: { description: "Answers for the mobile app" },
  machineIDs: { description: "Ids of machines joined by commas, or all" },
  compatibleForMachineId: { description: "Only scripts that suit this machine" },
  count: { type: "integer", description: "Rows to answer at most" },
  start: { type: "integer", description: "First row to answer, counted from 0" },
  searchText: { description: "Text in a script's description or notes" },
  type: { description: "public, private or all" },
};

/** Query parameters by name; a name that ends in "!" is required. */
export function query(...names: readonly string[]): Parameter[] {
  return names.map((text) => {
    const name = text.replace(/!$/, "");
    const words = PARAMETERS[name];
    if (!words) throw new TypeError(`query parameter ${name} has no words`);
    return { name, required: name !== text, type: "string", ...words };
  });
}

const COUNTING = ["use_count", "use_count_only"];
/** What the guide's chapter on query syntax offers for every request of data, whatever a path's own table says. */
export const ANY_DATA = ["filtering", "sorting", "paging", "shaping", ...COUNTING];
export const COUNTED = query(...COUNTING, "use_pretty_print");
export const ONE = query("shaping", "sorting", ...COUNTING, "use_pretty_print");
export const LIST = query("offset", ...ANY_DATA, "use_pretty_print");

/** What a path's value names, by the part before it. */
const NOUNS: Record<string, string> = {
  organization: "organisation",
  archived_devices: "archived device",
  asset_status: "asset status",
  assets: "asset",
  barcodes: "barcode",
  machines: "machine",
  uploaded_files: "file",
  nodes: "node",
  operating_systems: "operating system",
  processes: "process",
  services: "service",
  softwares: "software title",
  startup_programs: "start-up program",
  mamaged_installs: "managed install",
  managed_installs: "managed install",
  runStatus: "run",
  script: "script",
  users: "user",
  queues: "queue",
  patterns: "ticket template",
  switch_pattern: "ticket template",
  tickets: "ticket",
  move_to_queue: "queue to move to",
  change: "change",
  changes: "change",
  attachments: "attachment",
  work: "work entry",
};

/** Values that are no number, or no id. */
const VALUES: Record<string, Pick<Parameter, "type" | "description">> = {
  // The reference says integer; its example and appliances take the field's key.
  fieldName: { type: "string", description: "Key of the field that holds it, such as field_10002" },
  dependencyName: { type: "string", description: "File name of the dependency" },
  orderId: { type: "integer", description: "Position of the task in the script" },
};

function pathParametersOf(path: string): Parameter[] {
  return [...path.matchAll(/([^/]+)\/\{(\w+)\}/g)].map(([, before = "", name = ""]) => {
    const noun = NOUNS[before] ?? before;
    const words = VALUES[name] ?? { type: "integer" as const, description: `Id of the ${noun}` };
    return { name, required: true, ...words };
  });
}

/** A JSON body. */
export const json = (schema: z.ZodType): Body => ({ kind: "json", schema });

/**
 * A JSON body that may also come as a form together with files: the rows stand as JSON text in a part with the
 * collection's name, and name the parts that hold the files in `attachmentSet` (the guide's examples for assets and
 * tickets).
 */
export function jsonOrFiles(schema: z.ZodType, collection: string, files: string): Body {
  const rows: Field = {
    name: collection,
    required: true,
    type: "string",
    isFile: false,
    description: `The rows of ${collection} as JSON text; attachmentSet names the parts with files`,
  };
  const part: Field = { ...rows, name: "", required: false, isFile: true, description: files };
  return { kind: "json", schema, orMultipart: [rows, part] };
}

type Spec = Pick<OperationRow, "title" | "answer"> &
  Partial<Omit<OperationRow, "id" | "source" | "group" | "method" | "path">>;
type Defaults = Pick<OperationRow, "reads" | "danger" | "right">;

const READS: Defaults = { reads: true, danger: "none", right: "everyone" };
const WRITES: Defaults = { reads: false, danger: "writes", right: "administrator" };
const DESTROYS: Defaults = { reads: false, danger: "destroys", right: "administrator" };

/**
 * Makes the builders of one of the vendor's groups. The rights that they fill in are the guide's three roles: all may
 * read, administrators may act.
 */
export function createRows(group: string) {
  const builder =
    (method: Method, defaults: Defaults) =>
    <const Id extends string>(id: Id, path: string, spec: Spec): OperationRow<Id> => ({
      group,
      method,
      path,
      source: "kace",
      spellings: [],
      inferred: false,
      pathParameters: pathParametersOf(path),
      query: [],
      anyFilter: false,
      body: { kind: "none" },
      session: "none",
      ...defaults,
      ...spec,
      id,
    });
  return {
    get: builder("GET", READS),
    post: builder("POST", WRITES),
    put: builder("PUT", WRITES),
    remove: builder("DELETE", DESTROYS),
  };
}
