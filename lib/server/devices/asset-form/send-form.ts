import "server-only";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { log } from "@/lib/server/log";
import { refreshRecord } from "@/lib/server/sync/refresh";
import { UpstreamError, UpstreamRefusal, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { FormRequest } from "@/lib/server/upstream/form-desk";
import type { UpstreamActor } from "@/lib/server/upstream/port";

/**
 * Sends one prepared write as the viewer, once, and leaves a line in the audit: which fields, never what was typed.
 * Throws what the source said.
 */
export async function sendForm(
  actor: Actor,
  hands: UpstreamActor,
  { ref, request, keys }: { ref: Ref; request: FormRequest; keys: readonly string[] },
): Promise<void> {
  const { source } = splitRef(ref);
  const desk = hands.forms;
  if (!desk) throw new UpstreamRefusal(source, "This record has no form that can be written.");
  await audited(
    actor,
    { operation: "devices.edit", source, target: ref, detail: { fields: [...keys] } },
    // A browser that goes away must not cut off a write that is on its way.
    () => desk.send(ref, request, { priority: "person" }),
  );
}

/**
 * Brings the index up to date after a write. The write is done, or nobody knows: a fault in reading again must not look
 * like a fault of the write.
 */
export async function readRecordAgain(
  { runtime, requestId }: Pick<Actor, "runtime" | "requestId">,
  hands: UpstreamActor,
  ref: Ref,
): Promise<void> {
  try {
    await refreshRecord(runtime.store, hands, ref, { priority: "person" });
  } catch (error) {
    if (!(error instanceof UpstreamError || error instanceof UpstreamShapeError)) throw error;
    const { source } = splitRef(ref);
    log.warn({ source, reason: error.name, requestId }, "a written record was not read again");
  }
}
