import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import { answer, readBody } from "./answers";
import { ApiError } from "./api-error";
import { textOf } from "./texts";

// The resource bundle tells many keys at once, `translate` one. Everybody signed in may ask.

const keysSchema = z.array(z.object({ key: z.string() }));

async function translate(c: ApplianceContext, locale?: string): Promise<Response> {
  const read = keysSchema.safeParse(await readBody(c));
  if (!read.success) throw new ApiError(400, "Invalid JSON payload");
  // An unknown key stands for itself, as interfaces show it (inferred).
  return answer(
    c,
    read.data.map(({ key }) => ({ key, value: textOf(key, locale) ?? key })),
  );
}

export function resourceBundleRoutes() {
  return new Hono<ApplianceEnv>()
    .post("/", (c) => translate(c))
    .post("/:locale", (c) => translate(c, c.req.param("locale")));
}

export function translationRoutes() {
  return new Hono<ApplianceEnv>().get("/:key", (c) => {
    const language = c.req.query("language") ?? "";
    if (language === "") throw new ApiError(400, "Missing language");
    const key = c.req.param("key");
    const value = textOf(key, language);
    if (value === undefined) throw new ApiError(400, "Invalid key");
    return answer(c, { key, value });
  });
}
