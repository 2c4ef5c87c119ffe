import "server-only";
import { log } from "@/lib/server/log";
import type { Gateway, GatewayResponse } from "@/lib/server/http/gateway";
import { UpstreamAuthError, UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import type { z } from "zod";
import { type OperationId, fillPath, operationOf } from "./operations";
import { type ListQuery, buildQuery } from "./query";
import { VERSION_HEADERS, asksForSecondFactor } from "./quirks";
import type { LiveSession } from "./session";
import { parseRows, readEnvelope } from "./wire";

/** What one call of an operation fills in. */
export interface Filling {
  path?: Record<string, string | number>;
  query?: ListQuery;
  body?: unknown;
}

/** Sends an operation with somebody's session. */
export type Send = (id: OperationId, filling: Filling, call: Call) => Promise<GatewayResponse>;

/** Rows of a list, parsed, and how many there are in all where the appliance tells. */
export interface Rows<Row> {
  rows: Row[];
  count: number | null;
}

/**
 * Makes a sender of one session.
 * @throws UpstreamAuthError `expired`, also when a sign-in page comes in place of data, or `second_factor`
 */
export function createSend(gateway: Gateway, session: LiveSession): Send {
  return async (id, filling, call) => {
    const operation = operationOf(id);
    const asked = { source: "kace" as const, operation: id };
    try {
      const answer = await gateway.send({
        operation: id,
        method: operation.method,
        path: fillPath(operation, filling.path),
        query: buildQuery(filling.query ?? {}),
        headers: { ...session.headers, ...VERSION_HEADERS },
        ...(filling.body === undefined ? {} : { body: filling.body }),
        jar: session.jar,
        priority: call.priority,
        idempotent: operation.reads,
        signal: call.signal,
        turnSignal: call.turnSignal,
      });
      if (isSignInPage(answer)) throw new UpstreamAuthError({ ...asked, reason: "expired" });
      return answer;
    } catch (error) {
      if (!(error instanceof UpstreamHttpError) || error.status !== 401) throw error;
      const isHalfWay = asksForSecondFactor(error.upstreamMessage);
      const reason = isHalfWay ? "second_factor" : "expired";
      throw new UpstreamAuthError({ ...asked, reason, cause: error });
    }
  };
}

/** Seen in life: an ended session answers 200 with the sign-in page, or sends there. */
function isSignInPage(answer: GatewayResponse): boolean {
  if (answer.status >= 300 && answer.status < 400) return true;
  const type = answer.headers.get("content-type") ?? "";
  return type.includes("text/html") || /^\s*<(!doctype|html)/i.test(answer.text);
}

/** An operation that answers rows, and how one of them is read. */
export interface Reading<Shape extends z.ZodType> extends Omit<Filling, "body"> {
  operation: OperationId;
  shape: Shape;
}

/** Reads rows of a list, or of one record, which the appliance answers as a list too. */
export async function readRows<Shape extends z.ZodType>(
  send: Send,
  { operation, shape, ...filling }: Reading<Shape>,
  call: Call,
): Promise<Rows<z.infer<Shape>>> {
  const answer = await send(operation, filling, call);
  const { rows, count } = readEnvelope(answer.json(), collectionOf(operation), operation);
  const onDropped = (dropped: number, issues: string[]) =>
    log.warn({ source: "kace", operation, dropped, issues }, "rows were not understood");
  return { rows: parseRows({ rows, shape, operation, onDropped }), count };
}

/** Reads one record; `null` when the appliance knows none or does not show it. */
export async function readOne<Shape extends z.ZodType>(
  send: Send,
  reading: Reading<Shape>,
  call: Call,
): Promise<z.infer<Shape> | null> {
  try {
    const { rows } = await readRows(send, reading, call);
    return rows[0] ?? null;
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status === 404) return null;
    throw error;
  }
}

/** Counts without reading. */
export async function countRows(
  send: Send,
  reading: { operation: OperationId; filtering?: string | undefined },
  call: Call,
): Promise<number> {
  const { operation, filtering } = reading;
  const query = { countOnly: true, ...(filtering ? { filtering } : {}) };
  const answer = await send(operation, { query }, call);
  return readEnvelope(answer.json(), collectionOf(operation), operation).count ?? 0;
}

function collectionOf(id: OperationId): string {
  return operationOf(id).collection ?? "";
}
