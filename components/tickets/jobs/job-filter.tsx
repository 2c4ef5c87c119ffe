import { Select } from "@/components/ui/field";
import { TICKET_JOB_ROW_FILTERS, type TicketJobRowFilter } from "@/lib/contracts/ticket-job-fields";
import type { TicketJobRow } from "@/lib/contracts/ticket-jobs";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";

export const ROW_FILTERS = ["failed", "unknown", "open", "done", "skipped"] as const;

const LABELS = {
  failed: "Failed",
  unknown: "Unknown",
  open: "Not ended",
  done: "Done",
  skipped: "Left out",
} as const satisfies Record<TicketJobRowFilter, string>;

/** Which tickets of a job are shown, each choice with how many there are. */
export function JobFilter({
  counts,
  value,
  onChange,
}: {
  counts: TicketJobRow["counts"];
  value: TicketJobRowFilter | null;
  onChange: (filter: TicketJobRowFilter | null) => void;
}) {
  const count = (filter: TicketJobRowFilter) =>
    TICKET_JOB_ROW_FILTERS[filter].reduce((total, state) => total + (counts[state] ?? 0), 0);
  return (
    <Select
      aria-label="Show"
      className="max-w-44"
      placeholder="All tickets"
      options={ROW_FILTERS.map((filter) => ({
        value: filter,
        label: `${LABELS[filter]} (${formatCount(count(filter), DISPLAY_LOCALE)})`,
      }))}
      value={value ?? ""}
      onChange={({ target }) =>
        onChange(ROW_FILTERS.find((filter) => filter === target.value) ?? null)
      }
    />
  );
}
