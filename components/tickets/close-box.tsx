"use client";

import { useState } from "react";
import { AFTER_CLOSE, type AfterClose } from "@/components/ui/preference-values";
import { usePreferences } from "@/components/ui/preferences";
import { Button } from "@/components/ui/button";
import { Field, Select, Textarea } from "@/components/ui/field";
import { keepSolution, keptSolution } from "@/lib/client/tickets/kept-solutions";
import { toCloseAct, type TicketAct } from "@/lib/client/tickets/ticket-acts";
import { COMMENT_CHARACTERS_MAX } from "@/lib/contracts/ticket-fields";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { whyNotSendable } from "@/lib/domain/sendable-text";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { closingStatuses } from "./act-choices";

const AFTER_LABELS = {
  stay: "Stay with this ticket",
  next: "Go to the next one",
  list: "Go back to the list",
} as const satisfies Record<AfterClose, string>;

/** Closes a ticket: what solved it, by which status where there are several, and where to go then. */
export function CloseBox({
  ticket,
  onClose,
}: {
  ticket: TicketDetail;
  onClose: (act: TicketAct) => void;
}) {
  const { afterClose, set } = usePreferences();
  const statuses = closingStatuses(ticket);
  const { label: system } = SOURCE_LABELS[ticket.source];
  const own = ticket.closesByItself ? [{ value: "", label: `${system}’s own` }] : [];
  const options = [...own, ...statuses.map(({ id, label }) => ({ value: id, label }))];
  const [statusId, setStatusId] = useState(options[0]?.value ?? "");
  const [solution, setSolution] = useState(() => keptSolution(ticket.ref));
  const close = () => {
    const status = statuses.find(({ id }) => id === statusId) ?? null;
    onClose(toCloseAct(ticket, { status, solution: solution.trim() === "" ? null : solution }));
  };
  const refused = whyNotClosable(options.length, solution);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (refused === null) close();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (refused === null) close();
      }}
    >
      <Field label="Solution" hint="If you write one, the requester can read it.">
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            rows={3}
            maxLength={COMMENT_CHARACTERS_MAX}
            value={solution}
            onChange={(event) => {
              setSolution(event.target.value);
              keepSolution(ticket.ref, event.target.value);
            }}
          />
        )}
      </Field>
      {options.length < 2 ? null : (
        <Field label="Closing status">
          {(control) => (
            <Select
              {...control}
              options={options}
              value={statusId}
              onChange={(event) => setStatusId(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label="Then">
        {(control) => (
          <Select
            {...control}
            options={AFTER_CLOSE.map((value) => ({ value, label: AFTER_LABELS[value] }))}
            value={afterClose}
            onChange={({ target }) => {
              const chosen = AFTER_CLOSE.find((one) => one === target.value);
              if (chosen !== undefined) set("afterClose", chosen);
            }}
          />
        )}
      </Field>
      <Button type="submit" look="primary" className="justify-self-end" refusedBecause={refused}>
        Close the ticket
      </Button>
    </form>
  );
}

function whyNotClosable(statuses: number, solution: string): string | null {
  if (statuses === 0) return "The system has not told which statuses close a ticket here.";
  const fault = solution.trim() === "" ? null : whyNotSendable(solution);
  return fault === null ? null : `The solution ${fault}.`;
}
