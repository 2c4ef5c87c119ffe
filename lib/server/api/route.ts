import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import {
  isAdministrator,
  requireFullAccess,
  requirePerson,
  requireViewer,
  viewerOf,
} from "@/lib/server/auth/viewer";
import type { ProblemCode } from "@/lib/contracts/problem";
import type { Viewer } from "@/lib/domain/viewer";
import { BadRequest, Forbidden, NotFound, NotSignedIn } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import { runtime, type Runtime } from "@/lib/server/runtime";
import { UpstreamShapeError } from "@/lib/server/upstream/errors";
import { parseBody, parseQuery } from "./input";
import { requireSameOrigin } from "./origin";
import { statusOf, toProblem } from "./problem";

/** What a use-case gets beside its input: who asks, with which server parts, and when to stop. */
export interface Actor {
  viewer: Viewer;
  runtime: Runtime;
  requestId: string;
  signal: AbortSignal;
}

/** Parts of the address, decoded; every one that a route's folder names is there. */
export type Params = Record<string, string | undefined>;
export type Handler<RouteParams = Params> = (
  request: Request,
  context: { params: Promise<RouteParams> },
) => Promise<Response>;

interface Route<Result extends z.ZodType> {
  /** Named in logs and in the audit, such as `tickets.list`. */
  operation: string;
  /** Who may call: any signed-in viewer, or administrators of a source. */
  who?: "viewer" | "administrator";
  /** The answer's allow-list: what the schema does not name does not leave the server. */
  result: Result;
}

interface GetRoute<Query extends z.ZodType, Result extends z.ZodType> extends Route<Result> {
  query: Query;
  run(input: { query: z.infer<Query>; params: Params; actor: Actor }): Promise<z.input<Result>>;
}

interface WriteRoute<Body extends z.ZodType, Result extends z.ZodType> extends Route<Result> {
  body: Body;
  /** Changes sign-ins, tokens or links: refused to every token, for people do that themselves. */
  forPeopleOnly?: boolean;
  run(input: { body: z.infer<Body>; params: Params; actor: Actor }): Promise<z.input<Result>>;
}

/** A reading route: viewer, query, use-case, checked answer, or a problem. */
export function getRoute<Query extends z.ZodType, Result extends z.ZodType>(
  route: GetRoute<Query, Result>,
): Handler {
  return handle(route.operation, async (request, params, requestId) => {
    const actor = await actorOf(request, requestId, route.who);
    const query = parseQuery(new URL(request.url), route.query);
    return checked(route, await route.run({ query, params, actor }));
  });
}

/** A writing route: same origin or a token, viewer with the right to write, body, use-case, checked answer, or a problem. */
export function writeRoute<Body extends z.ZodType, Result extends z.ZodType>(
  route: WriteRoute<Body, Result>,
): Handler {
  return handle(route.operation, async (request, params, requestId) => {
    requireSameOrigin(request, (await runtime()).settings.authUrl);
    const actor = await actorOf(request, requestId, route.who);
    requireFullAccess(actor.viewer);
    if (route.forPeopleOnly) requirePerson(actor.viewer);
    const body = await parseBody(request, route.body);
    return checked(route, await route.run({ body, params, actor }));
  });
}

interface FileRoute<Query extends z.ZodType> {
  operation: string;
  query: Query;
  run(input: { query: z.infer<Query>; params: Params; actor: Actor }): Promise<Response>;
}

/** A reading route that answers a file: viewer, query, and the use-case's own response. */
export function getRouteOfFile<Query extends z.ZodType>(route: FileRoute<Query>): Handler {
  return handle(route.operation, async (request, params, requestId) => {
    const actor = await actorOf(request, requestId, undefined);
    const query = parseQuery(new URL(request.url), route.query);
    return route.run({ query, params, actor });
  });
}

interface UploadRoute<Query extends z.ZodType, Result extends z.ZodType> extends Route<Result> {
  query: Query;
  run(input: {
    query: z.infer<Query>;
    params: Params;
    actor: Actor;
    request: Request;
  }): Promise<z.input<Result>>;
}

/** A writing route whose body is one file, unread: what it is called and belongs to stands in the query. */
export function writeRouteWithFile<Query extends z.ZodType, Result extends z.ZodType>(
  route: UploadRoute<Query, Result>,
): Handler {
  return handle(route.operation, async (request, params, requestId) => {
    requireSameOrigin(request, (await runtime()).settings.authUrl);
    const actor = await actorOf(request, requestId, route.who);
    requireFullAccess(actor.viewer);
    const query = parseQuery(new URL(request.url), route.query);
    return checked(route, await route.run({ query, params, actor, request }));
  });
}

