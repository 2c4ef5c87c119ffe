"use client";

import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { LiveRegion } from "@/components/ui/live-region";
import type { PresenceState } from "@/lib/contracts/ticket-fields";
import type { PresenceResult } from "@/lib/contracts/ticket-presence";
import { initialsOf } from "@/lib/format/initials";

type Person = PresenceResult["people"][number];

const WORDS = {
  typing: "is typing",
  viewing: "is looking",
  away: "is away",
} as const satisfies Record<PresenceState, string>;
const ORDER = ["typing", "viewing", "away"] as const satisfies readonly PresenceState[];
/** More have no room in the line; their number stands for them. */
const NAMED_MAX = 2;

/** Who else has the ticket open. One line, whoever comes and goes: nothing below it moves. */
export function PresenceLine({ people }: { people: readonly Person[] }) {
  const sorted = ORDER.flatMap((state) => people.filter((person) => person.state === state));
  const named = sorted.slice(0, NAMED_MAX);
  const others = sorted.slice(NAMED_MAX);
  return (
    <div className="ms-auto flex h-6 min-w-0 items-center gap-2 overflow-hidden text-xs text-ink-soft">
      <LiveRegion>{useSaidOnce(sorted.map(sentenceOf))}</LiveRegion>
      {sorted.length === 0 ? null : (
        <ul aria-label="Also here" className="flex min-w-0 items-center gap-3">
          {named.map((person) => (
            <li key={person.id} className="flex min-w-0 items-center gap-1.5">
              <Mark text={initialsOf(person.name)} isBusy={person.state === "typing"} />
              <span className="truncate">{sentenceOf(person)}</span>
            </li>
          ))}
          {others.length === 0 ? null : (
            <li className="flex shrink-0 items-center" title={others.map(sentenceOf).join(", ")}>
              <Mark text={`+${others.length}`} isBusy={false} />
              <span className="sr-only">{others.map(sentenceOf).join(", ")}</span>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function sentenceOf({ name, state }: Person): string {
  return `${name} ${WORDS[state]}`;
}

function Mark({ text, isBusy }: { text: string; isBusy: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold",
        isBusy ? "border-accent bg-accent-soft text-accent" : "border-line-strong/50",
      )}
    >
      {text}
    </span>
  );
}

/** The sentences that were not told yet. Each is told once: who pauses and types on is no news. */
function useSaidOnce(sentences: readonly string[]): string {
  const [said, setSaid] = useState<{ all: readonly string[]; last: string }>({ all: [], last: "" });
  const fresh = sentences.filter((sentence) => !said.all.includes(sentence));
  if (fresh.length > 0) setSaid({ all: [...said.all, ...fresh], last: fresh.join(". ") });
  return said.last;
}
