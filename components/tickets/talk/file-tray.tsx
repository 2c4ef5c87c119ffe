"use client";

import { FileText, X } from "lucide-react";
import Image from "next/image";
import { Button, IconButton } from "@/components/ui/button";
import { changeTray, dropFile, type TrayFile } from "@/lib/client/tickets/files/file-tray";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatBytes } from "@/lib/format/numbers";
import type { TrayWork } from "./use-tray-send";

const say = (bytes: number) => formatBytes(bytes, DISPLAY_LOCALE);

/** What will be sent with the comment, what was not taken and why, and how far it is. Nothing while there is none. */
export function FileTray({
  ticketRef,
  work,
  label,
}: {
  ticketRef: string;
  work: TrayWork;
  /** Of the system that it goes to. */
  label: string;
}) {
  const { files, refused } = work.tray;
  return (
    <>
      {files.length === 0 ? null : (
        <ul aria-label="Files to send" className="grid min-w-0 gap-1">
          {files.map((one) => (
            <TrayLine
              key={one.key}
              one={one}
              onRemove={work.isSending ? null : () => dropFile(ticketRef, one.key)}
            />
          ))}
        </ul>
      )}
      <TrayProgress work={work} label={label} />
      {refused.length === 0 ? null : (
        <div
          role="alert"
          className="flex min-w-0 items-start gap-2 rounded-sm border border-bad/60 px-2.5 py-1.5 text-xs"
        >
          <ul className="grid min-w-0 grow gap-0.5">
            {refused.map(({ name, reason }, at) => (
              <li key={`${at} ${name}`} className="wrap-anywhere">
                Not added: <bdi className="font-medium">{name}</bdi>, because {reason}.
              </li>
            ))}
          </ul>
          <IconButton
            label="Dismiss"
            icon={<X size={14} aria-hidden />}
            onClick={() => changeTray(ticketRef, { refused: [] })}
          />
        </div>
      )}
    </>
  );
}

function TrayLine({ one, onRemove }: { one: TrayFile; onRemove: (() => void) | null }) {
  const { name, file, preview, problem } = one;
  return (
    <li className="flex min-w-0 items-center gap-2 rounded-sm border px-2 py-1 text-xs">
      <Thumbnail preview={preview} />
      <span className="grid min-w-0 grow">
        <bdi className="truncate font-medium" title={name}>
          {name}
        </bdi>
        <span className="text-ink-soft figures">{say(file.size)}</span>
        {problem === null ? null : (
          <span role="alert" className="wrap-anywhere text-bad">
            Not sent: {problem}
          </span>
        )}
      </span>
      <IconButton
        label={`Do not send ${name}`}
        icon={<X size={14} aria-hidden />}
        refusedBecause={onRemove === null ? "It is on its way." : null}
        onClick={() => onRemove?.()}
      />
    </li>
  );
}

/** The picture itself, from the file that is still here. */
function Thumbnail({ preview }: Pick<TrayFile, "preview">) {
  if (preview === null) {
    return <FileText size={20} aria-hidden className="shrink-0 text-ink-faint" />;
  }
  return (
    <Image
      unoptimized
      src={preview}
      alt=""
      width={32}
      height={32}
      className="size-8 shrink-0 rounded-sm border object-cover"
    />
  );
}

function TrayProgress({ work, label }: { work: TrayWork; label: string }) {
  const { sending } = work.tray;
  if (sending === null) return null;
  const { sentBytes, totalBytes } = sending;
  const isAllSent = sentBytes >= totalBytes;
  return (
    <div className="flex min-w-0 items-end gap-3">
      <div className="grid min-w-0 grow gap-1">
        <div className="flex justify-between gap-3 text-xs text-ink-soft">
          <span>{isAllSent ? `Waiting for ${label}` : "Sending files"}</span>
          <span className="figures">
            {say(sentBytes)} of {say(totalBytes)}
          </span>
        </div>
        <progress
          aria-label="Sending files"
          className="progress-track"
          value={sentBytes}
          max={Math.max(totalBytes, 1)}
        />
      </div>
      <Button
        refusedBecause={isAllSent ? "All of it is sent; only the answer is missing." : null}
        onClick={work.cancel}
      >
        Cancel
      </Button>
    </div>
  );
}
