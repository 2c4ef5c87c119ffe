"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { useNoteMissing } from "@/lib/client/devices/walks/use-walk";
import { NOTE_LENGTH_MAX, type WalkDeviceView, type WalkResult } from "@/lib/contracts/walks";
import type { Ref } from "@/lib/domain/ref";
import { LongList, ROW } from "./long-list";
import { WalkDeviceLine } from "./walk-device";

/** What is expected and was not scanned, each with a note that the walk keeps. */
export function MissingList({
  result,
  refs,
  devices,
}: {
  result: WalkResult;
  refs: readonly Ref[];
  devices: ReadonlyMap<Ref, WalkDeviceView>;
}) {
  const notes = new Map(
    result.outcomes.flatMap(({ kind, deviceRef, text }) =>
      kind === "notFound" ? [[deviceRef, text] as const] : [],
    ),
  );
  const rows = refs.map((ref) => devices.get(ref)).filter((device) => device !== undefined);
  return (
    <LongList
      rows={rows}
      label="Missing devices"
      empty="Nothing is missing: all that is expected here was scanned."
      textOf={(device) => [device.name, device.tag, device.serial, device.ownerName].join(" ")}
    >
      {(device) => (
        <li key={device.ref} className={ROW}>
          <div className="min-w-48 grow">
            <WalkDeviceLine device={device} />
          </div>
          <MissingNote walkId={result.walk.id} device={device} note={notes.get(device.ref) ?? ""} />
        </li>
      )}
    </LongList>
  );
}

function MissingNote({
  walkId,
  device,
  note,
}: {
  walkId: string;
  device: WalkDeviceView;
  note: string;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const send = useNoteMissing(walkId);
  if (draft === null) {
    return (
      <>
        {note === "" ? null : <p className="text-sm wrap-anywhere">Not found: {note}</p>}
        <Button
          look="quiet"
          data-print="hide"
          aria-label={`Note about ${device.name}`}
          onClick={() => setDraft(note)}
        >
          {note === "" ? "Note" : "Change the note"}
        </Button>
      </>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate({ deviceRef: device.ref, note: draft.trim() }, { onSuccess: () => setDraft(null) });
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <Input
        autoFocus
        aria-label={`Why ${device.name} was not found`}
        placeholder="In repair, given back…"
        maxLength={NOTE_LENGTH_MAX}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        className="w-56"
      />
      <Button type="submit" look="primary" busy={send.isPending}>
        Keep
      </Button>
      <Button look="quiet" onClick={() => setDraft(null)}>
        Cancel
      </Button>
      {send.error ? (
        <p role="alert" className="text-xs text-bad">
          {readProblem(send.error).title}
        </p>
      ) : null}
    </form>
  );
}
