import type { ReactNode } from "react";

export interface Definition {
  label: string;
  value: ReactNode;
}

/** Names and values in two columns; one below the other where there is no room. An absent value shows a dash. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="grid grid-cols-1 text-sm sm:grid-cols-[minmax(7rem,auto)_1fr] sm:gap-x-4">
      {items.map((item) => (
        <div key={item.label} className="contents">
          <dt className="pt-1.5 text-ink-soft sm:pb-1.5">{item.label}</dt>
          <dd className="min-w-0 pb-1.5 text-ink sm:pt-1.5">
            {item.value === null || item.value === undefined || item.value === "" ? (
              <span className="text-ink-faint">
                <span aria-hidden>–</span>
                <span className="sr-only">not told</span>
              </span>
            ) : (
              item.value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
