import type { ReactNode } from "react";
import type { Display, Tone } from "@/lib/format/tones";
import { classNames } from "./class-names";
import { ShapeMark } from "./shape-mark";

/** The text colour and the quiet surface of each meaning. */
export const TONE_CLASSES = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
  neutral: "bg-neutral-soft text-neutral",
} as const satisfies Record<Tone, string>;

/** The same meanings as text alone. */
export const TONE_TEXT = {
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
  neutral: "text-neutral",
} as const satisfies Record<Tone, string>;

/** A word on a quiet surface. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap",
        TONE_CLASSES[tone],
      )}
    >
      {children}
    </span>
  );
}

/**
 * A status as colour, shape and word at once. `text` replaces the table's word where the origin's own word matters;
 * the table's word is then read out and shown on hover. `plain` leaves out the surface, for dense rows.
 */
export function StatusBadge({
  display,
  text,
  plain = false,
}: {
  display: Display;
  text?: string | null;
  plain?: boolean;
}) {
  const word = text ?? display.label;
  const differs = word.toLowerCase() !== display.label.toLowerCase();
  return (
    <span
      title={differs ? `${word} (${display.label})` : word}
      className={classNames(
        "inline-flex h-5 max-w-full items-center gap-1.5 rounded-sm text-xs font-medium whitespace-nowrap",
        plain ? TONE_TEXT[display.tone] : ["px-1.5", TONE_CLASSES[display.tone]],
      )}
    >
      <ShapeMark shape={display.shape} />
      <span className="truncate">{word}</span>
      {differs ? <span className="sr-only">({display.label})</span> : null}
    </span>
  );
}
