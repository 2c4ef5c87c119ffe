import "server-only";

/** One documented operation of the appliance. */
export interface Operation {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** As documented, with `{name}` for what the caller fills in. */
  path: string;
  /** Query parameters that it understands. */
  params: readonly string[];
  /** Changes nothing, so that it may be repeated. */
  reads: boolean;
  /** The key under which its answer holds rows. */
  collection?: string;
}

const LIST = ["filtering", "sorting", "paging", "shaping", "use_count", "use_count_only"];

const list = (path: string, collection: string): Operation => {
  return { method: "GET", path, params: LIST, reads: true, collection };
};
const read = (path: string, collection?: string): Operation => {
  return {
    method: "GET",
    path,
    params: ["shaping"],
    reads: true,
    ...(collection ? { collection } : {}),
  };
};
const write = (method: Operation["method"], path: string): Operation => {
  return { method, path, params: [], reads: false };
};

/**
 * The operations in use, by id, after the vendor's API reference 13.2. Paths stand as clients are known to call
 * them: without a closing slash where the reference and practice differ.
 */
export const OPERATIONS = {
  "security.login": write("POST", "/ams/shared/api/security/login"),
  "security.verify_2factor": write("POST", "/ams/shared/api/security/verify_2factor"),
  // Reads by its method, yet it ends the session.
  "security.logout": write("GET", "/ams/shared/api/security/logout"),
  "users.me": read("/api/users/me/"),
  "users.list": list("/api/users/users", "Users"),
  "users.read": read("/api/users/users/{id}", "Users"),
  "machines.list": list("/api/inventory/machines", "Machines"),
  "machines.read": read("/api/inventory/machines/{id}", "Machines"),
  "softwares.list": list("/api/inventory/softwares", "Software"),
  "assets.list": list("/api/asset/assets", "Assets"),
  "assets.read": read("/api/asset/assets/{id}", "Assets"),
  "asset_status.list": list("/api/asset/asset_status", "AssetStatus"),
  "queues.list": list("/api/service_desk/queues", "Queues"),
  "queues.owners": list("/api/service_desk/queues/{id}/ticket_owners", "Users"),
  "tickets.list": list("/api/service_desk/tickets", "Tickets"),
  "tickets.read": read("/api/service_desk/tickets/{id}", "Tickets"),
  "tickets.update": write("PUT", "/api/service_desk/tickets/{id}"),
  "tickets.changes": list("/api/service_desk/tickets/{id}/changes", "Changes"),
  "tickets.work": list("/api/service_desk/tickets/{id}/work", "Work"),
} satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;

/** An operation's path with its names filled in and encoded. Throws a TypeError for a name that is missing. */
export function fillPath(
  operation: Operation,
  values: Record<string, string | number> = {},
): string {
  return operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`${operation.path} needs ${name}`);
    return encodeURIComponent(value);
  });
}
