"use client";

import { createParser, useQueryStates } from "nuqs";
import { parseValues, spellValues } from "@/components/grid/url-state";
import { OPERATION_FILTERS, type OperationFilters } from "@/lib/client/developers/find-operations";

const text = createParser({ parse: (raw: string) => raw, serialize: (value: string) => value });
const values = createParser({
  parse: (raw: string) => parseValues(raw),
  serialize: (list: readonly string[]) => spellValues(list),
  eq: (a, b) => a.join(",") === b.join(","),
});
const FILTERS = { system: values, effect: values, harm: values };
const OWN = { q: text, op: text };

/** The whole state of the page, kept in its address. Filters make a step for "back"; walking the list does not. */
export function useOperationState() {
  const [picked, setPicked] = useQueryStates(FILTERS, { history: "push" });
  const [own, setOwn] = useQueryStates(OWN, { history: "replace" });
  const filters: OperationFilters = Object.fromEntries(
    OPERATION_FILTERS.map((name) => [name, picked[name] ?? []]),
  );
  return {
    filters,
    setFilter: (name: string, list: readonly string[]) =>
      void setPicked({ [name]: list.length === 0 ? null : [...list] }),
    text: own.q ?? "",
    setText: (next: string) => void setOwn({ q: next === "" ? null : next }),
    clear: () => {
      void setPicked(null);
      void setOwn({ q: null });
    },
    /** The operation that is shown. */
    openKey: own.op,
    setOpenKey: (key: string | null) => void setOwn({ op: key }),
  };
}
