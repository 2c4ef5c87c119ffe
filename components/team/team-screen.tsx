"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { DataGrid } from "@/components/grid/data-grid";
import { FilterBar } from "@/components/grid/filter-bar";
import { useUrlState } from "@/components/grid/use-url-state";
import { useStaticRows } from "@/components/grid/use-windowed-rows";
import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { StatLink } from "@/components/ui/number-link";
import { Panel } from "@/components/ui/panel";
import { usePreferences } from "@/components/ui/preferences";
import { Screen } from "@/components/ui/screen";
import {
  TEAM_SORT_FIELDS,
  filterRef,
  filterRows,
  sortRows,
  teamLinks,
  toTree,
} from "@/lib/client/team/team-rows";
import { useTeam } from "@/lib/client/team/use-team";
import type { TeamResult } from "@/lib/contracts/metrics";
import { toFreshness } from "@/lib/format/source-labels";
import { TEAM_COLUMNS } from "./team-columns";

const NO_FACETS: readonly string[] = [];
const NO_TEAM =
  "Nobody reports to you. Sightline reads who reports to whom from the manager field of a KACE user and the manager of a SysAid user; whoever administers them can enter it there.";

/** A manager's people over both systems: their devices, what is open, late and awaiting approval. */
export function TeamScreen() {
  const team = useTeam();
  return (
    <Screen
      title="Team"
      layout="fill"
      foot={team.data ? <FreshnessFoot items={toFreshness(team.data.sources)} /> : undefined}
    >
      <Panel
        title="My people"
        query={team}
        flush
        size="auto"
        className="min-h-0 grow *:last:min-h-0"
        emptyOf={({ members }) => (members.length > 0 ? null : { why: NO_TEAM })}
      >
        {(value) => <TeamBody team={value} />}
      </Panel>
    </Screen>
  );
}

function TeamBody({ team }: { team: TeamResult }) {
  return (
    <div className="flex min-h-0 grow flex-col gap-3 p-3">
      <TeamTotals totals={team.totals} />
      <TeamGrid team={team} />
    </div>
  );
}

function TeamTotals({ totals }: { totals: TeamResult["totals"] }) {
  const links = teamLinks(null);
  return (
    <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      <StatLink
        label="Devices"
        count={totals.devices}
        unit="device"
        href={links.devices}
        note={`of ${totals.people} ${totals.people === 1 ? "person" : "people"}`}
      />
      <StatLink
        label="Open tickets"
        count={totals.openTickets}
        unit="ticket"
        href={links.openTickets}
        note="assigned to or asked for by them"
      />
      <StatLink
        label="Overdue"
        count={totals.overdueTickets}
        unit="ticket"
        href={links.overdueTickets}
        note="past their due date"
        tone="bad"
      />
      <StatLink
        label="Awaiting approval"
        count={totals.awaitsApproval}
        unit="ticket"
        href={links.awaitsApproval}
        note="open"
      />
    </div>
  );
}

function TeamGrid({ team }: { team: TeamResult }) {
  const router = useRouter();
  const { density } = usePreferences();
  const state = useUrlState({ columns: TEAM_COLUMNS, facets: NO_FACETS, defaultSort: null });
  const { text, sort } = state;
  const tree = useMemo(() => toTree(team.members), [team.members]);
  const shown = useMemo(() => {
    const filtered = filterRows(tree, text);
    const field = TEAM_SORT_FIELDS.find((one) => one === sort?.field);
    return sort && field ? sortRows(filtered, field, sort.descending) : filtered;
  }, [tree, text, sort]);
  const rows = useStaticRows(shown, personIdOf);
  const open = (id: string) => {
    const member = team.members.find((one) => one.personId === id);
    const ref = member ? filterRef(member) : null;
    if (ref !== null) router.push(teamLinks(ref).openTickets);
  };
  return (
    <>
      <FilterBar
        facets={[]}
        values={{}}
        onChange={ignore}
        text={text}
        onTextChange={state.setText}
        onClear={state.clear}
        placeholder="Filter by name, department or manager"
      />
      <DataGrid
        label="My people"
        columns={TEAM_COLUMNS}
        rows={rows}
        unit="person"
        sort={sort}
        onSortChange={state.setSort}
        activeId={state.openId}
        onActiveChange={state.setOpenId}
        onOpen={open}
        density={state.density ?? density}
        columnState={state.columnState}
        onColumnStateChange={state.setColumnState}
        empty={{ why: "Nobody of your people has this in name, department or manager." }}
        className="min-h-48 border"
      />
    </>
  );
}

const personIdOf = (row: { personId: string }) => row.personId;
const ignore = () => undefined;
