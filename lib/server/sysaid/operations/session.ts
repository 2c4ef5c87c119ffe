import "server-only";
import { z } from "zod";
import { inferred, rowsOf } from "./rows";
import { json } from "./shapes";

const Credentials = z.looseObject({
  user_name: z.string(),
  password: z.string(),
  account_id: z.string().optional(),
  mobile_app: z.union([z.boolean(), z.string()]).optional(),
  version: z.string().optional(),
  device: z.string().optional(),
  os: z.string().optional(),
  os_version: z.string().optional(),
  push_id: z.string().optional(),
});

export const SESSION = rowsOf("Session", [
  {
    ...inferred("login"),
    title: "Sign in; the answer's cookies are the session",
    method: "POST",
    body: json(Credentials),
    // The document wraps the user, servers were recorded to answer the user itself.
    answer: json(z.looseObject({})),
    danger: "none",
    right: "everyone",
    session: "opens",
  },
]);
