import type { ApplianceContext } from "../appliance/environment";
import type { StoredFile } from "../appliance/uploads/file-shelf";
import { UploadError } from "../appliance/uploads/multipart";
import { readForm, type UploadedForm } from "../appliance/uploads/requests";
import { ApiError } from "./api-error";
import type { Files } from "./files";

/** The form of a request, its files on the shelf and nobody's yet. Throws SysAid's 400 for what is no form. */
export async function readUpload(c: ApplianceContext, files: Files): Promise<UploadedForm> {
  try {
    const form = await readForm(c, files.shelf);
    if (form === null) throw new ApiError(400, "Multipart data expected");
    return form;
  } catch (error) {
    if (error instanceof UploadError) throw new ApiError(400, error.message);
    throw error;
  }
}

/** The one file of a request, `maxBytes` at most. Throws SysAid's 400, with nothing kept, otherwise. */
export async function readUploadedFile(
  c: ApplianceContext,
  files: Files,
  maxBytes = Infinity,
): Promise<StoredFile> {
  const form = await readUpload(c, files);
  const [first, ...others] = form.files.map(({ file }) => file);
  for (const file of others) files.shelf.drop(file);
  if (first === undefined) throw new ApiError(400, "No file was sent");
  if (first.sizeBytes <= maxBytes) return first;
  files.shelf.drop(first);
  throw new ApiError(400, "File size exceeds the limit");
}
