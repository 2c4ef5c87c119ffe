import Link from "next/link";
import type { GridColumn } from "@/components/grid/columns";
import { NumberLink } from "@/components/ui/number-link";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { filterRef, teamLinks, type TeamRow } from "@/lib/client/team/team-rows";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { newTicketHref } from "@/lib/client/tickets/ticket-links";
import type { Tone } from "@/lib/format/tones";

const INDENT_REM = 1.25;

type CountName = keyof ReturnType<typeof teamLinks>;

const count = (id: CountName, header: string, unit: string, tone?: Tone): GridColumn<TeamRow> => ({
  id,
  header,
  width: 104,
  align: "end",
  sortField: id,
  cell: (row) => <CountCell row={row} of={id} unit={unit} tone={tone} />,
});

/** What is shown of a person. */
export const TEAM_COLUMNS: readonly GridColumn<TeamRow>[] = [
  {
    id: "name",
    header: "Person",
    width: 260,
    sortField: "name",
    fixed: true,
    grow: true,
    cell: (row) => <NameCell row={row} />,
  },
  {
    id: "department",
    header: "Department",
    width: 150,
    sortField: "department",
    cell: (row) => row.department,
  },
  { id: "manager", header: "Reports to", width: 160, cell: (row) => row.managerName },
  { id: "level", header: "Level", width: 84, align: "end", cell: (row) => row.level },
  count("devices", "Devices", "device"),
  count("openTickets", "Open", "open ticket"),
  count("overdueTickets", "Overdue", "overdue ticket", "bad"),
  count("awaitsApproval", "Approval", "ticket awaiting approval"),
  { id: "newTicket", header: "New ticket", width: 116, cell: (row) => <NewTicketCell row={row} /> },
];

function NewTicketCell({ row }: { row: TeamRow }) {
  const ref = filterRef(row);
  if (ref === null) return null;
  return (
    <Link
      href={newTicketHref({ person: ref })}
      aria-label={`New ticket for ${row.name}`}
      className="text-accent underline-offset-2 hover:underline"
    >
      New ticket
    </Link>
  );
}

function NameCell({ row }: { row: TeamRow }) {
  return (
    <span
      style={{ paddingInlineStart: `${row.depth * INDENT_REM}rem` }}
      className="inline-flex max-w-full items-center gap-1.5"
    >
      {row.depth === 0 ? null : (
        <span aria-hidden className="text-ink-faint">
          └
        </span>
      )}
      <span className="truncate font-medium">{row.name}</span>
      {row.sources.map((source) => (
        <ProvenanceMark key={source} provenance={SOURCE_LABELS[source]} />
      ))}
    </span>
  );
}

interface CountCellProps {
  row: TeamRow;
  of: CountName;
  unit: string;
  tone: Tone | undefined;
}

function CountCell({ row, of, unit, tone }: CountCellProps) {
  const ref = filterRef(row);
  if (row[of] === 0 || ref === null) return <span className="text-ink-faint">{row[of]}</span>;
  return (
    <NumberLink
      count={row[of]}
      href={teamLinks(ref)[of]}
      unit={unit}
      plural={pluralOf(unit)}
      {...(tone === undefined ? {} : { tone })}
    />
  );
}

const pluralOf = (unit: string) =>
  unit === "ticket awaiting approval" ? "tickets awaiting approval" : `${unit}s`;
