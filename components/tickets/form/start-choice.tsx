"use client";

import { Field, Select } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { useTicketTemplates } from "@/lib/client/tickets/new-ticket/use-new-ticket";
import type { NewTicketStarts } from "@/lib/contracts/ticket-form";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** What a new ticket begins as, as far as it is chosen. */
export interface StartWish {
  source: string;
  kind: string;
  template: string;
}

const UNITS = { queue: "Queue", "record type": "Record type" } as const;

/** Where the ticket is made, as what, and from which template: each choice leads to the next. */
export function StartChoice({
  starts: { systems },
  wish,
  onChange,
}: {
  starts: NewTicketStarts;
  wish: StartWish;
  onChange: (wish: StartWish) => void;
}) {
  const system = systems.find(({ source }) => source === wish.source);
  const kind = system?.kinds.find(({ id }) => id === wish.kind);
  const templates = useTicketTemplates(
    system === undefined || kind === undefined ? null : { source: system.source, kind: kind.id },
  );
  const known = templates.data?.templates ?? [];
  const refused = systems.filter(({ permission }) => !permission.allowed);
  return (
    <div className="grid gap-3">
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Field label="System">
          {(control) => (
            <Select
              {...control}
              placeholder="Choose"
              options={systems
                .filter(({ permission }) => permission.allowed)
                .map(({ source }) => ({ value: source, label: SOURCE_LABELS[source].label }))}
              value={system?.permission.allowed ? system.source : ""}
              onChange={(event) => onChange({ source: event.target.value, kind: "", template: "" })}
            />
          )}
        </Field>
        <Field label={system === undefined ? "Queue or record type" : UNITS[system.unit]}>
          {(control) => (
            <Select
              {...control}
              placeholder="Choose"
              disabled={system === undefined}
              options={(system?.kinds ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={kind?.id ?? ""}
              onChange={(event) => onChange({ ...wish, kind: event.target.value, template: "" })}
            />
          )}
        </Field>
        <Field
          label="Template"
          {...(templates.error ? { hint: `${readProblem(templates.error).title}` } : {})}
        >
          {(control) => (
            <Select
              {...control}
              placeholder={kind !== undefined && templates.isPending ? "Loading" : "None"}
              disabled={kind === undefined}
              options={known.map(({ id, name }) => ({ value: id, label: name }))}
              value={known.some(({ id }) => id === wish.template) ? wish.template : ""}
              onChange={(event) => onChange({ ...wish, template: event.target.value })}
            />
          )}
        </Field>
      </div>
      {refused.map(({ source, permission }) => (
        <p key={source} className="text-xs text-ink-soft">
          Not in {SOURCE_LABELS[source].label}: {permission.reason}
        </p>
      ))}
    </div>
  );
}
