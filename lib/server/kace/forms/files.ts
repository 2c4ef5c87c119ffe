import "server-only";
import type { FormField } from "@/lib/domain/record-form";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { FormFiles } from "@/lib/server/upstream/form-desk";
import { frameForm } from "@/lib/server/upstream/multipart";
import { fillPath, operationOf } from "../operations";
import { assetIdOf, updateOf } from "./update";

const PART = "Attachment";

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
      const assets = JSON.stringify([{ [fieldNameOf(field)]: { attachmentSet: PART } }]);
      const { contentType, heads, tail } = frameForm([{ name: "Assets", value: assets }], PART, [
        { name, type },
      ]);
      const [head = new Uint8Array()] = heads;
      return { row, path: fillPath(row, { id: assetIdOf(ref) }), contentType, head, tail };
    },
    prepareRemoval: (ref, field) =>
      updateOf(ref, { Assets: [{ [fieldNameOf(field)]: { remove: "1" } }] }),
  };
}

function fieldNameOf({ key, kind }: FormField): string {
  if (kind === "file" && /^field_\d{1,9}$/.test(key)) return key;
  throw new UpstreamRefusal("kace", "This field of KACE's form holds no file.");
}
