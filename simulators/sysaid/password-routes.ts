import { Hono } from "hono";
import type { ApplianceEnv } from "../appliance/environment";
import { answer, readBody } from "./answers";
import type { PasswordServices } from "./password-services";

/** Password services, for everybody signed in: right answers are what they ask for (inferred). */
export function passwordRoutes(services: PasswordServices) {
  return new Hono<ApplianceEnv>()
    .get("/domain", (c) => answer(c, services.domains()))
    .get("/permission", (c) => answer(c, services.permission()))
    .post("/reset/question", async (c) => answer(c, services.questions(await readBody(c))))
    .post("/unlock/question", async (c) => answer(c, services.questions(await readBody(c))))
    .post("/unlock", async (c) => answer(c, services.unlock(await readBody(c))))
    .post("/reset", async (c) => answer(c, services.reset(await readBody(c))))
    .post("/reset/update", async (c) => answer(c, services.update(await readBody(c))));
}
