import { FormQuery, FormWrite } from "@/lib/contracts/asset-form";
import { FormResult, FormWriteResult } from "@/lib/contracts/record-form";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { readForm } from "@/lib/server/devices/asset-form/read-form";
import { writeForm } from "@/lib/server/devices/asset-form/write-form";

/** The form of one of a device's records (KACE asset, SysAid CI), as its system shows it now. */
export const GET = getRoute({
  operation: "devices.form",
  query: FormQuery,
  result: FormResult,
  run: ({ query, params, actor }) => readForm(actor, params.ref, query),
});

/** Writes changed fields of that form, as the viewer, or says what would be sent. */
export const PUT = writeRoute({
  operation: "devices.edit",
  body: FormWrite,
  result: FormWriteResult,
  run: ({ body, params, actor }) => writeForm(actor, params.ref, body),
});
