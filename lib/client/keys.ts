// Keys of the query cache. No "use client": pages that prefetch on the server build the same keys.

/** A list's question as the URL spells it: parameter by name. Two equal questions are one key, whatever their order. */
export type Search = Readonly<Record<string, string>>;

/** A search string for a request: `?a=1&b=2` with sorted names and empty values left out, or the empty string. */
export function toSearchString(
  search: Readonly<Record<string, string | number | undefined>>,
): string {
  const params = new URLSearchParams();
  for (const name of Object.keys(search).sort()) {
    const value = search[name];
    if (value !== undefined && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** A search without its order, as counts are asked for. */
export function withoutOrder({ sort: _, ...filters }: Search): Search {
  return filters;
}

/** The keys of one subject; everything of it begins with `all`, so that one prefix refreshes it. */
function subjectKeys<Subject extends string>(subject: Subject) {
  const all = [subject] as const;
  return {
    all,
    lists: () => [...all, "list"] as const,
    list: (search: Search) => [...all, "list", toSearchString(search)] as const,
    facets: (search: Search) => [...all, "facets", toSearchString(search)] as const,
    details: () => [...all, "detail"] as const,
    detail: (ref: string) => [...all, "detail", ref] as const,
  };
}

export const ticketKeys = subjectKeys("tickets");
/** Apart from the tickets: a change of one says nothing of who writes or looks at it. */
export const draftKeys = {
  all: ["ticket-drafts"] as const,
  of: (ref: string) => ["ticket-drafts", ref] as const,
};
export const presenceKeys = {
  all: ["ticket-presence"] as const,
  of: (ref: string) => ["ticket-presence", ref] as const,
};
/** Below the tickets: whatever changes one of them may change what a queue counts. */
export const ticketQueueKeys = {
  all: ["tickets", "queues"] as const,
  of: (search: Search) => ["tickets", "queues", toSearchString(search)] as const,
};
/** Apart from the tickets: every change of one of them must not read the calendars again. */
export const calendarKeys = { all: ["calendars"] as const };
export const deviceKeys = subjectKeys("devices");
/** Below the devices: whatever makes those old makes what they disagree on old. */
export const conflictKeys = {
  all: ["devices", "conflicts"] as const,
  list: (search: Search) => ["devices", "conflicts", "list", toSearchString(search)] as const,
  facets: (search: Search) => ["devices", "conflicts", "facets", toSearchString(search)] as const,
};
/** Apart from the devices: every change of one of them must not read the rules again. */
export const precedenceKeys = { all: ["rules", "precedence"] as const };
/** Below the devices, since whatever changes those may change why their records belong together. */
export const identityKeys = {
  all: [...deviceKeys.all, "identity"] as const,
  list: (search: Search) =>
    [...deviceKeys.all, "identity", "list", toSearchString(search)] as const,
  facets: (search: Search) =>
    [...deviceKeys.all, "identity", "facets", toSearchString(search)] as const,
  pair: (id: string) => [...deviceKeys.all, "identity", "pair", id] as const,
  placeholders: () => [...deviceKeys.all, "identity", "placeholders"] as const,
};
export const ciKeys = {
  ...subjectKeys("cis"),
  graph: (ref: string, depth: number) => ["cis", "graph", ref, depth] as const,
};
/** One subject for all lists of the inventory, each under its own word. */
export const inventoryKeys = {
  all: ["inventory"] as const,
  of: (list: string) => {
    const all = ["inventory", list] as const;
    return {
      list: (search: Search) => [...all, "list", toSearchString(search)] as const,
      facets: (search: Search) => [...all, "facets", toSearchString(search)] as const,
      detail: (id: string) => [...all, "detail", id] as const,
    };
  },
};
export const homeKeys = {
  all: ["home"] as const,
  metrics: (days: number) => ["home", days] as const,
};
export const teamKeys = { all: ["team"] as const };
export const wallKeys = {
  all: ["wall"] as const,
  links: () => ["wall", "links"] as const,
  metrics: (token: string) => ["wall", "metrics", token] as const,
};
export const connectionKeys = {
  all: ["connections"] as const,
  list: () => ["connections", "list"] as const,
  addons: () => ["connections", "addons"] as const,
  addon: (name: string) => ["connections", "addons", name] as const,
  organizations: () => ["connections", "organizations"] as const,
};
export const meKeys = { all: ["me"] as const };
export const tokenKeys = { all: ["tokens"] as const };
export const operationKeys = {
  all: ["operations"] as const,
  list: () => ["operations", "list"] as const,
  detail: (key: string) => ["operations", "detail", key] as const,
};
/** What people have done to devices. */
export const runKeys = {
  ...subjectKeys("device-runs"),
  open: () => ["device-runs", "open"] as const,
};
/** Audit walks. */
export const walkKeys = subjectKeys("device-walks");
export const healthKeys = { all: ["health"] as const };
export const searchKeys = {
  all: ["search"] as const,
  text: (text: string) => ["search", text] as const,
};
