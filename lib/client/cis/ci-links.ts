/** A CI's page, with its graph to so many steps. No "use client": pages use it too. */
export function ciHref(ref: string, depth = 1): string {
  const path = `/cis/${encodeURIComponent(ref)}`;
  return depth === 1 ? path : `${path}?depth=${depth}`;
}

/** The open tickets about a CI. */
export const ciTicketsHref = (ref: string) =>
  `/tickets?${new URLSearchParams({ ci: ref, flag: "open" })}`;
