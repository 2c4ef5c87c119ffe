import "server-only";
import { z } from "zod";
import { PAGE, SHAPE, SORT, filePart, inferred, optional, reading, required, rowsOf } from "./rows";
import { EMPTY, Id, KeyAndValue, UserRow, json, listOf, oneOf } from "./shapes";

const TYPE = optional("type", "string", "admin, user or manager; everybody where not said");
const Permissions = z.looseObject({ id: Id, permissions: z.array(KeyAndValue) });

export const USERS = rowsOf("Users", [
  {
    id: "users.list",
    title: "List users",
    path: "/api/v1/users",
    query: [...SHAPE, ...PAGE, TYPE],
    answer: listOf(UserRow),
    ...reading("agent"),
  },
  {
    id: "users.read",
    title: "Read one user",
    path: "/api/v1/users/{id}",
    query: SHAPE,
    answer: oneOf(UserRow),
    ...reading("everyone"),
  },
  {
    id: "users.search",
    title: "Search users",
    path: "/api/v1/users/search",
    query: [required("query", "string", "Words to look for"), ...SHAPE, ...PAGE, TYPE, ...SORT],
    answer: listOf(UserRow),
    ...reading("agent"),
  },
  {
    ...inferred("users.uploadPhoto"),
    title: "Upload a user's photo",
    method: "POST",
    body: { kind: "multipart", fields: [filePart("file", true, "A picture of 500 KB at most")] },
    answer: EMPTY,
    danger: "writes",
    right: "everyone",
  },
  {
    id: "users.permissions",
    title: "Read all permissions of a user",
    path: "/api/v1/users/{id}/permission",
    answer: json(Permissions),
    ...reading("everyone"),
  },
  {
    id: "users.permission",
    title: "Read one permission of a user",
    path: "/api/v1/users/{id}/permission/{permissionId}",
    answer: json(KeyAndValue),
    ...reading("everyone"),
  },
]);
