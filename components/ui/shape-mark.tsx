import type { ReactNode } from "react";
import type { Shape } from "@/lib/format/tones";

const OUTLINES = {
  circle: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  ring: <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  half: (
    <>
      <circle cx="6" cy="6" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 2.1a3.9 3.9 0 0 1 0 7.8z" fill="currentColor" />
    </>
  ),
  square: <rect x="2" y="2" width="8" height="8" rx="1" fill="currentColor" />,
  diamond: <path d="M6 .9 11.1 6 6 11.1.9 6z" fill="currentColor" />,
  triangle: <path d="M6 1.2 11.2 10.5H.8z" fill="currentColor" />,
  hexagon: <path d="M3.4 1.4h5.2L11.3 6l-2.7 4.6H3.4L.7 6z" fill="currentColor" />,
  bar: <rect x="1.5" y="4.75" width="9" height="2.5" rx="1" fill="currentColor" />,
  cross: (
    <path d="m2.5 2.5 7 7m0-7-7 7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  ),
  check: (
    <path
      d="m2 6.4 2.8 2.8L10 3.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
} as const satisfies Record<Shape, ReactNode>;

/** A small outline in the colour of its text. Decoration: the word beside it carries the meaning. */
export function ShapeMark({ shape, size = 10 }: { shape: Shape; size?: number }) {
  return (
    <svg
      viewBox="0 0 12 12"
      width={size}
      height={size}
      aria-hidden
      focusable="false"
      className="shrink-0"
    >
      {OUTLINES[shape]}
    </svg>
  );
}
