"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { FacetFilter, type FacetDef } from "./facet-filter";

interface FilterBarProps {
  facets: readonly FacetDef[];
  /** The picked values by facet id. */
  values: Readonly<Record<string, readonly string[]>>;
  onChange: (id: string, values: string[]) => void;
  text: string;
  onTextChange: (text: string) => void;
  onClear: () => void;
  /** Further filters after the chips, and whether one of them is set. */
  more?: ReactNode;
  isMoreSet?: boolean;
  /** What the text is looked for in: `Filter by title, number, person`. */
  placeholder: string;
  /** Controls at the end: columns, density, export. */
  children?: ReactNode;
}

/** A key after a pause is asked for at once; of keys in a row each waits so long for the next. */
const REST_MS = 60;
const PAUSE_MS = 200;

/** The line above a list: its text filter (`/`), a chip per filter, and what clears them. */
export function FilterBar({
  facets,
  values,
  onChange,
  text,
  onTextChange,
  onClear,
  placeholder,
  more,
  isMoreSet = false,
  children,
}: FilterBarProps) {
  const active =
    text !== "" || isMoreSet || facets.some((facet) => (values[facet.id] ?? []).length > 0);
  return (
    <div
      role="search"
      aria-label="Filter this list"
      className="flex flex-wrap items-center gap-1.5"
      data-print="hide"
    >
      <TextFilter key="text" text={text} onTextChange={onTextChange} placeholder={placeholder} />
      {facets.map((facet) => (
        <FacetFilter
          key={facet.id}
          facet={facet}
          picked={values[facet.id] ?? []}
          onChange={(next) => onChange(facet.id, next)}
        />
      ))}
      {more}
      {active ? (
        <Button look="quiet" onClick={onClear}>
          <X size={14} aria-hidden />
          Clear
        </Button>
      ) : null}
      <div className="ms-auto flex flex-wrap items-center gap-1">{children}</div>
    </div>
  );
}

/** Typing is shown at once and asked for when it rests; a change from elsewhere (back, clear) replaces what was typed. */
function TextFilter({
  text,
  onTextChange,
  placeholder,
}: Pick<FilterBarProps, "text" | "onTextChange" | "placeholder">) {
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState({ typed: text, over: text });
  const typed = draft.over === text ? draft.typed : text;
  if (draft.over !== text) setDraft({ typed: text, over: text });
  const typedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (typed === text) return;
    const now = performance.now();
    const isFirst = now - typedAt.current >= PAUSE_MS;
    typedAt.current = now;
    const rest = setTimeout(() => onTextChange(typed), isFirst ? 0 : REST_MS);
    return () => clearTimeout(rest);
  }, [typed, text, onTextChange]);
  useActions([
    {
      id: "filter-here",
      label: "Filter this list",
      group: "Here",
      keys: "/",
      run: () => input.current?.focus(),
    },
  ]);
  return (
    <label className="relative flex min-w-40 grow basis-40 items-center sm:max-w-64">
      <Search
        size={14}
        aria-hidden
        className="pointer-events-none absolute start-2.5 text-ink-faint"
      />
      <input
        ref={input}
        type="search"
        value={typed}
        onChange={(event) => setDraft({ typed: event.target.value, over: text })}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
          if (event.key === "Enter") onTextChange(typed);
        }}
        aria-label={placeholder}
        placeholder={placeholder}
        className="peer h-control w-full min-w-0 rounded-sm border border-line-strong/60 bg-surface ps-8 pe-8 text-sm"
      />
      <span
        aria-hidden
        className="absolute end-1.5 peer-focus:hidden peer-[:not(:placeholder-shown)]:hidden"
      >
        <Kbd keys="/" />
      </span>
    </label>
  );
}
