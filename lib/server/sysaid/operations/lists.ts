import "server-only";
import { z } from "zod";
import { PAGE, optional, reading, rowsOf } from "./rows";
import { Id, ListValue, json, oneOf } from "./shapes";

const List = z.looseObject({ id: Id, values: z.array(ListValue).optional() });
const ENTITY = optional("entity", "string", "Whose lists: sr, asset, ci, user; sr where not said");
const FIELDS = optional("fields", "string", "Out of id, caption, values");

export const LISTS = rowsOf("Lists", [
  {
    id: "lists.list",
    title: "Read all lists and their values",
    path: "/api/v1/list",
    query: [ENTITY, FIELDS, ...PAGE],
    // The document's sample is an object of lists without names; servers answer an array.
    answer: json(z.array(List)),
    ...reading("everyone"),
  },
  {
    id: "lists.read",
    title: "Read the values of one list",
    path: "/api/v1/list/{id}",
    query: [
      ENTITY,
      optional("entityId", "string", "The record for which the list is narrowed"),
      FIELDS,
      ...PAGE,
      optional("entityType", "integer", "Number of the record's or CI's type"),
      optional("key", "string", "`id` or `name`: what the values of people and groups are told by"),
    ],
    answer: oneOf(List),
    ...reading("everyone"),
  },
]);
