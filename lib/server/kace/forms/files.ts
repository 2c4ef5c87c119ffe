import "server-only";
import { randomUUID } from "node:crypto";
import type { FormField } from "@/lib/domain/record-form";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { FormFiles } from "@/lib/server/upstream/form-desk";
import { fillPath, operationOf } from "../operations";
import { assetIdOf, updateOf } from "./update";

const PART = "Attachment";
const NAME_LENGTH_MAX = 200;

/**
 * Files in attachment fields (asset examples of the API reference 13.2): a form whose part `Assets` names, per field,
 * the part that holds its file.
 */
export function createFormFiles(): FormFiles {
  return {
    download(ref, field) {
      const row = operationOf("assets.attachment");
      const path = fillPath(row, { assetID: assetIdOf(ref), fieldName: fieldNameOf(field) });
      return { row, path };
    },
    upload(ref, field, { name, type }) {
      // The reference's examples send files with POST: a form in a PUT is read by few servers.
      const row = operationOf("assets.update_by_post");
      const boundary = `sightline-${randomUUID()}`;
      const assets = JSON.stringify([{ [fieldNameOf(field)]: { attachmentSet: PART } }]);
      const head =
        `--${boundary}\r\nContent-Disposition: form-data; name="Assets"\r\n\r\n${assets}\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="${PART}"; filename="${quoteName(name)}"\r\n` +
        `Content-Type: ${soundType(type)}\r\n\r\n`;
      return {
        row,
        path: fillPath(row, { id: assetIdOf(ref) }),
        contentType: `multipart/form-data; boundary=${boundary}`,
        head: new TextEncoder().encode(head),
        tail: new TextEncoder().encode(`\r\n--${boundary}--\r\n`),
      };
    },
    prepareRemoval: (ref, field) =>
      updateOf(ref, { Assets: [{ [fieldNameOf(field)]: { remove: "1" } }] }),
  };
}

function fieldNameOf({ key, kind }: FormField): string {
  if (kind === "file" && /^field_\d{1,9}$/.test(key)) return key;
  throw new UpstreamRefusal("kace", "This field of KACE's form holds no file.");
}

/**
 * A file's name as one quoted value of a part's head: the last part of a path, without what would end the value or the
 * line (WHATWG's escapes of form data), and not endless.
 */
export function quoteName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last.replace(/\p{Cc}/gu, " ").trim();
  const short = [...plain].slice(-NAME_LENGTH_MAX).join("");
  return (short === "" ? "file" : short).toWellFormed().replaceAll('"', "%22");
}

function soundType(type: string): string {
  return /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(type) ? type : "application/octet-stream";
}
