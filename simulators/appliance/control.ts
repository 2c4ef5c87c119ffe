import { Hono } from "hono";
import { z } from "zod";
import { createClock, type Clock } from "./clock";
import type { ApplianceContext, ApplianceEnv } from "./environment";
import { createFaults, type FaultOrder } from "./faults";
import { createRequestLog } from "./request-log";

export interface ControlOptions<Settings extends object> {
  clock?: Clock;
  /** What `GET /__simulator/truth` answers. */
  truth: () => unknown;
  /** Ends the caller's session and gives the vendor's answer to an expired one. */
  expire: (c: ApplianceContext) => Response | Promise<Response>;
  loginPage?: string;
  /** Drops sessions, limits and writes. Faults, clock, settings and log are dropped here. */
  reset: () => void;
  /** The simulator's switches; an order merges into what stands and must fit the schema. */
  settings: { schema: z.ZodType<Settings>; initial: Settings };
  /** Orders that stand from the start. */
  faults?: FaultOrder[];
}

/**
 * What every simulated appliance has beside its vendor's routes. Mount `control.mount(app)` before
 * the vendor's routes: it logs, applies faults, and serves `/__simulator/*` (faults, requests,
 * truth, reset, settings, clock, ready).
 */
export function createControl<Settings extends object>(options: ControlOptions<Settings>) {
  const clock = options.clock ?? createClock();
  const faults = createFaults({ expire: options.expire, loginPage: options.loginPage });
  const log = createRequestLog(clock);
  let settings = options.settings.initial;
  const orderInitialFaults = () => options.faults?.forEach((order) => faults.order(order));
  orderInitialFaults();
  const reset = () => {
    options.reset();
    faults.clear();
    orderInitialFaults();
    log.clear();
    clock.reset();
    settings = options.settings.initial;
  };
  const change = (wanted: unknown) => {
    const changed = options.settings.schema.safeParse(merged(settings, wanted));
    if (changed.success) settings = changed.data;
    return changed;
  };

  const routes = new Hono<ApplianceEnv>()
    .get("/ready", (c) => c.json({ ready: true }))
    .get("/truth", (c) => c.json(options.truth()))
    .get("/settings", (c) => c.json(settings))
    .post("/settings", async (c) => {
      const changed = change(await c.req.json().catch(() => null));
      return changed.success
        ? c.json(changed.data)
        : c.json({ message: z.prettifyError(changed.error) }, 400);
    })
    .post("/clock", async (c) => {
      const wanted = clockSchema.safeParse(await c.req.json().catch(() => null));
      if (!wanted.success) return c.json({ message: z.prettifyError(wanted.error) }, 400);
      clock.advance(wanted.data.advanceMs);
      return c.json({ now: clock.now() });
    })
    .post("/reset", (c) => {
      reset();
      return c.body(null, 204);
    })
    .route("/faults", faults.routes)
    .route("/requests", log.routes);

  const mount = (app: Hono<ApplianceEnv>) => {
    app.use(log.middleware);
    app.use(faults.middleware);
    app.route("/__simulator", routes);
  };
  return { clock, faults, mount, reset, settings: () => settings };
}

const clockSchema = z.strictObject({ advanceMs: z.number() });

function merged<Settings extends object>(settings: Settings, wanted: unknown): unknown {
  return typeof wanted === "object" && wanted !== null && !Array.isArray(wanted)
    ? { ...settings, ...wanted }
    : wanted;
}
