import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { accounts, deviceRecords as t } from "./schema/index-tables";

/** An owner's name as the record tells it, else as the source's account is called. Needs `accounts` joined by the owner. */
export function ownerNameOf(): SQL<string | null> {
  return sql<
    string | null
  >`coalesce(${t.ownerName}, nullif(${accounts.fullName}, ''), ${accounts.userName})`;
}
