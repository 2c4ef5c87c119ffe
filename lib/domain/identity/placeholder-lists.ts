import { z } from "zod";
import {
  FOREIGN_MAC_PREFIXES,
  GENERIC_HOSTS,
  PLACEHOLDER_SERIALS,
  PLACEHOLDER_TAGS,
  SOFTWARE_MACS,
} from "./placeholders";

/** The lists of values that identify nothing. `macs` holds whole addresses and beginnings of three to five pairs. */
export const PLACEHOLDER_LISTS = ["serials", "macs", "tags", "hosts"] as const;
export type PlaceholderList = (typeof PLACEHOLDER_LISTS)[number];

/** Values that are no evidence, in the form in which they are compared. */
export interface Placeholders {
  serials: ReadonlySet<string>;
  tags: ReadonlySet<string>;
  hosts: ReadonlySet<string>;
  macs: ReadonlySet<string>;
  /** Beginnings of hardware addresses, with the colon that ends them. */
  macPrefixes: readonly string[];
}

const Entries = z.array(z.string().min(1).max(100)).max(500);
const Edits = z.object({ added: Entries, removed: Entries });

/** What administrators changed about the lists that come with the product. */
export const PlaceholderEdits = z.object({
  serials: Edits,
  macs: Edits,
  tags: Edits,
  hosts: Edits,
});
export type PlaceholderEdits = z.infer<typeof PlaceholderEdits>;

/** Nothing was changed. */
export const NO_PLACEHOLDER_EDITS: PlaceholderEdits = {
  serials: { added: [], removed: [] },
  macs: { added: [], removed: [] },
  tags: { added: [], removed: [] },
  hosts: { added: [], removed: [] },
};

/** What comes with the product, by list, in the form in which an edit names it. */
export const DEFAULT_ENTRIES: Readonly<Record<PlaceholderList, readonly string[]>> = {
  serials: [...PLACEHOLDER_SERIALS].sort(),
  macs: [
    ...SOFTWARE_MACS,
    ...FOREIGN_MAC_PREFIXES.map((prefix) => prefix.replace(/:$/, "")),
  ].sort(),
  tags: [...PLACEHOLDER_TAGS].sort(),
  hosts: [...GENERIC_HOSTS].sort(),
};

/** The lists as they stand after the edits. */
export function withEdits(edits: PlaceholderEdits): Placeholders {
  const entries = (list: PlaceholderList) => {
    const { added, removed } = edits[list];
    const gone = new Set(removed);
    return new Set([...DEFAULT_ENTRIES[list].filter((entry) => !gone.has(entry)), ...added]);
  };
  const macs = [...entries("macs")];
  return {
    serials: entries("serials"),
    tags: entries("tags"),
    hosts: entries("hosts"),
    macs: new Set(macs.filter((mac) => mac.length === MAC_LENGTH)),
    macPrefixes: macs.filter((mac) => mac.length < MAC_LENGTH).map((prefix) => `${prefix}:`),
  };
}

const MAC_LENGTH = "00:00:00:00:00:00".length;

/** The lists as they come. */
export const DEFAULT_PLACEHOLDERS: Placeholders = withEdits(NO_PLACEHOLDER_EDITS);

/** An entry in the form in which it is compared, or `null` where it cannot be one of this list. */
export function normaliseEntry(list: PlaceholderList, text: string): string | null {
  switch (list) {
    case "serials":
    case "tags":
      return orNull(squash(text));
    case "hosts":
      return orNull(text.trim().toLowerCase());
    case "macs": {
      const plain = text.replace(/[^0-9a-f]/gi, "").toUpperCase();
      const isWhole = /^[0-9a-f\s:.-]+$/i.test(text.trim()) && /^(..){3,6}$/.test(plain);
      return isWhole ? (plain.match(/../g)?.join(":") ?? null) : null;
    }
  }
}

/** Letters and digits in upper case. */
export function squash(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
}

const orNull = (text: string) => (text === "" ? null : text);
