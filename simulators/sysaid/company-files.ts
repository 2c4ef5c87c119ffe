import type { StoredFile } from "../appliance/uploads/file-shelf";
import { pictureFile } from "../appliance/uploads/picture";
import type { TicketStep } from "../fleet/model";
import type { StoredRecord } from "./record-store";

// Files that came with the company's records: made when they are asked for, of what the record's life says.

/** One in so many comments of the company came with a picture of the screen. */
const COMMENTS_PER_FILE = 17;
const PART = 100_000_000;

interface CompanyFile {
  fileId: string;
  file: StoredFile;
}

/** The file that came with a step of a record, if one did. */
export function fileOfStep({ kind, at, personId }: TicketStep): CompanyFile | null {
  const second = Math.floor(at / 1000);
  if (kind !== "comment" || second % COMMENTS_PER_FILE !== 0) return null;
  // Two numbers of nine digits, as in the document's sample.
  const fileId = `${PART + (second % (8 * PART))}_${PART + personId}`;
  return { fileId, file: pictureFile(`screenshot-${second % 10_000}.png`, second) };
}

/** The file of a record by its id, unless its list was changed and names it no more. */
export function companyFileOf(
  {
    record,
    extra,
  }: Pick<StoredRecord, "extra"> & { record: Pick<StoredRecord["record"], "steps"> },
  fileId: string,
): StoredFile | undefined {
  const list = extra["attachments"];
  const isGone = list !== undefined && !JSON.stringify(list).includes(`"${fileId}"`);
  const found = record.steps.map(fileOfStep).find((one) => one?.fileId === fileId);
  return isGone ? undefined : found?.file;
}
