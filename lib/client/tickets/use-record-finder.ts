"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { foundKeys } from "../keys";
import { findCis, findDevices, type FoundRecord } from "../search/search-records";

/** Of what kind records are looked for, to be picked. */
export type FoundKind = "device" | "ci";

const WAYS = { device: findDevices, ci: findCis } as const;
const FOUND_MAX = 20;

// What was found keeps its name as long as the page lives: a picked record must not turn into its id when other words are typed.
const namesFound = new Map<string, string>();

/** What a record that was found is called; `null` when it was not. */
export const nameOfFound = (ref: string): string | null => namesFound.get(ref) ?? null;

/** Records too many to list, as somebody types. */
export interface RecordFinder {
  /** The first few that hold the words; undefined while they are on the way. Nothing is asked before `find`. */
  found: readonly FoundRecord[] | undefined;
  find: (text: string) => void;
}

/** Looks devices or CIs up by their words. */
export function useRecordFinder(kind: FoundKind): RecordFinder {
  const [text, setText] = useState<string | null>(null);
  const q = useDeferredValue(text)?.trim() ?? null;
  const { data } = useQuery({
    queryKey: foundKeys.of(kind, q ?? ""),
    queryFn: async ({ signal }) => {
      const found = await WAYS[kind]({ q: q ?? "", limit: FOUND_MAX }, signal);
      for (const { id, label } of found) namesFound.set(id, label);
      return found;
    },
    enabled: q !== null,
    placeholderData: keepPreviousData,
  });
  return { found: q === null ? [] : data, find: setText };
}
