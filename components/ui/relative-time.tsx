"use client";

import { formatDate, formatExact } from "@/lib/format/dates";
import { formatRelative } from "@/lib/format/durations";
import { useFromNow, usePlace } from "./clock";

/**
 * `4 min ago`, with the exact time and zone on hover and for machines. `null` shows a dash and says `none`.
 * @param as `date` shows the day instead, for things that are far away.
 */
export function RelativeTime({
  iso,
  as = "relative",
  none = "never",
}: {
  iso: string | null;
  as?: "relative" | "date";
  none?: string;
}) {
  const place = usePlace();
  const relative = useFromNow((nowMs) => (iso === null ? "" : formatRelative(iso, nowMs)));
  if (iso === null) {
    return (
      <span className="text-ink-faint" title={none}>
        <span aria-hidden>–</span>
        <span className="sr-only">{none}</span>
      </span>
    );
  }
  const exact = formatExact(iso, place);
  return (
    <time
      dateTime={iso}
      title={as === "relative" ? exact : `${exact} (${relative})`}
      className="whitespace-nowrap figures"
    >
      {as === "relative" ? relative : formatDate(iso, place)}
    </time>
  );
}
