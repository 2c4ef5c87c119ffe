"use client";

import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError, Input } from "@/components/ui/field";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { readProblem } from "@/components/ui/read-problem";
import { tellDone } from "@/components/ui/toaster";
import { toAddLinkAct, toLinkTicketAct } from "@/lib/client/tickets/rarer-acts";
import { useTicketLink } from "@/lib/client/tickets/use-ticket-context";
import { useTicketSearch } from "@/lib/client/tickets/use-ticket-parts";
import { LINK_ADDRESS_MAX, LINK_NAME_MAX } from "@/lib/contracts/ticket-act-fields";
import type { TicketDetail, TicketRow } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { TicketStatus } from "./ticket-marks";
import type { RarerWork } from "./use-rarer-work";

/**
 * Links the open ticket: with one of the other system by saying that both are one matter, with one of its own system or
 * with a web page by a link that the system keeps.
 */
export function LinkDialog({ rarer, ticket }: { rarer: RarerWork; ticket: TicketDetail }) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const found = useTicketSearch(q);
  const saying = useTicketLink(ticket.ref, () => undefined);
  const say = (other: TicketRow) =>
    saying.mutate(
      { other: other.ref, say: "linked" },
      {
        onSuccess: () => {
          const run = () => saying.mutate({ other: other.ref, say: "undone" });
          tellDone(`Linked to ${nameOf(other)}`, undefined, { label: "Undo", keys: "z", run });
          rarer.open(null);
        },
      },
    );
  const link = (other: TicketRow) =>
    other.source === ticket.source ? rarer.act(toLinkTicketAct(ticket, other)) : say(other);
  const rows = q === "" ? [] : (found.data?.rows ?? []).filter(({ ref }) => ref !== ticket.ref);
  const problem = rarer.error ?? saying.error ?? found.error;
  const busy = rarer.isSending || saying.isPending;
  const { link: own } = ticket.permissions;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : rarer.open(null))}
      title={`Link ${nameOf(ticket)}`}
      description={ticket.title}
    >
      <div className="grid gap-4">
        <div className="grid gap-2">
          <Field label="Another ticket" hint="Number, title or person">
            {(control) => (
              <Input
                {...control}
                type="search"
                autoComplete="off"
                autoFocus
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            )}
          </Field>
          <p role="status" className="text-xs text-ink-soft">
            {q !== "" && found.data !== undefined && rows.length === 0
              ? "No other ticket matches."
              : ""}
          </p>
          <ul aria-label="Found tickets" className="grid gap-2">
            {rows.map((row) => (
              <Found
                key={row.ref}
                row={row}
                busy={busy}
                refusedBecause={row.source === ticket.source && !own.allowed ? own.reason : null}
                onLink={() => link(row)}
              />
            ))}
          </ul>
        </div>
        {own.allowed ? <PageLink rarer={rarer} ticket={ticket} /> : null}
        <FieldError>{problem === null ? null : readProblem(problem).title}</FieldError>
      </div>
    </Dialog>
  );
}

function Found({
  row,
  busy,
  refusedBecause,
  onLink,
}: {
  row: TicketRow;
  busy: boolean;
  refusedBecause: string | null;
  onLink: () => void;
}) {
  return (
    <li className="flex items-center gap-3">
      <span className="grid min-w-0 grow">
        <span className="truncate text-sm">{row.title}</span>
        <span className="flex flex-wrap items-center gap-x-3 text-xs text-ink-soft">
          <span className="inline-flex items-center gap-1 figures">
            <ProvenanceMark provenance={SOURCE_LABELS[row.source]} />
            {row.number}
          </span>
          <TicketStatus row={row} plain />
        </span>
      </span>
      <Button busy={busy} refusedBecause={refusedBecause} onClick={onLink}>
        Link <span className="sr-only">to {nameOf(row)}</span>
      </Button>
    </li>
  );
}

/** A web page under a name. */
function PageLink({ rarer, ticket }: { rarer: RarerWork; ticket: TicketDetail }) {
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const refused =
    name.trim() === ""
      ? "Give it a name first."
      : /^https?:\/\/\S+$/.test(address.trim())
        ? null
        : "Give it an address that begins with https:// first.";
  return (
    <form
      aria-label="A web page"
      className="grid gap-2 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (refused !== null || rarer.isSending) return;
        rarer.act(toAddLinkAct(ticket, { name: name.trim(), address: address.trim() }));
      }}
    >
      <h3 className="text-sm font-semibold">Or a web page</h3>
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            maxLength={LINK_NAME_MAX}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Field label="Address">
        {(control) => (
          <Input
            {...control}
            type="url"
            placeholder="https://"
            maxLength={LINK_ADDRESS_MAX}
            value={address}
            onChange={({ target }) => setAddress(target.value)}
          />
        )}
      </Field>
      <Button
        type="submit"
        className="justify-self-end"
        busy={rarer.isSending}
        refusedBecause={refused}
      >
        Link the page
      </Button>
    </form>
  );
}

const nameOf = ({ source, number }: Pick<TicketRow, "source" | "number">) =>
  `${SOURCE_LABELS[source].label} ${number}`;
