import "server-only";
import type { Ref } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import { frameForm } from "@/lib/server/upstream/multipart";
import type { TicketFilesDesk } from "@/lib/server/upstream/ticket-files-desk";
import { requireConfirmedText } from "./confirm";
import { fillPath, operationOf } from "./operations";
import { nativeIdOf } from "./reader";

/** API reference 13.2, "Upload an attachment as a ticket change": up to five attachments in one ticket change. */
const PER_CHANGE = 5;
const SET = "ATTACHMENTS";

/**
 * Files of ticket changes (service desk examples of the API reference 13.2): a form whose part `Tickets` holds the
 * change, which names by `attachmentSet` the parts that are its files. The API deletes none of them.
 */
export function createFilesDesk(): TicketFilesDesk {
  return {
    perRequest: PER_CHANGE,
    withComment: true,
    download(ref, fileId) {
      const row = operationOf("tickets.attachment");
      const [, changeID, attachmentID] = /^(\d{1,15})-(\d{1,15})$/.exec(fileId) ?? [];
      if (changeID === undefined || attachmentID === undefined) {
        throw new UpstreamRefusal("kace", "This is no file of a KACE ticket.");
      }
      const path = fillPath(row, { ticketID: ticketIdOf(ref), changeID, attachmentID });
      return { row, path, query: "" };
    },
    envelop(ref, files, comment) {
      if (files.length > PER_CHANGE) {
        throw new UpstreamRefusal("kace", `KACE takes ${PER_CHANGE} files with one comment.`);
      }
      if (comment?.internal && comment.text === "") {
        // That a change without a word is kept from others is told nowhere, so nobody's secret rests on it.
        throw new UpstreamRefusal(
          "kace",
          "KACE keeps files to staff only with an internal comment.",
        );
      }
      // The reference's examples send files with POST: a form in a PUT is read by few servers.
      const row = operationOf("tickets.update_by_post");
      const words =
        comment === null || comment.text === ""
          ? {}
          : { comment: comment.text, owners_only: comment.internal ? 1 : 0 };
      const change = { ...words, attachmentSet: SET };
      const tickets = JSON.stringify([{ change }]);
      return {
        row,
        path: fillPath(row, { id: ticketIdOf(ref) }),
        // The brackets let several parts share the name.
        ...frameForm([{ name: "Tickets", value: tickets }], `${SET}[]`, files),
        confirm: (answer) => requireConfirmedText(row.id, answer),
      };
    },
  };
}

function ticketIdOf(ref: Ref): string {
  const id = nativeIdOf(ref, "ticket");
  if (id === null) throw new UpstreamRefusal("kace", "This is not a KACE ticket.");
  return id;
}
