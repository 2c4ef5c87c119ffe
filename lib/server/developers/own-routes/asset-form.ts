import "server-only";
import {
  AttachmentQuery,
  AttachmentWrite,
  FormChoicesQuery,
  FormQuery,
  FormWrite,
} from "@/lib/contracts/asset-form";
import { FormChoicesResult, FormResult, FormWriteResult } from "@/lib/contracts/record-form";
import type { OwnRoute } from "./own-route";

const DEVICE = { ref: "The device: kace:machine:17" };
const FILE = { ...DEVICE, field: "The field that holds the file: field_10002" };
const group = "Devices";

/** A device's records as their own systems' forms, and the files in them. */
export const ASSET_FORM_ROUTES: readonly OwnRoute[] = [
  {
    id: "devices.form",
    group,
    title: "Read the form of one of a device's records",
    method: "GET",
    path: "/api/devices/{ref}/form",
    right: "everyone",
    values: DEVICE,
    query: FormQuery,
    answer: FormResult,
  },
  {
    id: "devices.edit",
    group,
    title: "Write changed fields of that form, or see what would be sent",
    method: "PUT",
    path: "/api/devices/{ref}/form",
    right: "agent",
    values: DEVICE,
    body: FormWrite,
    answer: FormWriteResult,
  },
  {
    id: "devices.formChoices",
    group,
    title: "List what one field of that form can be set to",
    method: "GET",
    path: "/api/devices/{ref}/form/choices",
    right: "everyone",
    values: DEVICE,
    query: FormChoicesQuery,
    answer: FormChoicesResult,
  },
  {
    id: "devices.attachment",
    group,
    title: "Download the file of a field",
    method: "GET",
    path: "/api/devices/{ref}/attachments/{field}",
    right: "everyone",
    values: FILE,
    query: AttachmentQuery,
    answer: "file",
  },
  {
    id: "devices.attach",
    group,
    title: "Put a file, sent as the request's body, into a field",
    method: "PUT",
    path: "/api/devices/{ref}/attachments/{field}",
    right: "agent",
    values: FILE,
    query: AttachmentQuery,
    answer: FormResult,
  },
  {
    id: "devices.detach",
    group,
    title: "Remove the file of a field",
    method: "DELETE",
    path: "/api/devices/{ref}/attachments/{field}",
    right: "agent",
    values: FILE,
    body: AttachmentWrite,
    answer: FormResult,
  },
];
