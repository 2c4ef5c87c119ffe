import "server-only";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { RecordForm } from "@/lib/domain/record-form";
import type { Source } from "@/lib/domain/source";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { parseRef } from "@/lib/domain/ref";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { BadRequest, NotFound } from "@/lib/server/failures";
import { nameOwners } from "@/lib/server/forms/name-accounts";
import { readDevice, type StoredDeviceRecord } from "@/lib/server/store/read/device-detail";
import type { FormDesk } from "@/lib/server/upstream/form-desk";
import type { UpstreamActor } from "@/lib/server/upstream/port";

export type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;

/** A form that a person has in hand, and the hands to work on it. */
export interface OpenForm {
  form: RecordForm;
  hands: UpstreamActor;
  desk: FormDesk;
}

/** Whether a record has a form of its own that can be written: KACE's assets and SysAid's CIs. */
export function hasForm(record: Pick<StoredDeviceRecord, "source" | "kind">): boolean {
  return record.kind === (record.source === "kace" ? "asset" : "ci");
}

/**
 * The record of a device whose form is wanted.
 * @throws NotFound where the viewer sees no such device, or it has no such record (any more)
 */
export async function requireFormRecord(
  { runtime, viewer }: Asker,
  deviceText: string | undefined,
  recordText: string,
): Promise<StoredDeviceRecord> {
  const ref = requireRef(deviceText, ["machine", "asset", "ci"], "device");
  const device = await readDevice(runtime.store.db, visibilityOf(viewer), ref);
  if (!device) throw absenceOf(runtime, viewer, { ref, what: "device" });
  const recordRef = parseRef(recordText);
  const record = device.records.find((one) => one.ref === recordRef);
  if (!record) throw new NotFound("record of this device");
  if (!hasForm(record)) throw new BadRequest({ record: "has no form that can be filled in" });
  return record;
}

/**
 * Reads a record's form as it stands now, as the viewer.
 * @throws NotFound where the source shows no such record to the viewer, SourceSignInNeeded, what the source says
 */
export async function openForm({ runtime, viewer, signal }: Asker, ref: Ref): Promise<OpenForm> {
  const { source } = splitRef(ref);
  const hands = await actorFor(runtime, viewer, source);
  const desk = hands.forms;
  if (!desk) throw new NotFound(`form of this ${SOURCE_LABELS[source].label} record`);
  const form = await desk.read(ref, { priority: "person", signal });
  if (!form) throw absenceOf(runtime, viewer, { ref, what: "record in its system" });
  const fields = await nameOwners({ runtime, viewer }, source, form.fields);
  return {
    form: { ...form, fields, readOnly: whyReadOnly(viewer, source) ?? form.readOnly },
    hands,
    desk,
  };
}

/** Why a viewer may change nothing of a source's records, as far as it is known before asking the source. */
export function whyReadOnly(viewer: Viewer, source: Source): string | null {
  const { label } = SOURCE_LABELS[source];
  const account = viewer.accounts[source];
  if (!account) return `You are not signed in to ${label}.`;
  if (account.role === "readonly") return `Your role in ${label} only reads.`;
  if (account.role === "user") return `${label} lets only its agents and administrators do this.`;
  return null;
}
