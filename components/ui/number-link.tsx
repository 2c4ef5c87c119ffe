import Link from "next/link";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount, formatCounted } from "@/lib/format/numbers";
import type { Tone } from "@/lib/format/tones";
import { TONE_TEXT } from "./badge";
import { classNames } from "./class-names";

interface NumberLinkProps {
  count: number;
  /** Opens exactly the rows that it counts. */
  href: string;
  /** What is counted, in the singular: `ticket`. */
  unit: string;
  plural?: string;
  tone?: Tone;
  /** -1 within a grid's row, where the focus stays on the grid. */
  tabIndex?: number;
}

/** A number that opens the rows behind it. */
export function NumberLink({ count, href, unit, plural, tone, tabIndex }: NumberLinkProps) {
  return (
    <Link
      href={href}
      // Lists show many of these at once, and few are followed.
      prefetch={false}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      aria-label={formatCounted(count, unit, DISPLAY_LOCALE, plural)}
      className={classNames(
        "inline-block min-w-6 rounded-xs font-medium figures underline-offset-2 hover:underline",
        tone === undefined ? "text-accent" : TONE_TEXT[tone],
      )}
    >
      {formatCount(count, DISPLAY_LOCALE)}
    </Link>
  );
}

/** A number with its name, large: the head of a panel. Zero is calm whatever its tone. */
export function StatLink({
  label,
  note,
  ...number
}: NumberLinkProps & { label: string; note?: string }) {
  const tone =
    number.tone === undefined || number.count === 0 ? "text-ink" : TONE_TEXT[number.tone];
  return (
    <Link
      href={number.href}
      prefetch={false}
      className="group grid content-start gap-0.5 rounded-md border bg-surface px-4 py-3 transition-colors hover:border-line-strong"
    >
      <span className="text-sm text-ink-soft">{label}</span>
      <span className={classNames("text-xl font-semibold tracking-tight figures", tone)}>
        {formatCount(number.count, DISPLAY_LOCALE)}
        <span className="sr-only">
          {" "}
          {number.count === 1 ? number.unit : (number.plural ?? `${number.unit}s`)}
        </span>
      </span>
      <span className="min-h-4 text-xs text-ink-faint">{note}</span>
    </Link>
  );
}
