import "server-only";
import type { OperationRow } from "@/lib/server/upstream/operation";
import { ASSETS } from "./assets";
import { INVENTORY } from "./inventory";
import { MANAGED_INSTALLS } from "./managed-installs";
import { NOTIFICATIONS } from "./notifications";
import { SCRIPTS } from "./scripts";
import { SERVICE_DESK } from "./service-desk";
import { SESSION } from "./session";
import { USERS } from "./users";

export { fillPath } from "@/lib/server/upstream/fill-path";

const ROWS = [
  ...SESSION,
  ...ASSETS,
  ...INVENTORY,
  ...MANAGED_INSTALLS,
  ...SCRIPTS,
  ...USERS,
  ...SERVICE_DESK,
  ...NOTIFICATIONS,
] as const;

export type OperationId = (typeof ROWS)[number]["id"];

/** Every operation of the vendor's API reference 13.2, one row each. */
export const KACE_OPERATIONS: readonly OperationRow<OperationId>[] = ROWS;

const BY_ID = new Map(KACE_OPERATIONS.map((row) => [row.id, row]));

/** The row of an id. */
export function operationOf(id: OperationId): OperationRow<OperationId> {
  const row = BY_ID.get(id);
  if (!row) throw new TypeError(`KACE has no operation ${id}`);
  return row;
}
