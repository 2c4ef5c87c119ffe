import type { ReactNode } from "react";

/** A short table of one page, in a region that scrolls by itself where the screen is narrow. */
export function PlainTable({
  label,
  columns,
  hasActions = false,
  headClass,
  className = "overflow-x-auto",
  tableClass = "",
  children,
}: {
  /** Names the region. */
  label: string;
  columns: readonly string[];
  /** Whether a last column holds acts, which needs no words to be seen. */
  hasActions?: boolean;
  headClass: string;
  className?: string;
  tableClass?: string;
  /** The rows. */
  children: ReactNode;
}) {
  return (
    <div className={`relative ${className}`} tabIndex={0} role="region" aria-label={label}>
      <table className={`w-full ${tableClass} text-sm`}>
        <thead className="border-b">
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={headClass}>
                {name}
              </th>
            ))}
            {hasActions ? (
              <th scope="col" className={headClass}>
                <span className="sr-only">Actions</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}
