"use client";

import { Download, Trash2, Upload } from "lucide-react";
import { useId, useRef, useState, type DragEvent } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { tellDone } from "@/components/ui/toaster";
import { attachmentHref, type DeviceRecordPlace } from "@/lib/client/devices/asset-form/requests";
import { useRemoveFile, useSendFile } from "@/lib/client/devices/asset-form/use-attachments";
import type { FormFieldView } from "@/lib/contracts/record-form";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatBytes } from "@/lib/format/numbers";

interface AttachmentFieldProps {
  place: DeviceRecordPlace;
  field: FormFieldView;
  /** The most that is carried. */
  maxBytes: number;
  /** Why nothing can be added or removed, else `null`. */
  whyReadOnly: string | null;
}

/** One place for a file: what it holds, to fetch, replace and remove. Files come by picker or by drop. */
export function AttachmentField({ place, field, maxBytes, whyReadOnly }: AttachmentFieldProps) {
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [sentBytes, setSentBytes] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  const send = useSendFile(place, setSentBytes);
  const name = typeof field.value === "string" ? field.value : "";
  const take = (files: FileList | null) => {
    const [file, second] = files ?? [];
    if (file === undefined || send.isPending) return;
    const why = whyNot(file, { isSecond: second !== undefined, maxBytes });
    setFault(why);
    if (why !== null) return;
    setSentBytes(0);
    send.mutate(
      { field: field.key, file },
      {
        onSuccess: () => tellDone(`${file.name} is in ${field.label}`),
        onError: (error) => setFault(readProblem(error).title),
      },
    );
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (whyReadOnly === null) take(event.dataTransfer.files);
    else setFault(whyReadOnly);
  };
  const uploading = send.isPending ? send.variables.file : null;
  return (
    <li
      aria-labelledby={id}
      className={classNames(
        "grid gap-2 rounded-sm border border-dashed p-3",
        isOver ? "border-accent bg-selected" : "border-line-strong/50",
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-32 grow">
          <p id={id} className="text-sm font-medium">
            {field.label}
          </p>
          <p className="text-xs break-all text-ink-soft">
            {name === "" ? "No file yet" : <span dir="auto">{name}</span>}
          </p>
        </div>
        {name === "" ? null : (
          <a
            href={attachmentHref(place, field.key)}
            download={name}
            className={buttonClass("plain")}
          >
            <Download size={14} aria-hidden />
            Download
            <span className="sr-only">{name}</span>
          </a>
        )}
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={`File for ${field.label}`}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
        />
        <Button
          busy={send.isPending}
          refusedBecause={whyReadOnly}
          aria-describedby={id}
          onClick={() => picker.current?.click()}
        >
          <Upload size={14} aria-hidden />
          {name === "" ? "Add file" : "Replace"}
        </Button>
        {name === "" ? null : (
          <RemoveButton
            place={place}
            field={field}
            name={name}
            whyReadOnly={whyReadOnly}
            onFault={setFault}
          />
        )}
      </div>
      {uploading === null ? (
        <p className="text-xs text-ink-faint">
          {whyReadOnly ??
            `Drop a file here, at most ${formatBytes(maxBytes, DISPLAY_LOCALE)}.${
              name === "" ? "" : " It takes the place of the one that is there."
            }`}
        </p>
      ) : (
        <UploadProgress file={uploading} sentBytes={sentBytes} />
      )}
      <FieldError>{fault}</FieldError>
    </li>
  );
}

/** Why a file is not sent, as far as it can be seen before; `null` when it can. */
function whyNot(
  file: File,
  { isSecond, maxBytes }: { isSecond: boolean; maxBytes: number },
): string | null {
  if (isSecond) return "This field takes one file. Nothing was sent.";
  if (file.size === 0) return `${file.name} is empty. Nothing was sent.`;
  if (file.size <= maxBytes) return null;
  const [size, most] = [file.size, maxBytes].map((bytes) => formatBytes(bytes, DISPLAY_LOCALE));
  return `${file.name} has ${size}, and at most ${most} are carried. Nothing was sent.`;
}

function UploadProgress({ file, sentBytes }: { file: File; sentBytes: number }) {
  const done = Math.min(sentBytes, file.size);
  const say = (bytes: number) => formatBytes(bytes, DISPLAY_LOCALE);
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-3 text-xs text-ink-soft">
        <span className="min-w-0 truncate">Sending {file.name}</span>
        <span className="figures">
          {say(done)} of {say(file.size)}
        </span>
      </div>
      <progress
        aria-label={`Sending ${file.name}`}
        className="progress-track"
        value={done}
        max={Math.max(file.size, 1)}
      />
    </div>
  );
}

function RemoveButton({
  place,
  field,
  name,
  whyReadOnly,
  onFault,
}: Pick<AttachmentFieldProps, "place" | "field" | "whyReadOnly"> & {
  name: string;
  onFault: (fault: string | null) => void;
}) {
  const [isAsking, setAsking] = useState(false);
  const remove = useRemoveFile(place);
  const act = () =>
    remove.mutate(field.key, {
      onSuccess: () => {
        onFault(null);
        tellDone(`${name} is removed`);
      },
      onError: (error) => onFault(readProblem(error).title),
      onSettled: () => setAsking(false),
    });
  return (
    <>
      <Button
        look="quiet"
        refusedBecause={whyReadOnly}
        aria-label={`Remove ${name}`}
        onClick={() => setAsking(true)}
      >
        <Trash2 size={14} aria-hidden />
        Remove
      </Button>
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Remove ${name}?`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button look="danger" busy={remove.isPending} onClick={act}>
              Remove
            </Button>
          </>
        }
      >
        <p className="text-sm">
          It is taken out of {field.label} in KACE and cannot be brought back.
        </p>
      </Dialog>
    </>
  );
}
