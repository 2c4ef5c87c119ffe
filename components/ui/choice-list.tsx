"use client";

import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useState, type ReactNode } from "react";

/** One thing to choose. */
export interface ListChoice {
  id: string;
  label: string;
  /** Drawn before the label. */
  mark?: ReactNode;
  /** Small, at the end. */
  note?: string;
}

const SHOWN_MAX = 100;
const SEARCH_FROM = 7;

/** The choices whose label or note holds every word of `text`, those that begin with it first. */
export function findChoices(choices: readonly ListChoice[], text: string): ListChoice[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [...choices];
  const found = choices.filter(({ label, note }) => {
    const hay = `${label} ${note ?? ""}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const begins = (choice: ListChoice) => choice.label.toLowerCase().startsWith(first);
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))];
}

/** A list to choose one thing from: typing narrows it, arrows walk it, Enter chooses. For a popover's content. */
export function ChoiceList({
  label,
  choices,
  currentId,
  onChoose,
  none = "Nothing to choose from.",
}: {
  label: string;
  choices: readonly ListChoice[];
  /** What holds now; it is ticked. */
  currentId: string | null;
  onChoose: (id: string) => void;
  /** Why there is nothing. */
  none?: string;
}) {
  const [text, setText] = useState("");
  const found = findChoices(choices, text);
  const shown = found.slice(0, SHOWN_MAX);
  return (
    <Command label={label} shouldFilter={false} loop className="outline-none">
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder="Find"
        className={
          choices.length < SEARCH_FROM
            ? "sr-only"
            : "mb-2 h-control w-full rounded-sm border border-line-strong bg-surface px-2.5 text-sm"
        }
      />
      <Command.List label={label} className="max-h-72 overflow-y-auto">
        {shown.length === 0 ? (
          <p className="px-2 py-3 text-ink-soft">
            {choices.length === 0 ? none : "Nothing matches."}
          </p>
        ) : null}
        {shown.map((choice) => (
          <Command.Item
            key={choice.id}
            value={choice.id}
            onSelect={() => onChoose(choice.id)}
            className="flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 data-[selected=true]:bg-selected"
          >
            <Check
              size={14}
              aria-hidden
              className={choice.id === currentId ? "shrink-0 text-accent" : "invisible shrink-0"}
            />
            {choice.mark}
            <span className="min-w-0 grow truncate">{choice.label}</span>
            {choice.id === currentId ? <span className="sr-only">(now)</span> : null}
            {choice.note === undefined ? null : (
              <span className="shrink-0 text-xs text-ink-faint">{choice.note}</span>
            )}
          </Command.Item>
        ))}
      </Command.List>
      {found.length > SHOWN_MAX ? (
        <p className="px-2 pt-1 text-xs text-ink-faint">Type to find more.</p>
      ) : null}
    </Command>
  );
}
