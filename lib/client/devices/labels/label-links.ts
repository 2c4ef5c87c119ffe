import { joinCsv, splitCsv } from "@/lib/contracts/csv";
import { LABELS_MAX } from "@/lib/contracts/labels";
import { parseRef, type Ref } from "@/lib/domain/ref";

// Which devices a sheet of labels shows. Few stand in the query like every other state; many stand after the hash,
// which no server sees and no server's limit on addresses cuts off. No "use client": pages use them too.

const QUERY_LENGTH_MAX = 2_000;

/** The page that prints labels of these devices, at most {@link LABELS_MAX}. */
export function labelsHref(refs: readonly string[]): string {
  const search = new URLSearchParams({ refs: joinCsv(refs.slice(0, LABELS_MAX)) }).toString();
  return `/devices/labels${search.length > QUERY_LENGTH_MAX ? "#" : "?"}${search}`;
}

/** The devices that an address of that page names, each once; what is no ref is left out. */
export function refsOfLabels(address: { search: string; hash: string }): Ref[] {
  const texts = [address.search, address.hash.replace(/^#/, "")].flatMap((part) =>
    new URLSearchParams(part).getAll("refs").flatMap(splitCsv),
  );
  const refs = texts.map(parseRef).filter((ref) => ref !== null);
  return [...new Set(refs)].slice(0, LABELS_MAX);
}
