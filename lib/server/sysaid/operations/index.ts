import "server-only";
import type { OperationRow } from "@/lib/server/upstream/operation";
import { ACTION_ITEMS } from "./action-items";
import { ADDONS } from "./addons";
import { ASSETS } from "./assets";
import { CIS } from "./cis";
import { FILTERS } from "./filters";
import { type PathOverrides, isInferredId } from "./inferred-paths";
import { LISTS } from "./lists";
import { PASSWORD_SERVICES } from "./password-services";
import { SERVICE_RECORDS } from "./service-records";
import { SESSION } from "./session";
import { FILES, RESOURCE_BUNDLE, TRANSLATION } from "./texts";
import { USERS } from "./users";

export type { PathOverrides } from "./inferred-paths";

/**
 * Every operation of SysAid's REST API v1, one row each, by the vendor's groups, with the paths that are known or
 * inferred. Where a SysAid is configured, {@link sysaidOperations} tells its own.
 */
export const SYSAID_OPERATIONS = [
  ...SESSION,
  ...USERS,
  ...FILTERS,
  ...SERVICE_RECORDS,
  ...ACTION_ITEMS,
  ...ASSETS,
  ...LISTS,
  ...ADDONS,
  ...CIS,
  ...RESOURCE_BUNDLE,
  ...PASSWORD_SERVICES,
  ...FILES,
  ...TRANSLATION,
] as const;

export type OperationId = (typeof SYSAID_OPERATIONS)[number]["id"];
export type SysaidOperation = OperationRow<OperationId>;

/** The catalogue of one server: inferred paths are as its settings name them. */
export function sysaidOperations(overrides: PathOverrides = {}): readonly SysaidOperation[] {
  return SYSAID_OPERATIONS.map((row) => {
    const path = isInferredId(row.id) ? overrides[row.id] : undefined;
    return path === undefined ? row : { ...row, path };
  });
}

/** The catalogue's row. Throws a TypeError for an id that it does not hold, which the compiler refuses too. */
export function operationOf(
  id: OperationId,
  operations: readonly SysaidOperation[] = SYSAID_OPERATIONS,
): SysaidOperation {
  const row = operations.find((one) => one.id === id);
  if (!row) throw new TypeError(`No operation ${id}`);
  return row;
}
