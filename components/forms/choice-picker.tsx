"use client";

import { Command } from "cmdk";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { findChoices } from "@/components/ui/choice-list";
import { buttonClass } from "@/components/ui/button";
import type { FieldControl } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { readProblem } from "@/components/ui/read-problem";
import type { FormPlace } from "@/lib/client/forms/requests";
import type { FormFieldView } from "@/lib/contracts/record-form";
import { useFieldChoices } from "@/lib/client/forms/use-record-form";
import { useSlowText } from "./use-slow-text";

export interface Picked {
  id: string;
  label: string;
}

/** A field that is chosen: the values come from its system, all at once or as one types. */
export function ChoicePicker({
  place,
  field,
  control,
  shown,
  onPick,
}: {
  place: FormPlace;
  field: PickedField;
  control: FieldControl;
  /** What the button says: what holds now. */
  shown: string;
  /** `null`: nothing. */
  onPick: (picked: Picked | null) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const { label } = field;
  const pick = (picked: Picked | null) => {
    onPick(picked);
    setOpen(false);
  };
  return (
    <Popover
      label={`Values for ${label}`}
      open={isOpen}
      onOpenChange={setOpen}
      className="w-80"
      trigger={
        <button
          type="button"
          {...control}
          aria-label={`${label}: ${shown}`}
          className={buttonClass(
            "plain",
            "w-full justify-between! font-normal aria-invalid:border-bad",
          )}
        >
          <span className="min-w-0 truncate">{shown}</span>
          <ChevronDown size={14} aria-hidden className="shrink-0 text-ink-faint" />
        </button>
      }
    >
      <PickList place={place} field={field} onPick={pick} />
    </Popover>
  );
}

/** What is chosen for. */
type PickedField = Pick<FormFieldView, "key" | "label" | "options">;

/** The values that hold `text`: those that came with the form, or as its system tells them. */
function usePickList(place: FormPlace, { key, options }: PickedField, text: string) {
  const slow = useSlowText(text.trim());
  const isAsked = options === null;
  const first = useFieldChoices(place, key, "", isAsked);
  const isWhole = first.data?.isAll ?? false;
  const isSearched = first.data !== undefined && !isWhole && slow !== "";
  const searched = useFieldChoices(place, key, slow, isAsked && isSearched);
  if (options !== null) {
    const answer = { data: { choices: options, isAll: true }, error: null };
    return { answer, found: findChoices(options, text) };
  }
  const answer = isWhole || slow === "" ? first : searched;
  const known = answer.data?.choices ?? [];
  return { answer, found: isWhole ? findChoices(known, text) : known };
}

function PickList({
  place,
  field,
  onPick,
}: {
  place: FormPlace;
  field: PickedField;
  onPick: (picked: Picked | null) => void;
}) {
  const [text, setText] = useState("");
  const { label } = field;
  const { answer, found } = usePickList(place, field, text);
  return (
    <Command label={`Values for ${label}`} shouldFilter={false} loop className="outline-none">
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder="Find"
        className="mb-2 h-control w-full rounded-sm border border-line-strong bg-surface px-2.5 text-sm"
      />
      <Command.List label={`Values for ${label}`} className="max-h-72 overflow-y-auto">
        {text === "" ? (
          <Command.Item value="" onSelect={() => onPick(null)} className={ITEM}>
            <span className="text-ink-soft">Nothing</span>
          </Command.Item>
        ) : null}
        {found.map((choice) => (
          <Command.Item
            key={choice.id}
            value={choice.id}
            onSelect={() => onPick(choice)}
            className={ITEM}
          >
            <span className="min-w-0 truncate">{choice.label}</span>
          </Command.Item>
        ))}
      </Command.List>
      <p role="status" className="px-2 pt-1 text-xs text-ink-faint empty:hidden">
        {answer.error
          ? readProblem(answer.error).title
          : answer.data === undefined
            ? "Loading"
            : answer.data.choices === null
              ? "The system does not tell what there is to choose from."
              : found.length === 0
                ? "Nothing matches."
                : answer.data.isAll
                  ? null
                  : "Type to find more."}
      </p>
    </Command>
  );
}

const ITEM =
  "flex min-h-8 cursor-default items-center rounded-sm px-2 py-1 data-[selected=true]:bg-selected";
