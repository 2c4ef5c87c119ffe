import "server-only";
import { z } from "zod";
import {
  ARCHIVE,
  IDS,
  PAGE,
  SHAPE,
  SORT,
  SUPERVISED,
  TYPE,
  filePart,
  inferred,
  optional,
  part,
  reading,
  required,
  rowsOf,
} from "./rows";
import { Count, EMPTY, Id, RecordRow, WrittenInfo, json, listOf, oneOf } from "./shapes";

const TEMPLATE = optional(
  "template",
  "string",
  "Id of the template; the type's first where not said",
);
const Solution = z.looseObject({ solution: z.string().optional() });
const Link = z.looseObject({ name: z.string(), link: z.string() });
const Activity = z.looseObject({
  userId: Id,
  fromTime: Id,
  toTime: Id,
  description: z.string().optional(),
});

const writing = (method: "POST" | "PUT") =>
  ({ method, answer: EMPTY, danger: "writes", right: "everyone" }) as const;
const deleting = { method: "DELETE", answer: EMPTY, danger: "destroys", right: "agent" } as const;

export const SERVICE_RECORDS = rowsOf("Service records", [
  {
    id: "sr.list",
    title: "List service records",
    path: "/api/v1/sr",
    query: [...SHAPE, ...PAGE, TYPE, IDS, ARCHIVE, ...SORT, SUPERVISED],
    anyFilter: true,
    answer: listOf(RecordRow),
    ...reading("everyone"),
  },
  {
    id: "sr.read",
    title: "Read one service record as a form",
    path: "/api/v1/sr/{id}",
    query: [...SHAPE, SUPERVISED],
    answer: oneOf(RecordRow),
    ...reading("everyone"),
  },
  {
    id: "sr.search",
    title: "Search service records",
    path: "/api/v1/sr/search",
    query: [
      optional("query", "string", "Words to look for"),
      ...SHAPE,
      ...PAGE,
      TYPE,
      ARCHIVE,
      ...SORT,
      SUPERVISED,
    ],
    anyFilter: true,
    answer: listOf(RecordRow),
    ...reading("everyone"),
  },
  {
    id: "sr.update",
    title: "Change fields of a service record",
    path: "/api/v1/sr/{id}",
    body: json(WrittenInfo.extend({ id: Id.optional() })),
    ...writing("PUT"),
  },
  {
    id: "sr.count",
    title: "Count the service records that match filters",
    path: "/api/v1/sr/count",
    // The document names filters alone; servers narrow by these as they do in lists.
    query: [TYPE, ARCHIVE, SUPERVISED],
    anyFilter: true,
    answer: json(Count),
    ...reading("everyone"),
  },
  {
    id: "sr.close",
    title: "Close a service record",
    path: "/api/v1/sr/{id}/close",
    body: json(Solution),
    ...writing("PUT"),
  },
  {
    id: "sr.template",
    title: "Read the template of a new service record",
    path: "/api/v1/sr/template",
    query: [...SHAPE, TYPE, TEMPLATE],
    answer: oneOf(RecordRow),
    ...reading("everyone"),
  },
  {
    id: "sr.create",
    title: "Create a service record",
    path: "/api/v1/sr",
    query: [...SHAPE, TYPE, TEMPLATE],
    body: json(WrittenInfo),
    ...writing("POST"),
    // Clients have seen the record, and its id alone.
    answer: json(z.union([RecordRow, z.array(RecordRow), Id])),
  },
  {
    ...inferred("sr.delete"),
    title: "Delete service records",
    query: [required("ids", "string", "Ids, with commas")],
    ...deleting,
    right: "administrator",
  },
  {
    id: "sr.addLink",
    title: "Add a link to a service record",
    path: "/api/v1/sr/{id}/link",
    body: json(Link),
    ...writing("POST"),
  },
  {
    id: "sr.deleteLink",
    title: "Delete a link of a service record",
    path: "/api/v1/sr/{id}/link",
    body: json(Link.pick({ name: true })),
    ...deleting,
  },
  {
    ...inferred("sr.addAttachment"),
    title: "Add an attachment to a service record",
    body: { kind: "multipart", fields: [filePart("file", true)] },
    ...writing("POST"),
  },
  {
    id: "sr.deleteAttachment",
    title: "Delete an attachment of a service record",
    path: "/api/v1/sr/{id}/attachment",
    body: json(z.looseObject({ fileId: z.string() })),
    ...deleting,
  },
  {
    id: "sr.addActivity",
    title: "Add an activity to a service record",
    path: "/api/v1/sr/{id}/activity",
    body: json(Activity),
    ...writing("POST"),
    right: "agent",
  },
  {
    id: "sr.deleteActivity",
    title: "Delete an activity of a service record",
    path: "/api/v1/sr/{id}/activity",
    body: json(z.looseObject({ id: Id })),
    ...deleting,
  },
  {
    id: "sr.sendMessage",
    title: "Send a message from a service record",
    path: "/api/v1/sr/{id}/message",
    query: [
      optional("method", "string", "email, SMS, broadcast or IM; email where not said"),
      optional("addAttachmentToSr", "boolean", "Keep the files with the record; so where not said"),
      optional("addSrDetails", "boolean", "Tell the record in the message; so where not said"),
    ],
    body: {
      kind: "multipart",
      fields: [
        part("message", "JSON text: fromUserId, toUsers, ccUsers, msgSubject, msgBody"),
        filePart("file", false, "Any number of files"),
      ],
    },
    ...writing("POST"),
    right: "agent",
  },
]);
