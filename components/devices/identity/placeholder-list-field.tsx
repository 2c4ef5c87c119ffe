"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError, Input } from "@/components/ui/field";
import type { PlaceholdersBody } from "@/lib/contracts/identity";

type List = keyof PlaceholdersBody;
type Edits = PlaceholdersBody[List];

const WORDS: Readonly<Record<List, { title: string; add: string; hint: string }>> = {
  serials: {
    title: "Serial numbers",
    add: "Add a serial number",
    hint: "Case, blanks and punctuation do not count.",
  },
  macs: {
    title: "Network cards",
    add: "Add a MAC address or its beginning",
    hint: "A whole address, or its first three to five pairs: 00:50:B6",
  },
  tags: {
    title: "Asset tags",
    add: "Add an asset tag",
    hint: "Case, blanks and punctuation do not count.",
  },
  hosts: { title: "Host names", add: "Add a host name", hint: "Without its domain." },
};

/** One list: what was added to it, and what comes with the product, to be taken out or brought back. */
export function PlaceholderListField({
  list,
  defaults,
  edits,
  error,
  onChange,
}: {
  list: List;
  defaults: readonly string[];
  edits: Edits;
  error: string | undefined;
  onChange: (edits: Edits) => void;
}) {
  const { title, add, hint } = WORDS[list];
  const [text, setText] = useState("");
  const take = () => {
    const typed = text.trim();
    if (typed === "") return;
    setText("");
    if (!edits.added.includes(typed)) onChange({ ...edits, added: [...edits.added, typed] });
  };
  const drop = (entry: string) =>
    onChange({ ...edits, added: edits.added.filter((one) => one !== entry) });
  const toggle = (entry: string) =>
    onChange({
      ...edits,
      removed: edits.removed.includes(entry)
        ? edits.removed.filter((one) => one !== entry)
        : [...edits.removed, entry],
    });
  return (
    <fieldset className="grid min-w-0 content-start gap-2 rounded-sm border p-3">
      <legend className="px-1 text-sm font-semibold">{title}</legend>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <div className="min-w-0 grow">
          <Field label={add} hint={hint}>
            {(control) => (
              <Input
                {...control}
                value={text}
                maxLength={100}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" className="mb-5" refusedBecause={text.trim() === "" ? add : null}>
          <Plus size={14} aria-hidden />
          Add
        </Button>
      </form>
      <FieldError>{error}</FieldError>
      {edits.added.length === 0 ? null : (
        <ul className="flex flex-wrap gap-1.5" aria-label={`Added ${title.toLowerCase()}`}>
          {edits.added.map((entry) => (
            <li key={entry}>
              <button
                type="button"
                onClick={() => drop(entry)}
                aria-label={`Remove ${entry}`}
                className="inline-flex min-h-6 items-center gap-1 rounded-sm bg-accent-soft px-2 font-mono text-xs text-ink hover:bg-hover"
              >
                {entry}
                <X size={12} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <details className="text-sm">
        <summary className="min-h-6 cursor-pointer text-ink-soft">
          {defaults.length - edits.removed.length} of {defaults.length} that come with Sightline
        </summary>
        <ul className="mt-1.5 flex max-h-48 flex-wrap gap-1.5 overflow-y-auto p-0.5">
          {defaults.map((entry) => (
            <li key={entry}>
              <button
                type="button"
                aria-pressed={!edits.removed.includes(entry)}
                onClick={() => toggle(entry)}
                title={
                  edits.removed.includes(entry) ? "Counts as evidence here" : "Counts for nothing"
                }
                className="min-h-6 rounded-sm border px-2 font-mono text-xs text-ink-soft hover:bg-hover aria-[pressed=false]:border-dashed aria-[pressed=false]:line-through"
              >
                {entry}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </fieldset>
  );
}
