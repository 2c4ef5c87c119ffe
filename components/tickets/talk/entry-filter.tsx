"use client";

import { createParser, useQueryState } from "nuqs";
import { useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { usePreferences } from "@/components/ui/preferences";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { SHOWN_ENTRIES, SHOWN_LABELS, parseShown, type ShownEntries } from "./entries";

const shownParser = createParser({ parse: parseShown, serialize: (value: ShownEntries) => value });

/** Which entries are shown: as the address says, else as their reader chose last. */
export function useShownEntries(): [ShownEntries, (shown: ShownEntries) => void] {
  const [told, setTold] = useQueryState("entries", shownParser);
  const { shownEntries, set } = usePreferences();
  const choose = (shown: ShownEntries) => {
    set("shownEntries", shown);
    void setTold(shown);
  };
  return [told ?? parseShown(shownEntries) ?? "all", choose];
}

/** Chooses which entries of a conversation are shown; each choice says how many there are. */
export function EntryFilter({
  shown,
  counts,
  onChoose,
}: {
  shown: ShownEntries;
  counts: Record<ShownEntries, number>;
  onChoose: (shown: ShownEntries) => void;
}) {
  const name = useId();
  return (
    <fieldset
      data-print="hide"
      className="flex flex-wrap overflow-hidden rounded-sm border border-line-strong/50"
    >
      <legend className="sr-only">Show</legend>
      {SHOWN_ENTRIES.map((one) => (
        <label
          key={one}
          className={classNames(
            "flex h-7 cursor-pointer items-center gap-1.5 px-2 text-xs has-focus-visible:ring-inset-accent",
            one === shown ? "bg-selected font-medium text-ink" : "text-ink-soft hover:bg-hover",
          )}
        >
          <input
            type="radio"
            name={name}
            value={one}
            checked={one === shown}
            onChange={() => onChoose(one)}
            className="sr-only"
          />
          {SHOWN_LABELS[one]}
          <span className="figures">{formatCount(counts[one], DISPLAY_LOCALE)}</span>
        </label>
      ))}
    </fieldset>
  );
}
