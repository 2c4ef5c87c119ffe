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
/** What a ticket's own system is asked for beside it; apart from the tickets, since each costs it a request. */
export const ticketPartKeys = {
  of: (ref: string) => ["ticket-parts", ref] as const,
  approvals: (ref: string) => ["ticket-parts", ref, "approvals"] as const,
  relations: (ref: string) => ["ticket-parts", ref, "relations"] as const,
  options: (ref: string, pattern: string) => ["ticket-parts", ref, "options", pattern] as const,
  people: (ref: string, text: string) => ["ticket-parts", ref, "people", text] as const,
};
/** The forms of records, by where they are read: apart from the records, whose every change must not ask a system anew. */
export const formKeys = {
  all: ["forms"] as const,
  of: ({ path, params }: { path: string; params: Search }) =>
    ["forms", path, toSearchString(params)] as const,
  choices: (place: { path: string; params: Search }, field: string, search: string) =>
    ["forms", place.path, toSearchString(place.params), "choices", field, search] as const,
};
/** Records that were looked up to be picked. */
export const foundKeys = {
  of: (kind: string, text: string) => ["found", kind, text] as const,
};
/** What new tickets can begin as. */
export const newTicketKeys = {
  starts: () => ["new-ticket", "starts"] as const,
  templates: (start: Search) => ["new-ticket", "templates", toSearchString(start)] as const,
  form: (start: Search) => ["new-ticket", "form", toSearchString(start)] as const,
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
  ofTicket: (ref: string) => ["device-runs", "ticket", ref] as const,
};
/** What people have given to many tickets at once. Apart from the tickets: a job's rows change all the while. */
export const ticketJobKeys = {
  ...subjectKeys("ticket-jobs"),
  open: () => ["ticket-jobs", "open"] as const,
  rows: (id: string, search: Search) =>
    ["ticket-jobs", "detail", id, toSearchString(search)] as const,
};
/** Audit walks. */
export const walkKeys = subjectKeys("device-walks");
export const healthKeys = { all: ["health"] as const };
export const searchKeys = {
  all: ["search"] as const,
  text: (text: string) => ["search", text] as const,
};
