"use client";

import { Link2, Link2Off } from "lucide-react";
import { useRef } from "react";
import { TONE_TEXT } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { ShapeMark } from "@/components/ui/shape-mark";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { askForSignIn, requestFor } from "@/lib/client/account/sign-in-requests";
import { useTicketLink, type Said } from "@/lib/client/tickets/use-ticket-context";
import type { LinkWriteState } from "@/lib/contracts/ticket-context-fields";
import type { TicketContext, TicketLink, TicketTwin } from "@/lib/contracts/ticket-context";
import { likenessWords } from "@/lib/domain/ticket-likeness";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Display } from "@/lib/format/tones";
import { ContextSection, TicketLine } from "./context-parts";

/** Tickets of the other system that are the same matter, and those that may be; with what can be said of them. */
export function LinkedTickets({ context }: { context: TicketContext }) {
  const { links, twins } = context;
  const head = useRef<HTMLDivElement>(null);
  const act = useTicketLink(context.ref, (error) => {
    if (requestFor(error) === null) tellFailed(error);
  });
  const busyWith = act.isPending ? act.variables.other : null;
  function say(said: Said): void {
    act.mutate(said, {
      onSuccess: (after) => {
        tell(after.context, said, (word) => say({ other: said.other, say: word }));
        // The button that was pressed is gone; whoever pressed it stays where they were.
        head.current?.focus();
      },
    });
  }
  const linked = links.filter(({ verdict }) => verdict === "linked");
  const different = links.filter(({ verdict }) => verdict === "different");
  const isEmpty = links.length === 0 && twins.length === 0;
  return (
    <div
      ref={head}
      tabIndex={-1}
      className={isEmpty ? "sr-only" : "grid min-w-0 gap-3 border-b pb-3"}
    >
      {linked.length === 0 ? null : (
        <ContextSection title="Same matter">
          <ul className="grid gap-3">
            {linked.map((link) => (
              <Linked key={link.ticket.ref} link={link} busyWith={busyWith} say={say} />
            ))}
          </ul>
        </ContextSection>
      )}
      {twins.length === 0 ? null : (
        <ContextSection title="Perhaps the same matter">
          <ul className="grid gap-3">
            {twins.map((twin) => (
              <Twin key={twin.ticket.ref} twin={twin} busyWith={busyWith} say={say} />
            ))}
          </ul>
        </ContextSection>
      )}
      {different.length === 0 ? null : (
        <Different links={different} busyWith={busyWith} say={say} />
      )}
    </div>
  );
}

type Say = (said: Said) => void;
interface LineProps {
  /** The ticket of which something is being said right now. */
  busyWith: string | null;
  say: Say;
}

function Twin({ twin, busyWith, say }: LineProps & { twin: TicketTwin }) {
  const { ticket, refusal } = twin;
  const busy = busyWith === ticket.ref;
  return (
    <li className="grid gap-1">
      <TicketLine ticket={ticket}>
        <p className="text-xs text-ink-soft">
          {likenessWords(twin)}
          {twin.words.length === 0 ? null : `: ${twin.words.join(", ")}`}
        </p>
      </TicketLine>
      <div className="flex flex-wrap gap-1.5" data-print="hide">
        <Button
          busy={busy}
          refusedBecause={refusal}
          title="Leaves a word on both tickets that only staff read"
          onClick={() => say({ other: ticket.ref, say: "linked" })}
        >
          <Link2 size={14} aria-hidden />
          Link <span className="sr-only">to {nameOf(ticket)}</span>
        </Button>
        <Button
          look="quiet"
          busy={busy}
          refusedBecause={refusal}
          onClick={() => say({ other: ticket.ref, say: "different" })}
        >
          Not the same <span className="sr-only">as {nameOf(ticket)}</span>
        </Button>
      </div>
    </li>
  );
}

