"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { usePlace } from "@/components/ui/clock";
import { DefinitionList } from "@/components/ui/definition-list";
import type { FormFieldView } from "@/lib/contracts/record-form";
import { describeField } from "./field-words";

/** A form to look at: what its fields hold. Empty ones are kept back until somebody wants them. */
export function FieldList({ fields }: { fields: readonly FormFieldView[] }) {
  const place = usePlace();
  const [showsAll, setShowsAll] = useState(false);
  const told = fields.filter((field) => field.kind !== "file");
  const filled = told.filter((field) => describeField(field, place) !== null);
  const kept = told.length - filled.length;
  return (
    <div className="grid gap-2">
      <DefinitionList
        items={(showsAll ? told : filled).map((field) => ({
          label: labelOf(field, told),
          value: (
            <span dir="auto" className="break-words whitespace-pre-wrap">
              {describeField(field, place)}
            </span>
          ),
        }))}
      />
      {kept === 0 ? null : (
        <div>
          <Button look="quiet" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll
              ? "Hide empty fields"
              : `Show ${kept} empty ${kept === 1 ? "field" : "fields"}`}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Types may call two fields the same. */
function labelOf({ key, label }: FormFieldView, all: readonly FormFieldView[]): string {
  return all.filter((one) => one.label === label).length > 1 ? `${label} (${key})` : label;
}
