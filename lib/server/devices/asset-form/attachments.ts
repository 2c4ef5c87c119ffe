import "server-only";
import type { FormResult } from "@/lib/contracts/record-form";
import type { FormField } from "@/lib/domain/record-form";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { requireHome } from "@/lib/server/auth/home";
import { holdSession } from "@/lib/server/auth/vault";
import { BadRequest, Forbidden, NotFound } from "@/lib/server/failures";
import { openBody, readWhole } from "@/lib/server/proxy/body";
import { headersToCaller } from "@/lib/server/proxy/headers";
import { UpstreamAuthError } from "@/lib/server/upstream/errors";
import type { FileEnvelope, FormFiles } from "@/lib/server/upstream/form-desk";
import type { Carriage, CarriedAnswer } from "@/lib/server/upstream/port";
import { readRecordAgain, sendForm } from "@/lib/server/forms/send-form";
import { openForm, requireFormRecord, type OpenForm } from "./open-form";
import { viewForm } from "./read-form";

interface Place {
  /** The device of the address. */
  device: string | undefined;
  record: string;
  /** The field's key. */
  field: string | undefined;
}

interface OpenFile extends OpenForm {
  field: FormField;
  files: FormFiles;
  ref: Ref;
}

/**
 * A file of a record, as it comes and with headers that let nothing in it run here.
 * @throws NotFound where the viewer sees no such record, or its form has no such file
 */
export async function downloadAttachment(actor: Actor, place: Place): Promise<Response> {
  const open = await openFile(actor, place);
  if (open.field.value === "") throw new NotFound("file in this field");
  const { row, path } = open.files.download(open.ref, open.field);
  const carriage = { row, path, query: "", headers: { accept: "*/*" }, body: null };
  const answer = await carry(actor, open.ref, carriage);
  return new Response(answer.body, {
    status: answer.status,
    headers: headersToCaller(answer, row),
  });
}

/**
 * Puts the body of a request as a file into a field, in the place of what it holds, while it comes.
 * @throws TooLarge before anything is sent where the length is announced, Forbidden, what the source says
 */
export async function uploadAttachment(
  actor: Actor,
  request: Request,
  { name, ...place }: Place & { name: string | undefined },
): Promise<FormResult> {
  const body = await openBody(request, actor.runtime.settings.uploadMaxBytes);
  if (body === null) throw new BadRequest({ body: "holds no file" });
  const open = await openWritable(actor, place);
  const type = request.headers.get("content-type") ?? "";
  const file = { name: name ?? "file", type: type.split(";")[0] ?? "" };
  const envelope = open.files.upload(open.ref, open.field, file);
  const announced = request.headers.get("content-length");
  await audited(actor, auditOf("devices.attach", open), async () => {
    const answer = await carry(actor, open.ref, wrap(envelope, body, announced));
    if (answer.body !== null) await readWhole(answer.body);
  });
  return readAgain(actor, open);
}

/** Empties a field that holds a file. Throws as {@link uploadAttachment} does. */
export async function removeAttachment(actor: Actor, place: Place): Promise<FormResult> {
  const open = await openWritable(actor, place);
  const request = open.files.prepareRemoval(open.ref, open.field);
  await sendForm(actor, open.desk, { ref: open.ref, request, keys: [open.field.key] });
  return readAgain(actor, open);
}

async function openFile(actor: Actor, place: Place): Promise<OpenFile> {
  const { ref, source } = await requireFormRecord(actor, place.device, place.record);
  const open = await openForm(actor, ref);
  const { files } = open.desk;
  if (!files) throw new NotFound(`file of ${SOURCE_LABELS[source].label} records`);
  const field = open.form.fields.find((one) => one.key === place.field && one.kind === "file");
  if (!field) throw new NotFound("field for files");
  return { ...open, field, files, ref };
}

async function openWritable(actor: Actor, place: Place): Promise<OpenFile> {
  const open = await openFile(actor, place);
  const why = open.form.readOnly ?? open.field.readOnly;
  if (why !== null) throw new Forbidden(why);
  return open;
}

function auditOf(operation: string, { ref, field }: OpenFile) {
  const { source } = splitRef(ref);
  return { operation, source, target: ref, detail: { fields: [field.key] } };
}

/** The bytes between head and tail of their envelope; with a length where the caller announced theirs. */
function wrap(
  { row, path, contentType, head, tail }: FileEnvelope,
  body: ReadableStream<Uint8Array>,
  announced: string | null,
): Omit<Carriage, "session"> {
  const headers: Record<string, string> = {
    accept: "application/json",
    "content-type": contentType,
  };
  if (announced !== null && /^\d{1,15}$/.test(announced)) {
    headers["content-length"] = String(Number(announced) + head.byteLength + tail.byteLength);
  }
  return { row, path, query: "", headers, body: enclose(head, body, tail) };
}

/** One stream of three parts. Nothing of the middle is read ahead of whoever takes it. */
function enclose(
  head: Uint8Array,
  body: ReadableStream<Uint8Array>,
  tail: Uint8Array,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let isFirst = true;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (isFirst) {
          isFirst = false;
          controller.enqueue(head);
          return;
        }
        const next: ReadableStreamReadResult<Uint8Array> = await reader.read();
        if (!next.done) return controller.enqueue(next.value);
        controller.enqueue(tail);
        controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Sends with the viewer's own session, which must be in the organisation that the index holds. */
async function carry(
  { runtime, viewer, signal }: Actor,
  ref: Ref,
  carriage: Omit<Carriage, "session">,
): Promise<CarriedAnswer> {
  const { source } = splitRef(ref);
  const { upstream, session, renew, watch, awayIn } = await holdSession(runtime, viewer, source);
  requireHome(runtime, source, awayIn());
  const call = { priority: "person", signal } as const;
  try {
    const answer = await upstream.carry({ ...carriage, session, onChange: renew }, call);
    await watch.onAnswer().catch(watch.onFault);
    return answer;
  } catch (error) {
    if (error instanceof UpstreamAuthError) await watch.onEnd().catch(watch.onFault);
    throw error;
  }
}

async function readAgain(actor: Actor, { hands, ref }: OpenFile): Promise<FormResult> {
  await readRecordAgain(actor, hands, ref);
  const { form, desk } = await openForm(actor, ref);
  return { form: viewForm(actor, form, desk) };
}
