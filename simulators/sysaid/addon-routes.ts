import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import type { Addons } from "./addons";
import { answer, answerError, readBody } from "./answers";
import { ApiError, notAuthorized } from "./api-error";
import type { SysaidContextOf } from "./context";
import { viewerOf } from "./viewer";
import type { World } from "./world";

/** The document says that a header tells what became of a write, and not which: the name is inferred. */
const OUTCOME_HEADER = "Addon-Message";

/** Add-ons and their parameters, for SysAid administrators alone (inferred: they hold passwords). */
export function addonRoutes(world: World, addons: Addons, callerOf: SysaidContextOf) {
  const told = (c: ApplianceContext, write: () => void, success: string): Response => {
    try {
      write();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      c.header(OUTCOME_HEADER, error.message);
      return answerError(c, error);
    }
    return c.body("", 200, { [OUTCOME_HEADER]: success });
  };
  return new Hono<ApplianceEnv>()
    .use(async (c, next) => {
      const viewer = viewerOf(c, callerOf(c), world.directory);
      if (viewer.isEndUser || !viewer.member.user.isSysaidAdmin) throw notAuthorized();
      await next();
    })
    .get("/", (c) =>
      answer(
        c,
        addons.list().map((addon) => ({ ...addon, params: null })),
      ),
    )
    .post("/refresh", (c) => answer(c, { status: 200, message: "Add-ons were refreshed" }))
    .get("/:name", (c) => answer(c, addons.get(c.req.param("name"))))
    .put("/:name", async (c) => {
      const body = await readBody(c);
      return told(c, () => addons.update(c.req.param("name"), body), "Add-on was updated");
    })
    .post("/:name/testConnection", async (c) => {
      const body = await readBody(c);
      return told(c, () => addons.test(c.req.param("name"), body), "Connection succeeded");
    });
}
