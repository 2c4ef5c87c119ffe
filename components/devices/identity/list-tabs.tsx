"use client";

import { classNames } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import { IDENTITY_LISTS, type IdentityList } from "@/lib/contracts/identity-fields";
import type { Facets } from "@/lib/contracts/list";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { LIST_LABELS } from "./pair-words";

/** The three lists of pairs, each with its number of rows under the present search. */
export function ListTabs({
  list,
  counts,
  onList,
}: {
  list: IdentityList;
  /** Undefined until they are known. */
  counts: Facets[string] | undefined;
  onList: (list: IdentityList) => void;
}) {
  return (
    <div
      role="group"
      aria-label="Lists"
      className="flex shrink-0 gap-1 overflow-x-auto border-b"
      data-print="hide"
    >
      {IDENTITY_LISTS.map((id) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === list}
          onClick={() => onList(id)}
          className={classNames(
            "-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-2.5 text-sm -outline-offset-2",
            id === list
              ? "border-accent font-medium text-ink"
              : "border-transparent text-ink-soft hover:text-ink",
          )}
        >
          {LIST_LABELS[id]}
          <span className="min-w-6 text-xs text-ink-soft figures">
            {counts === undefined ? (
              <Skeleton className="h-3 w-6" />
            ) : (
              formatCount(counts.find((one) => one.value === id)?.count ?? 0, DISPLAY_LOCALE)
            )}
          </span>
        </button>
      ))}
    </div>
  );
}
