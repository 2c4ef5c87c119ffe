"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { usePlace } from "@/components/ui/clock";
import { Field, Input } from "@/components/ui/field";
import { formatDateTime } from "@/lib/format/dates";
import { dueSuggestions, parseLocalMinute, spellLocalMinute } from "./due-times";

/** Chooses when a ticket is due: one of the usual times, a moment of one's own, or no time at all. */
export function DueBox({
  dueAt,
  onChoose,
}: {
  dueAt: string | null;
  /** ISO in UTC, or `null` for no due date. */
  onChoose: (dueAt: string | null) => void;
}) {
  const place = usePlace();
  const [text, setText] = useState(() => spellLocalMinute(dueAt));
  const [suggestions] = useState(() => dueSuggestions(new Date()));
  const chosen = parseLocalMinute(text);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) onChoose(chosen);
      }}
    >
      <div className="grid gap-1" role="group" aria-label="Usual times">
        {suggestions.map(({ label, iso }) => (
          <Button key={label} look="quiet" onClick={() => onChoose(iso)}>
            <span className="grow text-start">{label}</span>
            <span className="text-xs text-ink-faint figures">{formatDateTime(iso, place)}</span>
          </Button>
        ))}
      </div>
      <Field label="Due" hint={`In ${place.zone}`}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            autoFocus
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        {dueAt === null ? null : (
          <Button look="quiet" onClick={() => onChoose(null)}>
            No due date
          </Button>
        )}
        <Button
          type="submit"
          look="primary"
          refusedBecause={chosen === null ? "Choose a day and a time." : null}
        >
          Set the due date
        </Button>
      </div>
    </form>
  );
}
