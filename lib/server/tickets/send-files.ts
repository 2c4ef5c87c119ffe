import "server-only";
import { FilesHead, type SendFilesResult } from "@/lib/contracts/ticket-files";
import { soundFileName } from "@/lib/domain/file-name";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { TicketEvent } from "@/lib/domain/ticket";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { parseJson } from "@/lib/server/api/input";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { BadRequest, Forbidden, TooLarge } from "@/lib/server/failures";
import { openBody, readWhole } from "@/lib/server/proxy/body";
import { carryAsViewer } from "@/lib/server/proxy/carry-as-viewer";
import { frameBody, splitBody, type SplitBody } from "@/lib/server/proxy/split-body";
import type { StoredTicket } from "@/lib/server/store/read/tickets";
import { UpstreamNetworkError } from "@/lib/server/upstream/errors";
import type { FilesEnvelope, TicketFilesDesk } from "@/lib/server/upstream/ticket-files-desk";
import { idsOf, lookAt, requireSeen } from "./hold-send";
import { holdsFiles } from "./holds-files";
import { openFilesDesk, requireTicket } from "./open-files";
import { readAgain } from "./read-again";
import { sendSurely } from "./send-surely";
import { forgetSentDraft } from "./ticket-drafts";
import { permissionsOf } from "./ticket-permissions";

/**
 * Sends files to a ticket, with a comment where its source takes both together, in one request, while they come: no
 * more of them is held than what is on its way. Sent once; where the source gave no clear answer, the ticket is looked
 * through for them.
 * @param headBytes how many bytes of the body are its head
 * @throws BadRequest, Forbidden, TooLarge and TicketChanged before anything is sent; ActUnclear; what the source says
 */
export async function sendFiles(
  actor: Actor,
  refText: string | undefined,
  { request, headBytes }: { request: Request; headBytes: number },
): Promise<SendFilesResult> {
  const ticket = await requireTicket(actor, refText);
  requireAllowed(permissionsOf(ticket, actor.viewer).attach);
  const desk = await openFilesDesk(actor, ticket.source);
  const { uploadMaxBytes } = actor.runtime.settings;
  const stream = await openBody(request, headBytes + desk.perRequest * uploadMaxBytes);
  if (stream === null) throw new BadRequest({ body: "holds no file" });
  const body = splitBody(stream);
  try {
    const head = parseJson(decoder.decode(await body.take(headBytes)), FilesHead);
    return await sendAll(actor, { ticket, desk, body, head });
  } catch (error) {
    await body.cancel(error).catch(() => undefined);
    throw error;
  }
}

const decoder = new TextDecoder();

interface Sending {
  ticket: StoredTicket;
  desk: TicketFilesDesk;
  body: SplitBody;
  head: FilesHead;
}

async function sendAll(actor: Actor, sending: Sending): Promise<SendFilesResult> {
  const { ticket, desk, body, head } = sending;
  const { ref, source } = ticket;
  const { comment, seen } = head;
  requireFit(actor, sending);
  const files = head.files.map(({ name, type }) => ({ name: soundFileName(name), type }));
  const sizes = head.files.map(({ sizeBytes }) => sizeBytes);
  const envelope = desk.envelop(ref, files, comment);
  const before =
    comment?.text && seen
      ? await requireSeen(actor, ref, seen)
      : idsOrNull((await lookAt(actor, ref))?.events);
  const names = files.map(({ name }) => name);
  const look = async () => {
    const now = before && (await lookAt(actor, ref));
    return now && holdsFiles(entriesSince(now.events, before), names);
  };
  const detail = {
    files: files.length,
    bytes: sumOf(sizes),
    ...(comment && { internal: comment.internal, characters: comment.text.length }),
  };
  const arrival = await audited(
    actor,
    { operation: "tickets.sendFiles", source, target: ref, detail },
    () => sendSurely(source, { look, send: () => carry(actor, ref, { envelope, body, sizes }) }),
  );
  if (comment?.text) await forgetSentDraft(actor, ref, comment.text);
  return { ...(await readAgain(actor, ref)), arrival };
}

const idsOrNull = (events: readonly TicketEvent[] | undefined) =>
  events === undefined ? null : idsOf(events);
const entriesSince = (events: readonly TicketEvent[], before: ReadonlySet<string> | null) =>
  events.filter(({ id }) => !before?.has(id));
const sumOf = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);

function requireAllowed({ allowed, reason }: { allowed: boolean; reason: string | null }): void {
  if (!allowed) throw new Forbidden(reason ?? "You may not do this.");
}

/** What a browser of ours has looked at already; said again here for everybody else, and by the same limits. */
function requireFit(actor: Actor, { ticket, desk, head: { files, comment } }: Sending): void {
  const { label } = SOURCE_LABELS[ticket.source];
  const permissions = permissionsOf(ticket, actor.viewer);
  if (comment) {
    requireAllowed(comment.internal ? permissions.internalComment : permissions.publicComment);
    if (!desk.withComment) {
      throw new BadRequest({ comment: `does not go with files to ${label}: send it before them` });
    }
  }
  if (files.length > desk.perRequest) {
    throw new BadRequest({ files: `must be at most ${desk.perRequest} for ${label}` });
  }
  const { uploadMaxBytes } = actor.runtime.settings;
  if (files.some(({ sizeBytes }) => sizeBytes > uploadMaxBytes)) throw new TooLarge(uploadMaxBytes);
}

async function carry(
  actor: Actor,
  ref: Ref,
  { envelope, body, sizes }: { envelope: FilesEnvelope; body: SplitBody; sizes: readonly number[] },
): Promise<void> {
  const { row, path, contentType, heads, tail, confirm } = envelope;
  const around = sumOf(heads.map(({ byteLength }) => byteLength)) + tail.byteLength;
  const headers = {
    accept: "application/json",
    "content-type": contentType,
    "content-length": String(sumOf(sizes) + around),
  };
  const stream = frameBody(body, sizes, { heads, tail });
  const { source } = splitRef(ref);
  try {
    const carriage = { row, path, query: "", headers, body: stream };
    const answer = await carryAsViewer(actor, source, carriage);
    confirm(answer.body === null ? "" : decoder.decode(await readWhole(answer.body)));
  } catch (error) {
    if (!actor.signal.aborted) throw error;
    // It was on its way when its sender left: whether it happened is open.
    const facts = { source, operation: row.id, cause: error };
    throw new UpstreamNetworkError(`the sender left during ${row.id}`, facts);
  }
}
