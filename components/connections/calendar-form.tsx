"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError, Input, Textarea } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { readCalendarDraft, toCalendarDraft } from "@/lib/client/connections/calendar-draft";
import type { CalendarsWrite } from "@/lib/contracts/calendars";
import { WEEKDAYS } from "@/lib/domain/sla/calendar";

type Calendar = NonNullable<CalendarsWrite["calendars"]["kace"]>;

/** The hours, days off and time zone of one helpdesk. What was typed stays when it is refused. */
export function CalendarForm({
  calendar,
  zone,
  label,
  busy,
  error,
  onSave,
  onCancel,
}: {
  calendar: Calendar | null;
  /** Where its reader is, for a new calendar. */
  zone: string;
  label: string;
  busy: boolean;
  /** Why the last try was refused. */
  error: Error | null;
  onSave: (calendar: Calendar) => void;
  onCancel: () => void;
}) {
  const [draft, setDraft] = useState(() => toCalendarDraft(calendar, zone));
  const read = readCalendarDraft(draft);
  return (
    <form
      aria-label={`Business hours of ${label}`}
      className="grid max-w-2xl gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if ("calendar" in read) onSave(read.calendar);
      }}
    >
      <Field label="Time zone" hint="By its name, such as Europe/Berlin">
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={draft.zone}
            onChange={(event) => setDraft({ ...draft, zone: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-2 sm:grid-cols-2">
        {WEEKDAYS.map((day, at) => (
          <Field key={day} label={day}>
            {(control) => (
              <Input
                {...control}
                placeholder="No work"
                value={draft.days[at] ?? ""}
                onChange={(event) =>
                  setDraft({ ...draft, days: draft.days.with(at, event.target.value) })
                }
              />
            )}
          </Field>
        ))}
      </div>
      <Field label="Holidays" hint="One day a line, such as 2026-12-25">
        {(control) => (
          <Textarea
            {...control}
            value={draft.holidays}
            onChange={(event) => setDraft({ ...draft, holidays: event.target.value })}
          />
        )}
      </Field>
      {error ? <FieldError>{readProblem(error).title}</FieldError> : null}
      {"reason" in read ? <p className="text-xs text-bad">{read.reason}</p> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look="primary"
          busy={busy}
          refusedBecause={"reason" in read ? read.reason : null}
        >
          Save the hours
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
