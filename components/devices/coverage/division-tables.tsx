"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { createParser, parseAsStringLiteral, useQueryStates } from "nuqs";
import { classNames } from "@/components/ui/class-names";
import { NumberLink } from "@/components/ui/number-link";
import { Tabs } from "@/components/ui/tabs";
import { coverageHref } from "@/lib/client/devices/coverage/coverage-links";
import { COVERAGE_DIVISIONS, type CoverageDivision } from "@/lib/contracts/coverage-filter";
import type { CoverageResult, CoverageRow } from "@/lib/contracts/coverage";
import { DEVICE_KINDS } from "@/lib/domain/device";
import { DRIFT_DISPLAYS, DRIFT_MEANINGS } from "@/lib/format/device-states";
import { DEVICE_KIND_LABELS } from "@/lib/format/displays";
import { ShareBar } from "./share-bar";
import {
  DEFAULT_ORDER,
  nextOrder,
  parseOrder,
  sortRows,
  spellOrder,
  type ShareOrder,
  type ShareSort,
} from "./sort-rows";
import { STANDINGS } from "./standings";

const DIVISION_LABELS = {
  site: "Site",
  kind: "Type",
  department: "Department",
} as const satisfies Record<CoverageDivision, string>;

const STATES = ["staleInKace", "staleInSysaid", "ghost", "zombie", "unmanaged"] as const;

const order = createParser({
  parse: parseOrder,
  serialize: spellOrder,
  eq: (a, b) => spellOrder(a) === spellOrder(b),
}).withDefault(DEFAULT_ORDER);
const ADDRESS = {
  by: parseAsStringLiteral(COVERAGE_DIVISIONS).withDefault("site"),
  sort: order,
};

/** Shares and drift by site, type or department. Each number opens the devices that it counts. */
export function DivisionTables({ divisions }: { divisions: CoverageResult["divisions"] }) {
  const [{ by, sort }, setAddress] = useQueryStates(ADDRESS);
  return (
    <Tabs
      label="Divide by"
      value={by}
      onValueChange={(id) => {
        const division = COVERAGE_DIVISIONS.find((one) => one === id);
        if (division !== undefined) void setAddress({ by: division });
      }}
      items={COVERAGE_DIVISIONS.map((division) => ({
        id: division,
        label: DIVISION_LABELS[division],
        count: divisions[division].length,
        content: (
          <ShareTable
            division={division}
            rows={divisions[division]}
            order={sort}
            onOrderChange={(next) => void setAddress({ sort: next })}
          />
        ),
      }))}
    />
  );
}

interface ShareTableProps {
  division: CoverageDivision;
  rows: readonly CoverageRow[];
  order: ShareOrder;
  onOrderChange: (order: ShareOrder) => void;
}

const HEADS: readonly { field: ShareSort; label: string; meaning?: string }[] = [
  { field: "total", label: "Devices" },
  ...STANDINGS.map(({ key, label }) => ({ field: key, label })),
  ...STATES.map((state) => ({
    field: state,
    label: DRIFT_DISPLAYS[state].label,
    meaning: DRIFT_MEANINGS[state],
  })),
];

function ShareTable({ division, rows, order: now, onOrderChange }: ShareTableProps) {
  const labelled = rows.map((row) => ({ ...row, label: labelOf(division, row.value) }));
  const head = (field: ShareSort, label: string, meaning?: string) => (
    <SortHead
      key={field}
      label={label}
      meaning={meaning}
      isNumber={field !== "name"}
      direction={now.field === field ? (now.descending ? "descending" : "ascending") : undefined}
      onSort={() => onOrderChange(nextOrder(now, field))}
    />
  );
  const caption = `Devices by ${DIVISION_LABELS[division].toLowerCase()}`;
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="border-b">
          <tr>
            {head("name", DIVISION_LABELS[division])}
            <th scope="col" className="px-2 py-1.5 text-start text-xs font-medium text-ink-soft">
              <span className="sr-only">Shares as a bar</span>
            </th>
            {HEADS.map(({ field, label, meaning }) => head(field, label, meaning))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {sortRows(labelled, now).map((row) => (
            <ShareRow key={row.value} division={division} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function labelOf(division: CoverageDivision, value: string): string {
  if (value === "none") return "Not told";
  const kind = division === "kind" ? DEVICE_KINDS.find((one) => one === value) : undefined;
  return kind === undefined ? value : DEVICE_KIND_LABELS[kind];
}

function SortHead({
  label,
  meaning,
  isNumber,
  direction,
  onSort,
}: {
  label: string;
  meaning?: string | undefined;
  isNumber: boolean;
  direction: "ascending" | "descending" | undefined;
  onSort: () => void;
}) {
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={direction ?? "none"}
      title={meaning}
      className={classNames("p-0 text-xs font-medium", isNumber ? "text-end" : "text-start")}
    >
      <button
        type="button"
        onClick={onSort}
        className={classNames(
          "inline-flex min-h-8 items-center gap-1 px-2 -outline-offset-2 hover:text-ink",
          isNumber ? "flex-row-reverse" : "ps-4",
          direction === undefined ? "text-ink-soft" : "text-ink",
        )}
      >
        {label}
        <Arrow
          size={12}
          aria-hidden
          className={direction === undefined ? "invisible" : undefined}
        />
      </button>
    </th>
  );
}

const NUMBER = "px-2 py-1 text-end whitespace-nowrap";

function ShareRow({
  division,
  row,
}: {
  division: CoverageDivision;
  row: CoverageRow & { label: string };
}) {
  const within = { division, value: row.value };
  return (
    <tr>
      <th scope="row" className="max-w-64 truncate py-1 ps-4 pe-2 text-start font-medium">
        {row.label}
      </th>
      <td className="px-2 py-1">
        <ShareBar counts={row} />
      </td>
      <td className={NUMBER}>
        <Counted count={row.total} href={coverageHref({ within })} />
      </td>
      {STANDINGS.map(({ key }) => (
        <td key={key} className={NUMBER}>
          <Counted count={row[key]} href={coverageHref({ coverage: key, within })} />
        </td>
      ))}
      {STATES.map((state) => (
        <td key={state} className={NUMBER}>
          <Counted count={row.drift[state]} href={coverageHref({ drift: state, within })} />
        </td>
      ))}
    </tr>
  );
}

function Counted({ count, href }: { count: number; href: string }) {
  if (count === 0) return <span className="text-ink-faint figures">0</span>;
  return <NumberLink count={count} unit="device" href={href} />;
}