interface OpenRoute<Result extends z.ZodType> {
  operation: string;
  result: Result;
  run(input: { params: Params; runtime: Runtime }): Promise<z.input<Result>>;
}

/** A reading route that needs no sign-in: health, and walls by their token. */
export function openRoute<Result extends z.ZodType>(route: OpenRoute<Result>): Handler {
  return handle(route.operation, async (_request, params) =>
    checked(route, await route.run({ params, runtime: await runtime() })),
  );
}

interface OpenWriteRoute<Body extends z.ZodType, Result extends z.ZodType> {
  operation: string;
  body: Body;
  result: Result;
  run(input: {
    body: z.infer<Body>;
    viewer: Viewer | null;
    runtime: Runtime;
  }): Promise<z.input<Result>>;
}

/** A writing route that also serves people who are not signed in yet. Same origin all the same, and no tokens. */
export function openWriteRoute<Body extends z.ZodType, Result extends z.ZodType>(
  route: OpenWriteRoute<Body, Result>,
): Handler {
  return handle(route.operation, async (request) => {
    const parts = await runtime();
    requireSameOrigin(request, parts.settings.authUrl);
    const viewer = await viewerOf(request.headers);
    if (viewer) requirePerson(viewer);
    const body = await parseBody(request, route.body);
    return checked(route, await route.run({ body, viewer, runtime: parts }));
  });
}

/**
 * The outermost ring of every route: request id, problem, log line, no caching. Also for routes with their own answer.
 * @param statusFor which HTTP status a failure gets, where it does not follow from the problem's code
 */
export function handle<RouteParams = Params>(
  operation: string,
  run: (request: Request, params: RouteParams, requestId: string) => Promise<unknown>,
  statusFor: StatusFor = (_error, code) => statusOf(code),
): Handler<RouteParams> {
  return async (request, context) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    try {
      const answer = await run(request, await context.params, requestId);
      if (answer instanceof Response) return named(answer, requestId);
      return Response.json(answer, { headers: headersFor(requestId) });
    } catch (error) {
      if (request.signal.aborted) {
        return new Response(null, { status: 499, headers: headersFor(requestId) });
      }
      const ms = performance.now() - startedAt;
      return problemResponse(error, { operation, requestId, ms }, statusFor);
    }
  };
}

type StatusFor = (error: unknown, code: ProblemCode) => number;

async function actorOf(
  request: Request,
  requestId: string,
  who: Route<z.ZodType>["who"],
): Promise<Actor> {
  const viewer = await requireViewer(request.headers);
  if (who === "administrator" && !isAdministrator(viewer)) {
    throw new Forbidden(
      "Only administrators of KACE or SysAid may do this, and you are signed in as neither.",
    );
  }
  return { viewer, runtime: await runtime(), requestId, signal: request.signal };
}

function checked<Result extends z.ZodType>(
  route: { operation: string; result: Result },
  value: z.input<Result>,
) {
  const parsed = route.result.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.code}`);
  throw new Error(`${route.operation} made an answer outside its contract: ${paths.join(", ")}`);
}

function problemResponse(
  error: unknown,
  facts: { operation: string; requestId: string; ms: number },
  statusFor: StatusFor,
): Response {
  const problem = toProblem(error, facts.requestId, Date.now());
  const status = statusFor(error, problem.code);
  const line = { ...facts, ms: Math.round(facts.ms), code: problem.code, source: problem.source };
  if (problem.code === "internal") log.error({ ...line, err: error }, "request failed");
  else if (error instanceof UpstreamShapeError) {
    log.error({ ...line, issues: error.issues }, "an upstream answer was not understood");
  } else if (!isTheirs(error)) log.warn({ ...line, reason: reasonOf(error) }, "request refused");
  const headers = headersFor(facts.requestId);
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="Sightline"');
  if (problem.retryAfterSeconds !== undefined) {
    headers.set("retry-after", String(problem.retryAfterSeconds));
  }
  return Response.json(problem, { status, headers });
}

function isTheirs(error: unknown): boolean {
  return error instanceof BadRequest || error instanceof NotFound || error instanceof NotSignedIn;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** A route's own answer under the request's id, never kept by a cache unless the route says how. */
function named(answer: Response, requestId: string): Response {
  for (const [name, value] of headersFor(requestId)) {
    if (!answer.headers.has(name)) answer.headers.set(name, value);
  }
  return answer;
}

function headersFor(requestId: string): Headers {
  return new Headers({ "cache-control": "no-store", "x-request-id": requestId });
}
