"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { usePlace } from "@/components/ui/clock";
import { Field, Select } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { useCalendars, useSetCalendars } from "@/lib/client/connections/use-calendars";
import type { CalendarsResult, CalendarsWrite } from "@/lib/contracts/calendars";
import { SOURCES, type Source } from "@/lib/domain/source";
import { sayWeek } from "@/lib/format/sla-words";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { CalendarForm } from "./calendar-form";

type Setting = CalendarsWrite["calendars"];
type Calendar = NonNullable<Setting["kace"]>;

/** One calendar of the list: of a system, or of one queue. */
interface Line {
  key: string;
  label: string;
  calendar: Calendar | null;
  /** The setting with another calendar in this place; `null` takes it away. */
  withCalendar: (calendar: Calendar | null) => Setting;
}

/** When each helpdesk works: by these hours the time of its tickets is counted. */
export function CalendarsPanel() {
  const query = useCalendars();
  return (
    <Panel title="Business hours" query={query} size="auto">
      {(result) => <Calendars result={result} />}
    </Panel>
  );
}

function Calendars({ result }: { result: CalendarsResult }) {
  const place = usePlace();
  const saving = useSetCalendars();
  const [edited, setEdited] = useState<string | null>(null);
  const lines = linesOf(result, edited);
  const save = (calendars: Setting, label: string) =>
    saving.mutate(
      { calendars, base: result.updatedAt },
      {
        onSuccess: ({ updatedAt }) => {
          setEdited(null);
          const back = { calendars: result.calendars, base: updatedAt };
          tellDone(`The business hours of ${label} are set`, "Due times follow in a moment.", {
            label: "Undo",
            run: () => saving.mutate(back, { onError: tellFailed }),
          });
        },
      },
    );
  const free = result.queues.filter(({ ref }) => lines.every(({ key }) => key !== ref));
  return (
    <div className="grid gap-3 text-sm">
      <p className="max-w-prose text-ink-soft">
        Where a system tells no due date, it is worked out in these hours, and the time that is left
        is counted in them. Without any, every hour counts, around the clock.
      </p>
      <ul className="grid gap-3">
        {lines.map((line) => (
          <li key={line.key} className="grid gap-2 border-t pt-3">
            <LineHead
              line={line}
              busy={saving.isPending}
              onEdit={() => setEdited(line.key)}
              onRemove={() => save(line.withCalendar(null), line.label)}
            />
            {edited === line.key ? (
              <CalendarForm
                calendar={line.calendar}
                zone={place.zone}
                label={line.label}
                busy={saving.isPending}
                error={saving.error}
                onSave={(calendar) => save(line.withCalendar(calendar), line.label)}
                onCancel={() => setEdited(null)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {free.length === 0 ? null : (
        <Field label="A queue that keeps other hours">
          {(control) => (
            <Select
              {...control}
              value=""
              placeholder="Choose a queue"
              className="max-w-sm"
              onChange={(event) => setEdited(event.target.value)}
              options={free.map(({ ref, source, name }) => ({
                value: ref,
                label: `${name} (${SOURCE_LABELS[source].label})`,
              }))}
            />
          )}
        </Field>
      )}
      <p className="text-xs text-ink-soft">
        {result.updatedAt === null ? (
          "Nobody set any hours."
        ) : (
          <>
            Last set by {result.updatedBy} <RelativeTime iso={result.updatedAt} />
          </>
        )}
      </p>
    </div>
  );
}

function LineHead({
  line: { label, calendar },
  busy,
  onEdit,
  onRemove,
}: {
  line: Line;
  busy: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="font-medium">{label}</span>
      <span className="min-w-0 grow text-ink-soft">
        {calendar === null
          ? "Around the clock"
          : `${sayWeek(calendar.week)} in ${calendar.zone}, ${calendar.holidays.length} holidays`}
      </span>
      <Button onClick={onEdit} aria-label={`Change the hours of ${label}`}>
        Change
      </Button>
      {calendar === null ? null : (
        <Button
          look="quiet"
          busy={busy}
          onClick={onRemove}
          aria-label={`Remove the hours of ${label}`}
        >
          Remove
        </Button>
      )}
    </div>
  );
}

function linesOf({ calendars, queues }: CalendarsResult, edited: string | null): Line[] {
  const ofSource = (source: Source): Line => ({
    key: source,
    label: SOURCE_LABELS[source].label,
    calendar: calendars[source],
    withCalendar: (calendar) => ({ ...calendars, [source]: calendar }),
  });
  const shown = queues.filter(({ ref }) => calendars.queues[ref] !== undefined || ref === edited);
  return [
    ...SOURCES.map(ofSource),
    ...shown.map(({ ref, name, source }): Line => {
      const { [ref]: own, ...others } = calendars.queues;
      return {
        key: ref,
        label: `${name} (${SOURCE_LABELS[source].label})`,
        calendar: own ?? null,
        withCalendar: (calendar) => ({
          ...calendars,
          queues: calendar === null ? others : { ...others, [ref]: calendar },
        }),
      };
    }),
  ];
}
