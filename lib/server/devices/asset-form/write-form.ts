import "server-only";
import type { FormWrite } from "@/lib/contracts/asset-form";
import type { FormWriteResult } from "@/lib/contracts/record-form";
import type { Actor } from "@/lib/server/api/route";
import { NotFound } from "@/lib/server/failures";
import { readRecordAgain } from "@/lib/server/forms/send-form";
import { writeRecordForm } from "@/lib/server/forms/write-record-form";
import { isSourceFault } from "@/lib/server/source-fault";
import { openForm, requireFormRecord } from "./open-form";
import { viewForm } from "./read-form";

/**
 * Writes changed fields of the form of one of a device's records, or says what would be sent: see `writeRecordForm`.
 * Throws as that does, and as `requireFormRecord` and `openForm` do.
 */
export async function writeForm(
  actor: Actor,
  deviceText: string | undefined,
  { record, ...changes }: FormWrite,
): Promise<FormWriteResult> {
  const { ref } = await requireFormRecord(actor, deviceText, record);
  const { form, desk, hands } = await openForm(actor, ref);
  const work = {
    form,
    desk,
    operation: "devices.edit",
    readAgain: () => readRecordAgain(actor, hands, ref),
    async readNow() {
      try {
        return (await openForm({ ...actor, signal: new AbortController().signal }, ref)).form;
      } catch (error) {
        if (!isSourceFault(error) && !(error instanceof NotFound)) throw error;
        return null;
      }
    },
    view: (one: typeof form) => viewForm(actor, one, desk),
  };
  return writeRecordForm(actor, work, changes);
}
