import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";

/** How far something is. Without a `total` it shows only that work goes on, and how much is done. */
export function ProgressBar({
  label,
  done,
  total,
}: {
  label: string;
  done: number;
  total: number | null;
}) {
  const counted = formatCount(done, DISPLAY_LOCALE);
  const text = total === null ? counted : `${counted} of ${formatCount(total, DISPLAY_LOCALE)}`;
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-3 text-xs text-ink-soft">
        <span>{label}</span>
        <span className="figures">{text}</span>
      </div>
      <progress
        aria-label={label}
        className="progress-track"
        {...(total === null ? {} : { value: Math.min(done, total), max: Math.max(total, 1) })}
      />
    </div>
  );
}
