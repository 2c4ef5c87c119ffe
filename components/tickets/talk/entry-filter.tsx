"use client";

import { createParser, useQueryState } from "nuqs";
import { usePreferences } from "@/components/ui/preferences";
import { Segments } from "@/components/ui/segments";
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
  return (
    <Segments label="Show" values={SHOWN_ENTRIES} value={shown} onChange={onChoose}>
      {(one) => (
        <>
          {SHOWN_LABELS[one]}
          <span className="figures">{formatCount(counts[one], DISPLAY_LOCALE)}</span>
        </>
      )}
    </Segments>
  );
}
