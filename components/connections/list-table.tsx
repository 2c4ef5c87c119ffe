import { StatusBadge } from "@/components/ui/badge";
import { PlainTable } from "@/components/ui/plain-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ListStanding } from "@/lib/contracts/connections";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { PHASE_DISPLAYS } from "./displays";

const HEADS = ["List", "State", "Rows", "Last read", "Read whole"] as const;
const HEAD = "py-1.5 pe-4 text-start text-xs font-medium whitespace-nowrap text-ink-soft";
const CELL = "py-1.5 pe-4 align-top whitespace-nowrap";

/** When each list was last read, how many rows it has, and what went wrong. */
export function ListTable({ lists, label }: { lists: readonly ListStanding[]; label: string }) {
  return (
    <PlainTable label={`Lists of ${label}`} columns={HEADS} headClass={HEAD}>
      {lists.map((list) => (
        <ListRow key={list.entity} list={list} />
      ))}
    </PlainTable>
  );
}

function ListRow({ list }: { list: ListStanding }) {
  const rows = formatCount(list.rows, DISPLAY_LOCALE);
  const isPart = list.total !== null && list.total > list.rows && list.phase === "reading";
  return (
    <tr>
      <th scope="row" className={`${CELL} text-start font-medium`}>
        {list.label}
        {list.error === null ? null : (
          <span className="block text-xs font-normal whitespace-normal text-warn">
            {list.error} (<RelativeTime iso={list.errorAt} />)
          </span>
        )}
      </th>
      <td className={CELL}>
        <StatusBadge display={PHASE_DISPLAYS[list.phase]} plain />
      </td>
      <td className={`${CELL} figures`}>
        {isPart ? `${rows} of ${formatCount(list.total ?? 0, DISPLAY_LOCALE)}` : rows}
      </td>
      <td className={CELL}>
        <RelativeTime iso={list.lastOkAt} />
      </td>
      <td className={CELL}>
        <RelativeTime iso={list.lastWholeAt} />
      </td>
    </tr>
  );
}
