"use client";

import { classNames } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import type { Facets } from "@/lib/contracts/list";
import { ATTRIBUTES, parseAttribute } from "@/lib/domain/merge/attributes";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";

/** The attributes on which the systems disagree, each with its number of conflicts under the other filters. */
export function AttributeTabs({
  counts,
  picked,
  onPick,
}: {
  /** Undefined until they are known. */
  counts: Facets[string] | undefined;
  picked: readonly string[];
  onPick: (attributes: readonly string[]) => void;
}) {
  const found = counts ?? [];
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const missing = picked.filter((name) => found.every(({ value }) => value !== name));
  const tabs = [...found, ...missing.map((value) => ({ value, count: 0 }))].flatMap((one) => {
    const name = parseAttribute(one.value);
    return name === null ? [] : [{ id: name, label: ATTRIBUTES[name].label, count: one.count }];
  });
  const [only, second] = picked;
  const isPicked = (id: string) => (second === undefined ? only === id : picked.includes(id));
  return (
    <div
      role="group"
      aria-label="Attributes"
      className="flex shrink-0 gap-1 overflow-x-auto border-b"
      data-print="hide"
    >
      <Tab
        label="All"
        count={counts === undefined ? null : total}
        isPicked={only === undefined}
        onPick={() => onPick([])}
      />
      {tabs.map(({ id, label, count }) => (
        <Tab
          key={id}
          label={label}
          count={count}
          isPicked={isPicked(id)}
          onPick={() => onPick([id])}
        />
      ))}
    </div>
  );
}

function Tab({
  label,
  count,
  isPicked,
  onPick,
}: {
  label: string;
  count: number | null;
  isPicked: boolean;
  onPick: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isPicked}
      onClick={onPick}
      className={classNames(
        "-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-2.5 text-sm -outline-offset-2",
        isPicked
          ? "border-accent font-medium text-ink"
          : "border-transparent text-ink-soft hover:text-ink",
      )}
    >
      {label}
      <span className="min-w-6 text-xs text-ink-soft figures">
        {count === null ? <Skeleton className="h-3 w-6" /> : formatCount(count, DISPLAY_LOCALE)}
      </span>
    </button>
  );
}
