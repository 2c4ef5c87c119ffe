// Addresses of the list of pairs. No "use client": pages use them too.

export const IDENTITY_PATH = "/devices/identity";

/** The filters of the list of pairs, as its address spells them; which list comes first. */
export const PAIR_FILTERS = ["list", "rule", "reason", "certainty", "record"] as const;

/** Every pair of one list that one of these records stands in. */
export const pairsHref = (list: "joins" | "suggestions" | "refusals", records: readonly string[]) =>
  `${IDENTITY_PATH}?${new URLSearchParams({ list, record: records.join(",") })}`;
