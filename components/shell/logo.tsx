/** Two sight lines that meet in one point. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden
      className="shrink-0 text-accent"
    >
      <path
        d="M1.5 3.5 13.5 10 1.5 16.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx="16" cy="10" r="2.5" fill="currentColor" />
    </svg>
  );
}
