import "server-only";
import { z } from "zod";
import { PAGE, SHAPE, reading, rowsOf } from "./rows";
import { Id, ListValue, json } from "./shapes";

const Filter = z.looseObject({ id: Id, values: z.array(ListValue).optional() });

export const FILTERS = rowsOf("Filters", [
  {
    id: "filters.list",
    title: "List filters and their values",
    path: "/api/v1/filters",
    query: [...SHAPE, ...PAGE],
    answer: json(z.array(Filter)),
    ...reading("everyone"),
  },
  {
    id: "filters.read",
    title: "Read one filter and its values",
    path: "/api/v1/filters/{id}",
    query: [...SHAPE.filter(({ name }) => name === "view"), ...PAGE],
    answer: json(Filter),
    ...reading("everyone"),
  },
]);