function Linked({ link, busyWith, say }: LineProps & { link: TicketLink }) {
  const { ticket, written, refusal } = link;
  const busy = busyWith === ticket.ref;
  const isOpen = written.some(({ state }) => state !== "done" && state !== "writing");
  const signIns = written.filter(({ state }) => state === "signIn");
  return (
    <li className="grid gap-1">
      <TicketLine ticket={ticket}>
        <p className="text-xs text-ink-soft">
          linked by {link.saidBy}, <RelativeTime iso={link.saidAt} />
        </p>
      </TicketLine>
      {written.length === 0 ? null : (
        <ul className="grid gap-0.5 text-xs">
          {written.map(({ source, state, words }) => (
            <li key={source} className={TONE_TEXT[WRITE_DISPLAYS[state].tone]}>
              <span className="inline-flex items-center gap-1.5">
                <ShapeMark shape={WRITE_DISPLAYS[state].shape} />
                {SOURCE_LABELS[source].label}: {WRITE_DISPLAYS[state].label}
              </span>
              {words === null ? null : <span className="block ps-4 wrap-anywhere">{words}</span>}
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-1.5" data-print="hide">
        {isOpen ? (
          <Button busy={busy} onClick={() => say({ other: ticket.ref, say: "linked" })}>
            Try again <span className="sr-only">with {nameOf(ticket)}</span>
          </Button>
        ) : null}
        {signIns.map(({ source }) => (
          <Button key={source} onClick={() => askForSignIn(source)}>
            Sign in to {SOURCE_LABELS[source].label}
          </Button>
        ))}
        <Button
          look="quiet"
          busy={busy}
          refusedBecause={refusal}
          title="Both systems keep what was written"
          onClick={() => say({ other: ticket.ref, say: "undone" })}
        >
          <Link2Off size={14} aria-hidden />
          Take it back <span className="sr-only">from {nameOf(ticket)}</span>
        </Button>
      </div>
    </li>
  );
}

function Different({ links, busyWith, say }: LineProps & { links: readonly TicketLink[] }) {
  return (
    <details className="text-sm" data-print="hide">
      <summary className="min-h-6 cursor-pointer text-xs text-ink-soft">
        {links.length === 1 ? "1 ticket is" : `${links.length} tickets are`} said to be another
        matter
      </summary>
      <ul className="grid gap-3 pt-2">
        {links.map(({ ticket, saidBy, saidAt, refusal }) => (
          <li key={ticket.ref} className="grid gap-1">
            <TicketLine ticket={ticket}>
              <p className="text-xs text-ink-soft">
                said by {saidBy}, <RelativeTime iso={saidAt} />
              </p>
            </TicketLine>
            <p>
              <Button
                look="quiet"
                className="-ms-3"
                busy={busyWith === ticket.ref}
                refusedBecause={refusal}
                onClick={() => say({ other: ticket.ref, say: "undone" })}
              >
                Take it back <span className="sr-only">for {nameOf(ticket)}</span>
              </Button>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

const nameOf = ({ source, number }: TicketLink["ticket"]) =>
  `${SOURCE_LABELS[source].label} ${number}`;

const WRITE_DISPLAYS = {
  writing: { label: "being written", tone: "info", shape: "half" },
  done: { label: "written", tone: "good", shape: "check" },
  refused: { label: "refused", tone: "bad", shape: "cross" },
  failed: { label: "not written", tone: "bad", shape: "cross" },
  unknown: { label: "not certain", tone: "warn", shape: "triangle" },
  signIn: { label: "not written", tone: "warn", shape: "ring" },
} as const satisfies Record<LinkWriteState, Display>;

/** Says what came of it, and offers the way back. */
function tell(context: TicketContext, { other, say }: Said, back: (say: "undone") => void): void {
  const undo = { label: "Undo", run: () => back("undone") };
  if (say === "different") return tellDone("Kept apart", "It is not offered here again.", undo);
  if (say === "undone") return tellDone("Taken back", "Both systems keep what was written.");
  const link = context.links.find(({ ticket }) => ticket.ref === other);
  const missing = (link?.written ?? []).filter(({ state }) => state !== "done");
  const note =
    missing.length === 0
      ? "Both systems have it."
      : `Not yet written: ${missing.map(({ source }) => SOURCE_LABELS[source].label).join(", ")}.`;
  tellDone("Linked", note, undo);
}
