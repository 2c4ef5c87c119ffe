import { TONE_TEXT } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { ShapeMark } from "@/components/ui/shape-mark";
import type { TicketApprovalRow } from "@/lib/contracts/ticket-acts";
import { decisionsFor, type Decision } from "@/lib/domain/ticket-approval";
import { APPROVAL_DISPLAYS, DECISION_LABELS } from "./rarer-words";
import type { RarerWork } from "./use-rarer-work";

/** What was and is to be decided about a ticket: by whom, how it stands, and what the reader may say of it. */
export function ApprovalsPanel({ rarer }: { rarer: RarerWork }) {
  return (
    <Panel
      title="Approvals"
      query={rarer.approvals}
      size="auto"
      staleOf={({ savedBecause }) => savedBecause && `${savedBecause}. This is what is known.`}
    >
      {({ approvals }) =>
        approvals.length === 0 ? (
          <p className="text-sm text-ink-soft">Nobody is asked about this ticket.</p>
        ) : (
          <ol className="grid gap-3">
            {approvals.map((row) => (
              <Approval key={row.id} row={row} rarer={rarer} />
            ))}
          </ol>
        )
      }
    </Panel>
  );
}

function Approval({ row, rarer }: { row: TicketApprovalRow; rarer: RarerWork }) {
  const { label, tone, shape } = APPROVAL_DISPLAYS[row.state];
  const name = row.title ?? (row.kind === "task" ? "Work" : "Approval");
  const possible = row.decisions.length > 0 ? row.decisions : refusedDecisions(row);
  return (
    <li className="grid gap-1 text-sm">
      <span className="flex flex-wrap items-center gap-x-3">
        <span className="font-medium wrap-anywhere">{name}</span>
        <span className={`inline-flex items-center gap-1.5 text-xs ${TONE_TEXT[tone]}`}>
          <ShapeMark shape={shape} />
          {label}
        </span>
      </span>
      <span className="text-xs text-ink-soft">
        <Who row={row} />
        {row.at === null ? null : (
          <>
            , <RelativeTime iso={row.at} />
          </>
        )}
      </span>
      {row.note === null ? null : (
        <blockquote className="border-s-2 ps-2 text-sm wrap-anywhere whitespace-pre-wrap">
          {row.note}
        </blockquote>
      )}
      {possible.length === 0 ? null : (
        <span className="flex flex-wrap gap-1.5" data-print="hide">
          {possible.map((decision) => (
            <Button
              key={decision}
              look={decision === "reopen" ? "quiet" : "plain"}
              refusedBecause={row.refusal}
              busy={rarer.isSending}
              onClick={() => choose(rarer, row, decision)}
            >
              {DECISION_LABELS[decision]} <span className="sr-only">{name}</span>
            </Button>
          ))}
        </span>
      )}
    </li>
  );
}

/** What could be said if it were the reader's to say; shown refused, with the reason. */
function refusedDecisions(row: TicketApprovalRow): readonly Decision[] {
  return row.refusal === null || row.state !== "pending" ? [] : decisionsFor(row);
}

function Who({ row: { isMine, approverName, decidedBy, state } }: { row: TicketApprovalRow }) {
  const asked = isMine ? "you" : approverName;
  if (state === "pending" || state === "waiting") {
    return asked === null ? "Its system does not say whom it waits for" : `asked: ${asked}`;
  }
  const by = decidedBy ?? asked;
  return by === null ? "Its system does not say by whom" : `by ${by}`;
}

function choose(rarer: RarerWork, row: TicketApprovalRow, decision: Decision): void {
  if (decision === "reject") rarer.open({ kind: "reject", row });
  else rarer.decide(row, decision, null);
}
