import { joinCsv } from "@/lib/contracts/csv";

// Addresses of the inventory. No "use client": pages use them too.

const page = (path: string, id: string) => `/software/${path}/${encodeURIComponent(id)}`;

export const itemHref = (ref: string) => page("items", ref);
export const titleHref = (key: string) => page("titles", key);
export const cveHref = (cve: string) => page("cves", cve);
export const licenceHref = (ref: string) => page("licences", ref);

/** The devices that have it: exactly those that its number counts. `having`: as the domain's `parseHaving` reads it. */
export const devicesHref = (having: string) =>
  `/devices?${new URLSearchParams({ has: joinCsv([having]) })}`;

export const havingProduct = (key: string) => `product:${key}`;
export const havingIdle = (licenceRef: string) => `idle:${licenceRef}`;
