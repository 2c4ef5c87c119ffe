"use client";

import type { ReactNode } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { ProgressBar } from "@/components/ui/progress-bar";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { SkeletonLines } from "@/components/ui/skeleton";
import { tellFailed } from "@/components/ui/toaster";
import { useTestConnection, type useConnections } from "@/lib/client/connections/use-connections";
import type { ConnectionStatus } from "@/lib/contracts/connections";
import type { Source } from "@/lib/domain/source";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { BudgetPart } from "./budget-part";
import { ConnectionFacts } from "./connection-facts";
import { OUTCOME_DISPLAYS, STATE_DISPLAYS } from "./displays";
import { ListTable } from "./list-table";
import { RightsList } from "./rights-list";

/** Everything about one system's connection, with the button that tests it. */
export function SystemPanel({
  source,
  connections,
}: {
  source: Source;
  connections: ReturnType<typeof useConnections>;
}) {
  const { label } = SOURCE_LABELS[source];
  const status = connections.data?.connections.find((one) => one.source === source);
  const query = { ...connections, data: status };
  return (
    <Panel
      title={label}
      query={query}
      size="auto"
      skeleton={<SkeletonLines lines={16} />}
      actions={status?.configured ? <TestButton status={status} /> : undefined}
      emptyOf={({ configured }) =>
        configured
          ? null
          : {
              why: `${label} is not connected to this server: ${source.toUpperCase()}_URL is not set. docs/operating.md tells which settings it needs.`,
            }
      }
      staleOf={({ state }) =>
        state.state === "fresh" ? null : `Saved data of ${label} is shown: ${state.reason}.`
      }
    >
      {(value) => <SystemBody status={value} />}
    </Panel>
  );
}

function TestButton({ status }: { status: ConnectionStatus }) {
  const run = useTestConnection();
  const { label } = SOURCE_LABELS[status.source];
  return (
    <Button
      busy={run.isPending || status.testing !== null}
      aria-label={`Test connection to ${label}`}
      onClick={() => run.mutate(status.source, { onError: tellFailed })}
    >
      Test connection
    </Button>
  );
}

function SystemBody({ status }: { status: ConnectionStatus }) {
  const { test, index } = status;
  return (
    <div className="grid min-w-0 gap-5">
      <TestLine status={status} />
      <ConnectionFacts status={status} />
      {status.budget === null ? null : (
        <Part title="Requests of this server">
          <BudgetPart budget={status.budget} />
        </Part>
      )}
      <Part title="What the service account may read">
        {test === null ? (
          <p className="text-ink-soft">Not known yet. A test of the connection finds it out.</p>
        ) : (
          <RightsList rights={test.rights} />
        )}
      </Part>
      <Part title="Lists and when they were read">
        <ListTable lists={status.lists} label={SOURCE_LABELS[status.source].label} />
      </Part>
      <Part title="In the index">
        {index.length === 0 ? (
          <p className="text-ink-soft">Nothing of it yet.</p>
        ) : (
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {index.map(({ label, count }) => (
              <li key={label}>
                <span className="font-medium figures">{formatCount(count, DISPLAY_LOCALE)}</span>{" "}
                <span className="text-ink-soft">{label}</span>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </div>
  );
}

/** Where the system stands now, and what the latest test came to. */
function TestLine({ status }: { status: ConnectionStatus }) {
  const { source, state, test, testing } = status;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ProvenanceMark provenance={SOURCE_LABELS[source]} />
        <StatusBadge display={STATE_DISPLAYS[state.state]} />
        <span className="text-ink-soft">
          {test === null ? "Never tested" : "Tested "}
          {test === null ? null : (
            <>
              <RelativeTime iso={test.at} /> by {test.by}
            </>
          )}
        </span>
        <span
          role="status"
          aria-live="polite"
          aria-label={`Test of ${SOURCE_LABELS[source].label}`}
        >
          {testing !== null ? (
            "Testing"
          ) : test === null ? null : (
            <StatusBadge display={OUTCOME_DISPLAYS[test.outcome]} />
          )}
        </span>
      </div>
      {testing === null ? null : (
        <ProgressBar label="Looking, one question at a time" {...testing} />
      )}
      {test?.failure ? (
        <p className="rounded-sm bg-bad-soft px-2.5 py-1.5 text-bad">{test.failure}</p>
      ) : null}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 gap-1.5 text-sm">
      <h3 className="text-xs font-medium text-ink-faint">{title}</h3>
      {children}
    </section>
  );
}
