"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceList } from "@/components/ui/choice-list";
import { EmptyState, FailedFace } from "@/components/ui/panel";
import { SkeletonLines } from "@/components/ui/skeleton";
import { useRunSubjects } from "@/lib/client/devices/runs/use-runs";
import type { RunSubject } from "@/lib/contracts/runs";

const WORDS = {
  script: { label: "Script", none: "KACE shows you no script", change: "Another script" },
  install: {
    label: "Managed install",
    none: "KACE shows you no managed install",
    change: "Another managed install",
  },
} as const;

/** Chooses a script or a managed install, and says what it does. */
export function SubjectChoice({
  kind,
  device,
  chosen,
  onChoose,
}: {
  kind: "script" | "install";
  /** Of a single device: only scripts that suit it are offered. */
  device: string | null;
  chosen: RunSubject | null;
  onChoose: (subject: RunSubject | null) => void;
}) {
  const [isOpen, setIsOpen] = useState(true);
  const query = useRunSubjects(kind, kind === "script" ? device : null, true);
  const words = WORDS[kind];
  if (chosen !== null && !isOpen) {
    return (
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="font-semibold">{chosen.name}</h3>
          <Button look="quiet" onClick={() => setIsOpen(true)}>
            {words.change}
          </Button>
        </div>
        <SubjectFacts subject={chosen} />
      </div>
    );
  }
  if (query.data === undefined) {
    return query.error ? (
      <FailedFace error={query.error} retry={query.refetch} busy={query.isFetching} />
    ) : (
      <>
        <p className="sr-only">Loading</p>
        <SkeletonLines lines={5} />
      </>
    );
  }
  const { subjects } = query.data;
  if (subjects.length === 0) {
    const suits = kind === "script" && device !== null ? " that suits this device" : "";
    return <EmptyState why={`${words.none}${suits}.`} />;
  }
  return (
    <ChoiceList
      label={words.label}
      currentId={chosen?.ref ?? null}
      choices={subjects.map(({ ref, name, systems, isEnabled }) => ({
        id: ref,
        label: name,
        ...noteOf(systems, isEnabled),
      }))}
      onChoose={(ref) => {
        onChoose(subjects.find((one) => one.ref === ref) ?? null);
        setIsOpen(false);
      }}
    />
  );
}

function noteOf(systems: readonly string[], isEnabled: boolean | null): { note?: string } {
  const parts = [...(isEnabled === false ? ["off"] : []), ...systems];
  return parts.length === 0 ? {} : { note: parts.join(", ") };
}

function SubjectFacts({ subject }: { subject: RunSubject }) {
  const { description, notes, systems } = subject;
  return (
    <div className="grid max-w-prose gap-1 text-ink-soft">
      {description ? <p className="break-words">{description}</p> : null}
      {notes ? <p className="break-words">{notes}</p> : null}
      {systems.length > 0 ? <p>For {systems.join(", ")}</p> : null}
    </div>
  );
}
