import "server-only";
import { z } from "zod";
import { inferred, reading, rowsOf } from "./rows";
import { Flag, TEXT, json } from "./shapes";

const Param = z.looseObject({
  name: z.string(),
  value: z.unknown(),
  encrypted: Flag.optional(),
});
const Addon = z.looseObject({
  name: z.string(),
  title: z.string().nullish(),
  active: Flag.optional(),
  params: z.array(Param).nullish(),
});
const WrittenAddon = z.looseObject({
  name: z.string().optional(),
  active: Flag.optional(),
  params: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).optional(),
});
const Refreshed = z.looseObject({}).nullable();

// The document's samples of writes say `addon`, those of answers `addons`.
const SINGULAR = "/api/v1/addon/{name}";

export const ADDONS = rowsOf("Add-ons", [
  {
    id: "addons.list",
    title: "List add-ons",
    path: "/api/v1/addons",
    answer: json(z.array(Addon)),
    ...reading("administrator"),
  },
  {
    id: "addons.read",
    title: "Read one add-on with its parameters, secret ones included",
    path: "/api/v1/addons/{name}",
    spellings: [SINGULAR],
    answer: json(Addon),
    ...reading("administrator"),
  },
  {
    id: "addons.update",
    title: "Switch an add-on and change its parameters",
    path: "/api/v1/addons/{name}",
    spellings: [SINGULAR],
    method: "PUT",
    body: json(WrittenAddon),
    // What became of it stands in a header whose name is not told; the body is words or nothing.
    answer: TEXT,
    danger: "writes",
    right: "administrator",
  },
  {
    id: "addons.test",
    title: "Test an add-on's parameters",
    path: "/api/v1/addons/{name}/testConnection",
    spellings: [`${SINGULAR}/testConnection`],
    method: "POST",
    body: json(WrittenAddon),
    answer: TEXT,
    // Nothing is kept, yet the server connects to, and signs in at, an address of the caller's choice.
    danger: "writes",
    right: "administrator",
  },
  {
    ...inferred("addons.refresh"),
    title: "Read the list of add-ons anew from the vendor",
    method: "POST",
    answer: json(Refreshed),
    danger: "writes",
    right: "administrator",
  },
]);
