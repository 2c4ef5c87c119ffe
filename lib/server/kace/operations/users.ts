import "server-only";
import { ANY_DATA, createRows, query } from "./rows";
import { one, rows } from "./schema";
import * as shape from "./shapes";

const { get } = createRows("user");

/** Accounts; the appliance lets nobody write them through the API. */
export const USERS = [
  get("users.me", "/api/users/me/", {
    title: "Read the session's own account, rights and organisations",
    spellings: ["/api/users/me"],
    ...one(shape.Session),
  }),
  get("users.list", "/api/users/users", {
    title: "List accounts",
    spellings: ["/api/users/users/"],
    query: query(...ANY_DATA),
    ...rows("Users", shape.User),
  }),
  get("users.read", "/api/users/users/{id}", {
    title: "Read one account",
    query: query("shaping"),
    ...rows("Users", shape.User),
  }),
  get("users.permissions", "/api/users/{id}/permissions", {
    title: "Read what an account may do",
    spellings: ["/api/users/{id}/permissions/"],
    ...one(shape.Permissions),
  }),
] as const;
