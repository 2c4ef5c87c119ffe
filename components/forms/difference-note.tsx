"use client";

import { Button } from "@/components/ui/button";
import { usePlace } from "@/components/ui/clock";
import type { FormDifference, FormFieldView } from "@/lib/contracts/record-form";
import { describeValue } from "./field-words";

/** Somebody else changed this field meanwhile: what they wrote, and whose value is to hold. */
export function DifferenceNote({
  field,
  difference,
  source,
  onMine,
  onTheirs,
}: {
  field: FormFieldView;
  difference: FormDifference;
  source: string;
  onMine: () => void;
  onTheirs: () => void;
}) {
  const place = usePlace();
  const say = (text: string | null) => (text === null ? "nothing" : `“${text}”`);
  const theirs = difference.theirsText ?? describeValue(field, difference.theirs, place);
  return (
    <div
      role="group"
      aria-label={`${field.label} was changed meanwhile`}
      className="grid gap-1.5 rounded-sm bg-warn-soft px-2.5 py-2 text-xs text-warn"
    >
      <p className="break-words">
        Meanwhile {source} holds {say(theirs)}; you saw{" "}
        {say(describeValue(field, difference.base, place))}.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onMine}>Keep mine</Button>
        <Button onClick={onTheirs}>Take theirs</Button>
      </div>
    </div>
  );
}
