import { classNames } from "./class-names";

/** A quiet block where text will stand. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "block rounded-xs bg-neutral-soft motion-safe:animate-pulse",
        className ?? "h-3 w-full",
      )}
    />
  );
}

/** Lines of uneven length, as text has. */
export function SkeletonLines({ lines = 4 }: { lines?: number }) {
  const widths = ["w-11/12", "w-4/5", "w-full", "w-3/5"];
  return (
    <div className="grid gap-3">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={classNames("h-3", widths[line % widths.length])} />
      ))}
    </div>
  );
}
