import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { Call, Carriage } from "./port";

/** A file that is about to be sent. */
export interface OutgoingFile {
  /** Sound already: one line, no folders. */
  name: string;
  /** What the browser calls it, or an empty text. */
  type: string;
}

/** What goes around the bytes of some files, so that they need not be held. */
export interface FilesEnvelope extends Pick<Carriage, "row" | "path"> {
  contentType: string;
  /** What stands before each file's bytes, in the files' order. */
  heads: readonly Uint8Array<ArrayBuffer>[];
  tail: Uint8Array<ArrayBuffer>;
  /** Looks at the whole answer. @throws UpstreamShapeError where it confirms nothing; whether it was written is open then */
  confirm(answer: string): void;
}

/** Files of a source's tickets, as the person whose session it is. */
export interface TicketFilesDesk {
  /** So many files go in one request. */
  perRequest: number;
  /** A comment goes in the same request. */
  withComment: boolean;
  /** Where a file is read. @throws UpstreamRefusal for an id that is none of the source's */
  download(ref: Ref, fileId: string): Pick<Carriage, "row" | "path" | "query">;
  /**
   * What goes around new files. A comment without text only says who may read them.
   * @throws UpstreamRefusal for too many files, or for a comment where none goes along
   */
  envelop(
    ref: Ref,
    files: readonly OutgoingFile[],
    comment: { text: string; internal: boolean } | null,
  ): FilesEnvelope;
  /** Deletes a file, once. Absent where the source's API deletes none. */
  remove?(ref: Ref, fileId: string, call: Call): Promise<void>;
}
