"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError, Select } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { toPatternAct } from "@/lib/client/tickets/rarer-acts";
import { useTicketOptions } from "@/lib/client/tickets/use-ticket-parts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { RarerWork } from "./use-rarer-work";

/** Gives a ticket another template of its queue, with what tickets of that one begin with. */
export function PatternDialog({ rarer, ticket }: { rarer: RarerWork; ticket: TicketDetail }) {
  const [patternId, setPatternId] = useState("");
  const options = useTicketOptions(ticket.ref, { pattern: patternId });
  const { label } = SOURCE_LABELS[ticket.source];
  const patterns = options.data?.patterns ?? [];
  const begins = patternId === "" ? [] : (options.data?.begins ?? []);
  const problem = rarer.error ?? options.error;
  const isEmpty = options.data !== undefined && patterns.length === 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : rarer.open(null))}
      title="Change the template"
      description={`${label} ${ticket.number}: which fields it has and shows follows from its template.`}
      actions={
        <>
          <Button look="quiet" onClick={() => rarer.open(null)}>
            Leave
          </Button>
          <Button
            look="primary"
            busy={rarer.isSending}
            refusedBecause={patternId === "" ? "Choose a template first." : null}
            onClick={() => rarer.act(toPatternAct(ticket, patternId))}
          >
            Change the template
          </Button>
        </>
      }
    >
      <div className="grid gap-3" aria-busy={options.isFetching}>
        <Field
          label="Template"
          {...(isEmpty ? { hint: "Its queue has no templates that you may use." } : {})}
        >
          {(control) => (
            <Select
              {...control}
              placeholder="Choose"
              options={patterns.map(({ id, label: name }) => ({ value: id, label: name }))}
              value={patternId}
              onChange={({ target }) => setPatternId(target.value)}
            />
          )}
        </Field>
        {begins.length === 0 ? null : (
          <section className="grid gap-1.5">
            <h3 className="text-sm font-semibold">New tickets of it begin with</h3>
            <DefinitionList items={begins.map((one) => ({ label: one.label, value: one.value }))} />
          </section>
        )}
        <FieldError>{problem === null ? null : readProblem(problem).title}</FieldError>
      </div>
    </Dialog>
  );
}
