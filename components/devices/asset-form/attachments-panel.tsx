"use client";

import { useState } from "react";
import { Panel } from "@/components/ui/panel";
import { deviceFormPlace } from "@/lib/client/devices/asset-form/requests";
import { useRecordForm } from "@/lib/client/forms/use-record-form";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { AttachmentField } from "./attachment-field";
import { findFormRecords, type FormRecord } from "./form-records";
import { NoFormPanel } from "./no-form-panel";
import { RecordChoice } from "./record-choice";

/**
 * The files that hang on a device's records: KACE keeps them in fields of the asset's type.
 * @param records all records of the device; those that take no files say so
 */
export function AttachmentsPanel({
  deviceRef,
  records,
}: {
  deviceRef: string;
  records: readonly FormRecord[];
}) {
  const offered = findFormRecords(records);
  const [wanted, setWanted] = useState<string | null>(null);
  const record = offered.find(({ ref }) => ref === wanted) ?? offered[0];
  const place = { device: deviceRef, record: record?.ref ?? "" };
  const query = useRecordForm(record === undefined ? null : deviceFormPlace(place));
  if (record === undefined) return <NoFormPanel title="Attachments" />;
  return (
    <Panel
      title={`Attachments in ${SOURCE_LABELS[record.source].label}`}
      query={query}
      size="auto"
      actions={
        <RecordChoice
          label="Record whose attachments are shown"
          records={offered}
          value={record.ref}
          onChange={setWanted}
        />
      }
      emptyOf={({ form }) =>
        form.files.state === "impossible" ? { why: form.files.reason } : null
      }
    >
      {({ form }) => (
        <ul className="grid gap-3">
          {form.fields
            .filter(({ kind }) => kind === "file")
            .map((field) => (
              <AttachmentField
                key={`${record.ref} ${field.key}`}
                place={place}
                field={field}
                maxBytes={form.files.state === "possible" ? form.files.maxBytes : 0}
                whyReadOnly={form.readOnly ?? field.readOnly}
              />
            ))}
        </ul>
      )}
    </Panel>
  );
}
