import { AttachmentQuery, AttachmentWrite } from "@/lib/contracts/asset-form";
import { FormResult } from "@/lib/contracts/record-form";
import { getRouteOfFile, writeRoute, writeRouteWithFile } from "@/lib/server/api/route";
import {
  downloadAttachment,
  removeAttachment,
  uploadAttachment,
} from "@/lib/server/devices/asset-form/attachments";

/** The file of a field of a record's form, as it comes from its system. */
export const GET = getRouteOfFile({
  operation: "devices.attachment",
  query: AttachmentQuery,
  run: ({ query, params, actor }) =>
    downloadAttachment(actor, { device: params.ref, record: query.record, field: params.field }),
});

/** Puts a file, sent as the request's body, into that field. */
export const PUT = writeRouteWithFile({
  operation: "devices.attach",
  query: AttachmentQuery,
  result: FormResult,
  run: ({ query: { record, name }, params, actor, request }) =>
    uploadAttachment(actor, request, { device: params.ref, record, field: params.field, name }),
});

/** Empties that field. */
export const DELETE = writeRoute({
  operation: "devices.detach",
  body: AttachmentWrite,
  result: FormResult,
  run: ({ body, params, actor }) =>
    removeAttachment(actor, { device: params.ref, record: body.record, field: params.field }),
});
