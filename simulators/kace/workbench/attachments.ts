import type { ChangeRow } from "../ticket-history";
import { pictureFile } from "../../appliance/uploads/picture";
import { textFile, type StoredFile } from "../../appliance/uploads/file-shelf";

/** The reference allows this many in one change. */
export const MAX_ATTACHMENTS = 5;
/** One in so many comments of the company came with a file. */
const COMMENTS_PER_FILE = 19;

export interface AttachmentRow {
  id: number;
  changeId: number;
  file: StoredFile;
}

/** Files of ticket changes: those of the company, made when asked for, and those uploaded since. */
export interface Attachments {
  of(change: ChangeRow): readonly AttachmentRow[];
  add(changeId: number, files: readonly StoredFile[]): void;
}

/** `lastChangeOfCompany`: changes up to this id may have come with files. */
export function createAttachments(lastChangeOfCompany: number): Attachments {
  const uploaded = new Map<number, readonly AttachmentRow[]>();
  return {
    of: (change) => {
      const known = uploaded.get(change.id);
      if (known !== undefined) return known;
      const came =
        change.id <= lastChangeOfCompany &&
        change.comment !== "" &&
        change.id % COMMENTS_PER_FILE === 0;
      return came ? rowsOf(change.id, filesOf(change)) : [];
    },
    add: (changeId, files) => {
      uploaded.set(changeId, rowsOf(changeId, files));
    },
  };
}

function rowsOf(changeId: number, files: readonly StoredFile[]): AttachmentRow[] {
  return files.map((file, at) => ({ id: changeId * 10 + at, changeId, file }));
}

/** A picture of the screen with every other one. */
function filesOf(change: ChangeRow): StoredFile[] {
  const isSeen = (change.id / COMMENTS_PER_FILE) % 2 === 1;
  const picture = pictureFile(`screenshot-${change.id}.png`, change.id);
  return isSeen ? [picture, noteOf(change)] : [noteOf(change)];
}

function noteOf(change: ChangeRow): StoredFile {
  const text = `Ticket ${change.ticketId}, change ${change.id}\n\n${change.comment}\n`;
  return textFile(`notes-${change.id}.txt`, text);
}
