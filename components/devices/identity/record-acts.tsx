"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { pairsHref } from "@/lib/client/devices/identity/pair-links";
import { useMayDecide } from "@/lib/client/devices/identity/use-identity";
import type { Ref } from "@/lib/domain/ref";
import type { MatchRule, RecordKind } from "@/lib/domain/device";
import type { Source } from "@/lib/domain/source";
import { DevicePicker, type PickedDevice } from "./device-picker";
import { describeRecord } from "./pair-words";
import { ReasonDialog } from "./reason-dialog";
import { usePairActs, type PairActs } from "./use-pair-acts";

/** What these acts must know of a device's record. */
export interface ActRecord {
  ref: Ref;
  source: Source;
  kind: RecordKind;
  name: string;
  rule: MatchRule;
  removedAt: string | null;
}

/**
 * Which records a device is made of, put right by a person: one that does not belong leaves, one that belongs joins.
 * Nothing for those who may not decide.
 */
export function RecordActs({
  deviceRef,
  records,
}: {
  deviceRef: Ref;
  records: readonly ActRecord[];
}) {
  const mayDecide = useMayDecide();
  const [open, setOpen] = useState<"unlink" | "link" | null>(null);
  const close = () => setOpen(null);
  const acts = usePairActs(close);
  const present = records.filter((record) => record.removedAt === null);
  const own = present.find((record) => record.ref === deviceRef) ?? present[0];
  if (!mayDecide || own === undefined) return null;
  const refs = present.map((record) => record.ref);
  return (
    <div className="flex flex-wrap items-center gap-2 pt-2" data-print="hide">
      {present.length < 2 ? null : (
        <Button onClick={() => setOpen("unlink")}>Unlink a record…</Button>
      )}
      <Button onClick={() => setOpen("link")}>Link another device…</Button>
      <Link
        href={pairsHref("suggestions", refs)}
        className="text-sm text-accent underline-offset-2 hover:underline"
      >
        What else it may be
      </Link>
      {open === "unlink" ? <UnlinkDialog records={present} acts={acts} onClose={close} /> : null}
      {open === "link" ? <LinkDialog own={own} refs={refs} acts={acts} onClose={close} /> : null}
    </div>
  );
}

function UnlinkDialog({
  records,
  acts,
  onClose,
}: {
  records: readonly ActRecord[];
  acts: PairActs;
  onClose: () => void;
}) {
  const [picked, setPicked] = useState("");
  const leaver = records.find((record) => record.ref === picked);
  const unlink = (reason: string) => {
    if (leaver === undefined) return;
    const others = records.filter((record) => record !== leaver);
    const pairs = others.map((other) => ({ a: leaver.ref, b: other.ref }));
    const names = [
      describeRecord(leaver),
      others.length === 1 ? "the other record" : "the others",
    ] as const;
    acts.decideNow({ pairs, verdict: "different", names }, reason);
  };
  return (
    <ReasonDialog
      title="Unlink a record"
      description="It leaves this device together with what its own system links to it, and stays apart. Neither system is changed."
      act="Unlink"
      refusedBecause={leaver === undefined ? "Choose the record that does not belong here." : null}
      busy={acts.busy}
      error={acts.error}
      onAct={unlink}
      onClose={onClose}
    >
      <Field label="Record that does not belong here">
        {(control) => (
          <Select
            {...control}
            placeholder="Choose a record"
            value={picked}
            options={records.map((record) => ({
              value: record.ref,
              label: describeRecord(record),
            }))}
            onChange={(event) => setPicked(event.target.value)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}

function LinkDialog({
  own,
  refs,
  acts,
  onClose,
}: {
  own: ActRecord;
  refs: readonly Ref[];
  acts: PairActs;
  onClose: () => void;
}) {
  const [picked, setPicked] = useState<PickedDevice | null>(null);
  const link = (reason: string) => {
    if (picked === null) return;
    const pairs = [{ a: own.ref, b: picked.ref }];
    acts.decideNow({ pairs, verdict: "same", names: [describeRecord(own), picked.name] }, reason);
  };
  return (
    <ReasonDialog
      title={`Link another device to ${own.name}`}
      description="Both become one device with all their records. Neither system is changed."
      act="Link"
      refusedBecause={picked === null ? "Choose the device that is the same machine." : null}
      busy={acts.busy}
      error={acts.error}
      onAct={link}
      onClose={onClose}
    >
      <DevicePicker without={refs} picked={picked} onPick={setPicked} />
    </ReasonDialog>
  );
}
