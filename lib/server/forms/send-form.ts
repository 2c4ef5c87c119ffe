import "server-only";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { log } from "@/lib/server/log";
import { refreshRecord } from "@/lib/server/sync/refresh";
import { UpstreamError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { FormDesk, FormRequest } from "@/lib/server/upstream/form-desk";
import type { UpstreamReader } from "@/lib/server/upstream/port";

/**
 * Sends one prepared write as the viewer, once, and leaves a line in the audit: which fields, never what was typed.
 * Throws what the source said.
 * @param desk whose session the write goes out with
 */
export async function sendForm(
  actor: Actor,
  desk: Pick<FormDesk, "send">,
  {
    ref,
    request,
    keys,
    operation = "devices.edit",
  }: { ref: Ref; request: FormRequest; keys: readonly string[]; operation?: string },
): Promise<void> {
  const { source } = splitRef(ref);
  await audited(
    actor,
    { operation, source, target: ref, detail: { fields: [...keys] } },
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
  reader: UpstreamReader,
  ref: Ref,
): Promise<void> {
  try {
    await refreshRecord(runtime.store, reader, ref, { priority: "person" });
  } catch (error) {
    if (!(error instanceof UpstreamError || error instanceof UpstreamShapeError)) throw error;
    const { source } = splitRef(ref);
    log.warn({ source, reason: error.name, requestId }, "a written record was not read again");
  }
}
