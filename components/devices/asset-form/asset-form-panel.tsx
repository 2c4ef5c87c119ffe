"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { EditRecordForm } from "@/components/forms/edit-record-form";
import { FieldList } from "@/components/forms/field-list";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { deviceFormPlace } from "@/lib/client/devices/asset-form/requests";
import { draftKey, isUntouched, readFormDraft } from "@/lib/client/forms/form-drafts";
import { useRecordForm } from "@/lib/client/forms/use-record-form";
import { useMe } from "@/lib/client/account/use-me";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { findFormRecords, type FormRecord } from "./form-records";
import { NoFormPanel } from "./no-form-panel";
import { RecordChoice } from "./record-choice";

/**
 * A device's records as their own systems' forms: KACE's asset and SysAid's CI, to look at and to change.
 * @param records all records of the device; those without a form are left out
 */
export function AssetFormPanel({
  deviceRef,
  records,
}: {
  deviceRef: string;
  records: readonly FormRecord[];
}) {
  const offered = findFormRecords(records);
  const [wanted, setWanted] = useState<string | null>(null);
  const record = offered.find(({ ref }) => ref === wanted) ?? offered[0];
  if (record === undefined) return <NoFormPanel title="Fields" />;
  return (
    <RecordForm
      key={record.ref}
      deviceRef={deviceRef}
      record={record}
      offered={offered}
      onChoose={setWanted}
    />
  );
}

function RecordForm({
  deviceRef,
  record,
  offered,
  onChoose,
}: {
  deviceRef: string;
  record: FormRecord;
  offered: readonly FormRecord[];
  onChoose: (ref: string) => void;
}) {
  const place = deviceFormPlace({ device: deviceRef, record: record.ref });
  const query = useRecordForm(place);
  const me = useMe();
  const [isEditing, setEditing] = useState(false);
  const { label } = SOURCE_LABELS[record.source];
  const userName = me.data?.connections.find(({ source }) => source === record.source)?.userName;
  const key = draftKey(userName ?? "", record.ref);
  const form = query.data?.form;
  const edit = () => {
    // What others wrote since it was opened is better seen before than after.
    void query.refetch();
    setEditing(true);
  };
  return (
    <Panel
      title={form === undefined ? "Fields" : `${form.typeLabel} in ${label}`}
      query={query}
      size="auto"
      actions={
        <>
          <RecordChoice
            label="Record whose fields are shown"
            records={offered}
            value={record.ref}
            onChange={onChoose}
          />
          {form === undefined || isEditing ? null : (
            <Button
              refusedBecause={form.readOnly ?? (me.data === undefined ? "Loading." : null)}
              onClick={edit}
            >
              <Pencil size={14} aria-hidden />
              Edit
            </Button>
          )}
        </>
      }
    >
      {({ form: held }) =>
        isEditing ? (
          <EditRecordForm
            place={place}
            form={held}
            draftKey={key}
            onLeave={() => setEditing(false)}
          />
        ) : (
          <div className="grid gap-3">
            <UnsavedNote key={key} draftKey={key} />
            <FieldList fields={held.fields} />
            <p className="text-xs text-ink-faint">
              {held.readOnly === null ? null : `${held.readOnly} `}
              Read from {label} <RelativeTime iso={held.asOf} />
            </p>
          </div>
        )
      }
    </Panel>
  );
}

/** Changes of before wait for their person. Drawn after the form came, which is never on the server. */
function UnsavedNote({ draftKey: key }: { draftKey: string }) {
  const [isUnsaved] = useState(() => !isUntouched(readFormDraft(localStorage, key, Date.now())));
  if (!isUnsaved) return null;
  return (
    <p className="rounded-sm bg-warn-soft px-2.5 py-1.5 text-xs text-warn">
      You have unsaved changes of this form; Edit brings them back.
    </p>
  );
}
