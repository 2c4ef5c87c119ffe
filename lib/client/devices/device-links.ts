// Addresses of devices and of what belongs to them. No "use client": pages use them too.

/** A device's page; any of its records' refs opens it. */
export const deviceHref = (ref: string) => `/devices/${encodeURIComponent(ref)}`;

/** The open tickets about a device: exactly the rows that its number counts. */
export const deviceTicketsHref = (ref: string) =>
  `/tickets?${new URLSearchParams({ device: ref, flag: "open" })}`;

/** The work list of values on which the systems disagree, of one attribute; with `all`, also those that are ignored. */
export const conflictsHref = ({ attribute, all = false }: { attribute: string; all?: boolean }) =>
  `/devices/conflicts?${new URLSearchParams({ attribute, ...(all ? { state: "open,ignored" } : {}) })}`;

/** The list of vulnerabilities, at one of them. */
export const cvesHref = (cve: string) => `/software/cves?${new URLSearchParams({ q: cve })}`;

/** The devices of a person, by any of their accounts. */
export const ownedDevicesHref = (owner: string) => `/devices?${new URLSearchParams({ owner })}`;
