"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Checkbox, Input } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";

export interface FacetOption {
  value: string;
  label: string;
  count: number | null;
}

export interface FacetDef {
  id: string;
  label: string;
  /** Undefined while the counts are on the way. */
  options: readonly FacetOption[] | undefined;
  finder?: Finder | undefined;
}

/** Where there are too many values to list: what is typed is looked up, and `options` are what was found. */
export interface Finder {
  find: (text: string) => void;
  /** What a value is called, whether or not it was found just now. */
  nameOf: (value: string) => string;
}

const SEARCH_FROM = 9;
const SHOWN_MAX = 200;

/** `Status: New, Open`: what a chip says about its picked values. */
export function describeChoice(
  label: string,
  picked: readonly string[],
  options: readonly FacetOption[],
): string {
  const names = picked.map(
    (value) => options.find((option) => option.value === value)?.label ?? value,
  );
  const [first, second] = names;
  if (first === undefined) return label;
  if (second === undefined) return `${label}: ${first}`;
  return names.length === 2
    ? `${label}: ${first}, ${second}`
    : `${label}: ${first} +${names.length - 1}`;
}

/** The options that a search text leaves, the picked ones always first. */
export function findOptions(
  options: readonly FacetOption[],
  picked: readonly string[],
  text: string,
): FacetOption[] {
  const sought = text.trim().toLowerCase();
  const isPicked = (option: FacetOption) => picked.includes(option.value);
  const known = new Set(options.map((option) => option.value));
  const unknown = picked
    .filter((value) => !known.has(value))
    .map((value) => ({ value, label: value, count: null }));
  const matching = options.filter(
    (option) => isPicked(option) || option.label.toLowerCase().includes(sought),
  );
  return [
    ...unknown,
    ...matching.filter(isPicked),
    ...matching.filter((option) => !isPicked(option)),
  ];
}

/** One filter as a chip: its box lists the values with their counts, several can be picked. */
export function FacetFilter({
  facet,
  picked,
  onChange,
}: {
  facet: FacetDef;
  picked: readonly string[];
  onChange: (values: string[]) => void;
}) {
  const [text, setText] = useState("");
  const { finder } = facet;
  const named = picked.map((value) => ({
    value,
    label: finder?.nameOf(value) ?? value,
    count: null,
  }));
  const told = facet.options ?? [];
  const options = finder === undefined ? told : withFirst(named, told);
  const found = finder === undefined ? findOptions(options, picked, text) : options;
  const toggle = (value: string) =>
    onChange(picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]);
  return (
    <Popover
      label={facet.label}
      onOpenChange={(open) => (open ? finder?.find(text) : undefined)}
      trigger={
        <button
          type="button"
          className={classNames(
            "inline-flex h-7 max-w-72 items-center gap-1 rounded-full border px-2.5 text-xs whitespace-nowrap",
            picked.length > 0
              ? "border-accent bg-accent-soft font-medium text-accent"
              : "border-line-strong/50 text-ink-soft hover:bg-hover hover:text-ink",
          )}
        >
          <span className="truncate">{describeChoice(facet.label, picked, options)}</span>
          <ChevronDown size={12} aria-hidden className="shrink-0" />
        </button>
      }
    >
      <div className="grid gap-2">
        {finder !== undefined || options.length >= SEARCH_FROM ? (
          <Input
            type="search"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              finder?.find(event.target.value);
            }}
            aria-label={`Find in ${facet.label}`}
            placeholder="Find"
          />
        ) : null}
        <fieldset className="max-h-72 overflow-y-auto">
          <legend className="sr-only">{facet.label}</legend>
          {facet.options === undefined ? <LoadingOptions /> : null}
          {facet.options !== undefined && found.length === 0 ? (
            <p className="px-1 py-2 text-ink-soft">Nothing matches.</p>
          ) : null}
          {found.slice(0, SHOWN_MAX).map((option) => (
            <Checkbox
              key={option.value}
              className="min-h-7 rounded-sm px-1 hover:bg-hover"
              checked={picked.includes(option.value)}
              onChange={() => toggle(option.value)}
              label={<OptionLabel option={option} />}
            />
          ))}
          {found.length > SHOWN_MAX ? (
            <p className="px-1 py-1 text-xs text-ink-faint">Type to find more.</p>
          ) : null}
        </fieldset>
        {picked.length === 0 ? null : (
          <button
            type="button"
            onClick={() => onChange([])}
            className="min-h-6 justify-self-start px-1 text-xs text-accent hover:underline"
          >
            Clear {facet.label.toLowerCase()}
          </button>
        )}
      </div>
    </Popover>
  );
}

function withFirst(first: readonly FacetOption[], others: readonly FacetOption[]): FacetOption[] {
  const known = new Set(first.map(({ value }) => value));
  return [...first, ...others.filter(({ value }) => !known.has(value))];
}

function OptionLabel({ option }: { option: FacetOption }) {
  return (
    <span className="flex justify-between gap-3">
      <span className="truncate">{option.label}</span>
      {option.count === null ? null : (
        <span className="shrink-0 text-ink-faint figures">
          {formatCount(option.count, DISPLAY_LOCALE)}
        </span>
      )}
    </span>
  );
}

function LoadingOptions() {
  return (
    <div className="grid gap-3 p-1" aria-busy>
      <Skeleton />
      <Skeleton className="h-3 w-4/5" />
      <Skeleton className="h-3 w-3/5" />
    </div>
  );
}
