import "server-only";
import { type Ref, splitRef } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import { fillPath } from "@/lib/server/upstream/fill-path";
import { frameForm } from "@/lib/server/upstream/multipart";
import type { TicketFilesDesk } from "@/lib/server/upstream/ticket-files-desk";
import { type SysaidOperation, operationOf } from "./operations";
import type { Caller } from "./session";

/**
 * Attachments of service records. One goes up alone: the document calls its payload "File Multipart/Form data" and
 * names no part, so it is called as in forms everywhere. Clients were seen to fetch them at `/getFile`, outside the API,
 * with the session's cookie; the document tells no other way that takes the id of an attachment.
 */
export function createFilesDesk(
  caller: Caller,
  operations: readonly SysaidOperation[],
): TicketFilesDesk {
  const adding = operationOf("sr.addAttachment", operations);
  const reading = operationOf("files.download", operations);
  return {
    perRequest: 1,
    withComment: false,
    download(ref, fileId) {
      const query = new URLSearchParams({
        table: "service_req",
        id: recordIdOf(ref),
        getFile: requireFileId(fileId),
      });
      return { row: reading, path: "/getFile", query: query.toString() };
    },
    envelop(ref, files, comment) {
      if (files.length !== 1 || comment !== null) {
        throw new UpstreamRefusal(
          "sysaid",
          "SysAid takes one file at a time, and no note with it.",
        );
      }
      return {
        row: adding,
        path: fillPath(adding, { id: recordIdOf(ref) }),
        ...frameForm([], "file", files),
        // The answer to an attachment is told nowhere.
        confirm: () => undefined,
      };
    },
    async remove(ref, fileId, call) {
      const body = { fileId: requireFileId(fileId) };
      await caller.send("sr.deleteAttachment", { path: { id: recordIdOf(ref) }, body }, call);
    },
  };
}

function recordIdOf(ref: Ref): string {
  const parts = splitRef(ref);
  if (parts.source === "sysaid" && parts.entity === "record") return parts.nativeId;
  throw new UpstreamRefusal("sysaid", "This record is not one of SysAid’s.");
}

function requireFileId(fileId: string): string {
  if (/^[\w-]{1,80}$/.test(fileId)) return fileId;
  throw new UpstreamRefusal("sysaid", "This is no file of a SysAid record.");
}
