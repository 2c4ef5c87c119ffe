import "server-only";
import { z } from "zod";
import type { GatewayResponse } from "@/lib/server/http/gateway";
import { UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { OperationId } from "./operations";
import { normalise } from "./wire";

const WriteResult = z.object({ result: z.string().nullish() });

/**
 * Looks whether a change was confirmed: `{Result: "Success"}`, or nothing at all (recorded).
 * @throws UpstreamShapeError when it was not; whether it was written is open then
 */
export function requireConfirmed(operation: OperationId, answer: GatewayResponse): void {
  if (answer.text.trim() !== "") requireSuccess(operation, answer.json());
}

/** The same of an answer that came as a stream. */
export function requireConfirmedText(operation: OperationId, text: string): void {
  if (text.trim() !== "") requireSuccess(operation, parse(operation, text));
}

function requireSuccess(operation: OperationId, body: unknown): void {
  const result = WriteResult.safeParse(normalise(body));
  const word = result.success ? result.data.result : null;
  if (typeof word === "string" && word.toLowerCase() !== "success") {
    const issues = ["the change was not confirmed"];
    throw new UpstreamShapeError({ source: "kace", operation, issues });
  }
}

function parse(operation: OperationId, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UpstreamShapeError({ source: "kace", operation, issues: ["no JSON"], cause });
  }
}
