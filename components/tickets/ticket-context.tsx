"use client";

import { useState } from "react";
import { FailedFace, Panel } from "@/components/ui/panel";
import { readProblem } from "@/components/ui/read-problem";
import { SkeletonLines } from "@/components/ui/skeleton";
import { wordHref } from "@/lib/client/tickets/ticket-links";
import { useTicketContext } from "@/lib/client/tickets/use-ticket-context";
import type { TicketContext, TicketContextResult } from "@/lib/contracts/ticket-context";
import { findStaleness } from "@/lib/format/source-labels";
import { ContextCi } from "./context/context-ci";
import { ContextDevices, ContextDeviceSection } from "./context/context-device";
import { ContextSection, TextLink } from "./context/context-parts";
import { ContextRequester, ContextTickets } from "./context/context-person";
import type { DeviceRunsSlot } from "./context/device-runs-slot";
import { LinkedTickets } from "./context/linked-tickets";
import type { Evidence } from "./context/use-evidence";

/** What stands around a ticket, as a panel of its page. Its links have a panel of their own there. */
export function TicketContextPanel({
  ticketRef,
  evidence,
  runs,
}: {
  ticketRef: string;
  evidence: Evidence;
  runs?: DeviceRunsSlot | undefined;
}) {
  const query = useTicketContext(ticketRef);
  return (
    <Panel title="Around it" query={query} size="lg" staleOf={stalenessOf}>
      {({ context }) => (
        <ContextBody context={context} evidence={evidence} withLinks={false} runs={runs} />
      )}
    </Panel>
  );
}

/** The same, folded: it is read when somebody opens it, since whoever walks a list opens few. */
export function FoldedTicketContext({
  ticketRef,
  evidence,
}: {
  ticketRef: string;
  evidence: Evidence;
}) {
  const [isOpen, setOpen] = useState(false);
  const query = useTicketContext(ticketRef, { enabled: isOpen });
  return (
    <details
      className="border-t pt-3"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      open={isOpen}
    >
      <summary className="min-h-6 cursor-pointer text-sm font-semibold">Around it</summary>
      <div className="pt-3" aria-busy={isOpen && query.data === undefined && query.error === null}>
        {query.data === undefined ? (
          <Unread error={query.error} retry={query.refetch} busy={query.isFetching} />
        ) : (
          <>
            {query.error === null ? null : (
              <p className="pb-2 text-xs text-warn">
                Showing the last answer. {readProblem(query.error).title}
              </p>
            )}
            <ContextBody context={query.data.context} evidence={evidence} withLinks />
          </>
        )}
      </div>
    </details>
  );
}

function Unread({
  error,
  retry,
  busy,
}: {
  error: Error | null;
  retry: () => unknown;
  busy: boolean;
}) {
  return error ? (
    <FailedFace error={error} retry={retry} busy={busy} />
  ) : (
    <SkeletonLines lines={8} />
  );
}

/** Why what is shown may be old, in one sentence. */
function stalenessOf({ sources }: TicketContextResult): string | null {
  const old = findStaleness(sources);
  return old.length === 0
    ? null
    : `Saved data: ${old.map(({ label, reason }) => `${label}: ${reason}`).join("; ")}`;
}

function ContextBody({
  context,
  evidence,
  withLinks,
  runs,
}: {
  context: TicketContext;
  evidence: Evidence;
  withLinks: boolean;
  runs?: DeviceRunsSlot | undefined;
}) {
  return (
    <div className="grid min-w-0 gap-3">
      {runs?.list}
      {withLinks ? <LinkedTickets context={context} /> : null}
      <div className="grid min-w-0 gap-3">
        <ContextRequester requester={context.requester} />
        <ContextDeviceSection context={context} evidence={evidence} runs={runs} />
        <ContextDevices context={context} evidence={evidence} runs={runs} />
        <ContextTickets context={context} />
        <ContextCi ci={context.ci} />
        {context.searchWords.length === 0 ? null : (
          <ContextSection title="Search with its words">
            <p className="flex flex-wrap gap-x-3">
              {context.searchWords.map((word) => (
                <TextLink key={word} href={wordHref(word)}>
                  {word}
                </TextLink>
              ))}
            </p>
          </ContextSection>
        )}
      </div>
    </div>
  );
}
