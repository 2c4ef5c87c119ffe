import "server-only";
import type { Ref } from "@/lib/domain/ref";
import { UpstreamRefusal, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { FormRequest } from "@/lib/server/upstream/form-desk";
import type { Call } from "@/lib/server/upstream/port";
import { z } from "zod";
import type { Send } from "../client";
import { fillPath, operationOf } from "../operations";
import { nativeIdOf } from "../reader";
import { normalise } from "../wire";

/** The update of an asset with this body. */
export function updateOf(ref: Ref, body: unknown): FormRequest {
  const row = operationOf("assets.update");
  return {
    operationId: row.id,
    method: row.method,
    path: fillPath(row, { id: assetIdOf(ref) }),
    body,
  };
}

/** The appliance's id of an asset. @throws UpstreamRefusal for every other ref */
export function assetIdOf(ref: Ref): string {
  const id = nativeIdOf(ref, "asset");
  if (id === null) throw new UpstreamRefusal("kace", "This is not a KACE asset.");
  return id;
}

const WriteResult = z.object({ result: z.string().nullish() });

/** Sends the update of an asset, once. @throws UpstreamShapeError when the appliance does not confirm it */
export async function sendUpdate(
  send: Send,
  ref: Ref,
  { body }: FormRequest,
  call: Call,
): Promise<void> {
  const answer = await send("assets.update", { path: { id: assetIdOf(ref) }, body }, call);
  if (answer.text.trim() === "") return;
  const result = WriteResult.safeParse(normalise(answer.json()));
  const word = result.success ? result.data.result : null;
  if (typeof word === "string" && word.toLowerCase() !== "success") {
    const issues = ["the change was not confirmed"];
    throw new UpstreamShapeError({ source: "kace", operation: "assets.update", issues });
  }
}
