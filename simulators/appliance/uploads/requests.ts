import type { ApplianceContext } from "../environment";
import type { FileShelf, StoredFile } from "./file-shelf";
import { boundaryOf, collect, readParts, UploadError } from "./multipart";

const MAX_FIELD_BYTES = 1_048_576;

/** A form as it was sent: its text fields, and its files kept on the shelf with the part that held each. */
export interface UploadedForm {
  fields: ReadonlyMap<string, string>;
  files: readonly { part: string; file: StoredFile }[];
}

/**
 * Reads a multipart form from the connection, keeping its files; `null` where the request is none.
 * Throws {@link UploadError} where it is malformed, with nothing kept.
 */
export async function readForm(
  c: ApplianceContext,
  shelf: FileShelf,
): Promise<UploadedForm | null> {
  const boundary = boundaryOf(c.req.header("content-type"));
  if (boundary === null) return null;
  const fields = new Map<string, string>();
  const files: { part: string; file: StoredFile }[] = [];
  try {
    for await (const { name, fileName, type, bytes } of readParts(bodyOf(c), boundary)) {
      if (fileName === null)
        fields.set(name, (await collect(bytes, MAX_FIELD_BYTES)).toString("utf8"));
      else files.push({ part: name, file: await shelf.keep({ name: fileName, type }, bytes) });
    }
  } catch (error) {
    for (const { file } of files) shelf.drop(file);
    throw error;
  }
  return { fields, files };
}

/** The request's bytes as they come. Throws {@link UploadError} where the sender goes away. */
async function* bodyOf(c: ApplianceContext): AsyncGenerator<Uint8Array, void> {
  try {
    yield* c.env.incoming;
  } catch (error) {
    throw new UploadError(`The upload broke off: ${error instanceof Error ? error.message : ""}`);
  }
}

/**
 * The one file of a request, kept on the shelf: the first file of a form, or the body itself where it
 * is no form. Throws {@link UploadError} for a form without a file.
 */
export async function readFile(
  c: ApplianceContext,
  shelf: FileShelf,
  name: string,
): Promise<StoredFile> {
  const form = await readForm(c, shelf);
  if (form === null) {
    const type = c.req.header("content-type") ?? "";
    return shelf.keep({ name, type }, bodyOf(c));
  }
  const [first, ...others] = form.files;
  for (const { file } of others) shelf.drop(file);
  if (first === undefined) throw new UploadError("The upload holds no file.");
  return first.file;
}

/** Answers a file's bytes as they are read. */
export function answerFile(c: ApplianceContext, file: StoredFile, name = file.name): Response {
  return c.body(file.read(), 200, {
    "content-type": file.type === "" ? "application/octet-stream" : file.type,
    "content-length": String(file.sizeBytes),
    "content-disposition": `attachment; filename="${plain(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}

function plain(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]|["\\]/g, "_");
}
