import type { ApplianceContext } from "../appliance/environment";

/** The JSON body, or `null` where it is none. */
export async function readJson(c: ApplianceContext): Promise<unknown> {
  return c.req.json<unknown>().catch(() => null);
}
