import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono, type Next } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv, ApplianceMiddleware, FaultHint } from "./environment";

const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("delay"),
    ms: z.number().min(0),
    /** The request is carried out first, and its answer waits. */
    carriedOut: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    /** The request is carried out all the same. */
    carriedOut: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal("reset"),
    /** The request is carried out all the same. */
    carriedOut: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal("cut") }),
  z.strictObject({ kind: z.literal("html") }),
  z.strictObject({ kind: z.literal("429"), retryAfterSeconds: z.number().min(0) }),
  z.strictObject({ kind: z.literal("expired") }),
  z.strictObject({ kind: z.literal("repeat") }),
  z.strictObject({ kind: z.literal("empty") }),
]);

const orderSchema = z.strictObject({
  method: z.string().optional(),
  path: z.string(),
  times: z.int().positive().optional(),
  fault: faultSchema,
});

type Fault = z.infer<typeof faultSchema>;

/** An order: which requests fail (`path` exact or with `*`), how, and how many times (default: until cleared). */
export type FaultOrder = z.infer<typeof orderSchema>;

interface StandingOrder {
  id: number;
  order: FaultOrder;
  matches: (method: string, path: string) => boolean;
  /** How many more requests it takes; `Infinity` until cleared. */
  left: number;
}

export interface FaultOptions {
  /** Ends the caller's session and gives the vendor's own answer to an expired one. */
  expire: (c: ApplianceContext) => Response | Promise<Response>;
  /** The page that stands in place of JSON for `html`. */
  loginPage?: string;
}

export interface Faults {
  /** Goes before the session check, so that a fault hits signed-out callers too. */
  middleware: ApplianceMiddleware;
  /** To be mounted at `/__simulator/faults`. */
  routes: Hono<ApplianceEnv>;
  order(order: FaultOrder): number;
  clear(): void;
}

/** The hint that an ordered `repeat` or `empty` fault left for a list handler. */
export function faultHint(c: ApplianceContext): FaultHint | undefined {
  return c.get("faultHint");
}

/** Faults that tests and demos order per route while the program runs. */
export function createFaults(options: FaultOptions): Faults {
  const standing = new Map<number, StandingOrder>();
  let lastId = 0;
  const order = (wanted: FaultOrder) => {
    lastId += 1;
    const matches = matcherOf(wanted);
    standing.set(lastId, { id: lastId, order: wanted, matches, left: wanted.times ?? Infinity });
    return lastId;
  };
  const take = (method: string, path: string): Fault[] => {
    const taken: Fault[] = [];
    for (const one of standing.values()) {
      if (!one.matches(method, path)) continue;
      one.left -= 1;
      if (one.left <= 0) standing.delete(one.id);
      taken.push(one.order.fault);
      if (one.order.fault.kind !== "delay") break;
    }
    return taken;
  };
  const middleware: ApplianceMiddleware = async (c, next) => {
    if (c.req.path.startsWith("/__simulator/")) return next();
    const faults = take(c.req.method, c.req.path);
    const delays = faults.filter((fault) => fault.kind === "delay");
    const waitFor = async (isAnswer: boolean) => {
      for (const { ms, carriedOut = false } of delays) if (carriedOut === isAnswer) await sleep(ms);
    };
    await waitFor(false);
    const last = faults.at(-1);
    const answer = await (last === undefined || last.kind === "delay"
      ? next()
      : apply(last, c, next, options));
    await waitFor(true);
    return answer;
  };
  const clear = () => standing.clear();
  return { middleware, routes: faultRoutes(standing, order), order, clear };
}

function faultRoutes(standing: Map<number, StandingOrder>, order: (wanted: FaultOrder) => number) {
  return new Hono<ApplianceEnv>()
    .post("/", async (c) => {
      const wanted = orderSchema.safeParse(await c.req.json().catch(() => null));
      if (!wanted.success) return c.json({ message: z.prettifyError(wanted.error) }, 400);
      return c.json({ id: order(wanted.data) }, 201);
    })
    .get("/", (c) =>
      c.json(
        [...standing.values()].map(({ id, order, left }) => ({
          id,
          ...order,
          times: Number.isFinite(left) ? left : undefined,
        })),
      ),
    )
    .delete("/", (c) => {
      standing.clear();
      return c.body(null, 204);
    })
    .delete("/:id", (c) => c.body(null, standing.delete(Number(c.req.param("id"))) ? 204 : 404));
}

function matcherOf(order: FaultOrder): StandingOrder["matches"] {
  const parts = order.path.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${parts.join(".*")}$`);
  const wantedMethod = order.method?.toUpperCase();
  return (method, path) =>
    (wantedMethod === undefined || wantedMethod === method) && pattern.test(path);
}

async function apply(
  fault: Exclude<Fault, { kind: "delay" }>,
  c: ApplianceContext,
  next: Next,
  options: FaultOptions,
): Promise<Response | void> {
  switch (fault.kind) {
    case "status":
      if (fault.carriedOut) {
        await next();
        c.res = statusAnswer(fault.status, fault.body, fault.headers);
        return;
      }
      return statusAnswer(fault.status, fault.body, fault.headers);
    case "429":
      return statusAnswer(429, undefined, { "Retry-After": String(fault.retryAfterSeconds) });
    case "html":
      return c.html(options.loginPage ?? LOGIN_PAGE);
    case "expired":
      return options.expire(c);
    case "reset":
      if (fault.carriedOut) await next();
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    case "cut":
      await next();
      c.res = await cutShort(c);
      return;
    default:
      c.set("faultHint", fault.kind);
      return next();
  }
}

function statusAnswer(status: number, body: unknown, headers: Record<string, string> = {}) {
  if (status === 204 || status === 304) return new Response(null, { status, headers });
  if (typeof body === "string") return new Response(body, { status, headers });
  const json = JSON.stringify(body ?? { status, message: "Ordered fault" });
  return new Response(json, {
    status,
    headers: { "Content-Type": "application/json;charset=UTF-8", ...headers },
  });
}

/** Half of the true answer under its full Content-Length, then the socket dies. */
async function cutShort(c: ApplianceContext): Promise<Response> {
  const body = Buffer.from(await c.res.arrayBuffer());
  const { outgoing } = c.env;
  outgoing.statusCode = c.res.status;
  for (const [name, value] of c.res.headers) outgoing.setHeader(name, value);
  outgoing.setHeader("Content-Length", String(Math.max(body.length, 2)));
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
  outgoing.flushHeaders();
  return RESPONSE_ALREADY_SENT;
}

const LOGIN_PAGE =
  "<!DOCTYPE html><html><head><title>Login</title></head><body><form method='post'>" +
  "<input name='username'><input name='password' type='password'></form></body></html>";
