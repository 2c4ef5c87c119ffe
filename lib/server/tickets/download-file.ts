import "server-only";
import { soundFileName } from "@/lib/domain/file-name";
import type { Ref } from "@/lib/domain/ref";
import type { TicketAttachment, TicketEvent } from "@/lib/domain/ticket";
import { visibilityOf } from "@/lib/domain/viewer";
import {
  FILE_HEADERS,
  SNIFFED_BYTES,
  dispositionOf,
  pictureTypeOf,
} from "@/lib/server/api/file-headers";
import type { Actor } from "@/lib/server/api/route";
import { NotFound } from "@/lib/server/failures";
import { carryAsViewer } from "@/lib/server/proxy/carry-as-viewer";
import { readTicketEvents, type StoredTicket } from "@/lib/server/store/read/tickets";
import type { CarriedAnswer } from "@/lib/server/upstream/port";
import { openFilesDesk, requireTicket } from "./open-files";
import { readLive, readableOf } from "./read-ticket";

/**
 * A file of a ticket as it comes, through the viewer's own session and only where the conversation that they may read
 * names it. What is asked to be shown and is a plain picture by its bytes goes in line; everything else is a file to
 * save, and nothing in it may run or load here.
 * @throws NotFound where no entry that the viewer may read has such a file; `absenceOf`; what the source says
 */
export async function downloadFile(
  actor: Actor,
  refText: string | undefined,
  { id, show }: { id: string | undefined; show: boolean },
): Promise<Response> {
  const ticket = await requireTicket(actor, refText);
  const file = await requireFile(actor, ticket, id ?? "");
  const desk = await openFilesDesk(actor, ticket.source);
  const carriage = {
    ...desk.download(ticket.ref, file.id),
    headers: { accept: "*/*" },
    body: null,
  };
  const answer = await carryAsViewer(actor, ticket.source, carriage);
  const { start, body } = await peek(answer);
  const isPlain = [null, "identity"].includes(answer.headers.get("content-encoding"));
  const picture = show && isPlain ? pictureTypeOf(start) : null;
  const headers = new Headers({
    ...FILE_HEADERS,
    "content-type": picture ?? "application/octet-stream",
    "content-disposition": dispositionOf(
      picture === null ? "attachment" : "inline",
      soundFileName(file.name),
    ),
  });
  for (const name of ["content-length", "content-encoding"]) {
    const value = answer.headers.get(name);
    if (value !== null && /^[\w, -]{1,40}$/.test(value)) headers.set(name, value);
  }
  return new Response(body, { headers });
}

/** The saved conversation names what most people ask for; what it does not name yet may stand in the live one. */
export async function requireFile(
  actor: Actor,
  ticket: StoredTicket,
  id: string,
): Promise<TicketAttachment> {
  const { runtime, viewer } = actor;
  const saved = await readTicketEvents(runtime.store.db, visibilityOf(viewer), ticket.ref);
  const known = fileAmong(saved, id) ?? (await fileInLive(actor, ticket.ref, id));
  if (known === null) throw new NotFound("file of this ticket");
  return known;
}

async function fileInLive(actor: Actor, ref: Ref, id: string): Promise<TicketAttachment | null> {
  const live = await readLive(actor, ref);
  if (!("ticket" in live)) return null;
  return fileAmong(readableOf(live.events, live.ticket, actor.viewer), id);
}

function fileAmong(events: readonly TicketEvent[], id: string): TicketAttachment | null {
  return events.flatMap(({ attachments }) => attachments).find((one) => one.id === id) ?? null;
}

/** The first bytes of an answer, and all of it from the beginning. */
async function peek({
  body,
}: CarriedAnswer): Promise<{ start: Uint8Array; body: ReadableStream<Uint8Array> | null }> {
  if (body === null) return { start: new Uint8Array(), body };
  const reader = body.getReader();
  const read: Uint8Array[] = [];
  let bytes = 0;
  let isDone = false;
  while (bytes < SNIFFED_BYTES && !isDone) {
    const next = await reader.read();
    if (next.done) isDone = true;
    else {
      read.push(next.value);
      bytes += next.value.byteLength;
    }
  }
  const start = Buffer.concat(read);
  const whole = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const first = read.shift();
        if (first !== undefined) return controller.enqueue(first);
        const next = await reader.read();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { start, body: whole };
}
