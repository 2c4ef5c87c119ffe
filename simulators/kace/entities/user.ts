import { blanks, fieldsFrom, SNAKE, type Entity } from "../query";
import type { Store, UserRow } from "../store";

const LIMITED = fieldsFrom<UserRow>("limited");
const STANDARD = fieldsFrom<UserRow>("standard");
const EXTENDED = fieldsFrom<UserRow>("extended");

/** Stands in every field that real appliances leak secrets in, so that a client can prove to keep none. */
export const PLANTED_SECRET = "PLANTED-SECRET";

/** Users. `limited` is what tickets were recorded to hold of a submitter. */
export function userEntity(store: Store): Entity<UserRow> {
  let counts = new Map<number, number>();
  let countedAt = -1;
  const deviceCount = (user: UserRow) => {
    if (countedAt !== store.machines.version()) {
      counts = countDevices(store);
      countedAt = store.machines.version();
    }
    return counts.get(user.id) ?? 0;
  };
  return {
    names: ["user", "users"],
    spelling: SNAKE,
    relations: [],
    fields: [
      LIMITED.integer("id", (row) => row.id),
      LIMITED.text("user_name", (row) => row.account.userName, { aliases: ["name"] }),
      LIMITED.text("email", (row) => row.account.email),
      LIMITED.text("full_name", (row) => row.account.fullName),
      STANDARD.integer("role_id", (row) => row.account.roleId),
      STANDARD.integer("manager_id", (row) => row.account.managerId),
      STANDARD.integer("location_id", (row) => row.account.locationId),
      STANDARD.text("work_phone", (row) => row.person.phone),
      STANDARD.integer("is_archived", (row) => Number(row.account.isArchived)),
      STANDARD.integer("hd_default_queue_id", () => store.queues.all()[0]?.id ?? 0),
      ...blanks("standard", ["domain", "budget_code", "home_phone", "mobile_phone", "pager_phone"]),
      ...blanks("extended", ["ldap_uid", "hd_default_view"]),
      EXTENDED.integer("device_count", deviceCount),
      ...blanks("extended", ["api_enabled"], 1),
      ...blanks("all", ["archived_by", "level", "linked_appliance_id", "locale_browser_id"], 0),
      ...blanks("all", ["permissions", "primary_device_id", "sales_notifications"], 0),
      ...blanks("all", ["security_notifications"], 0),
      ...blanks("all", ["path"]),
      ...blanks("all", ["password"], `${PLANTED_SECRET}-user`),
    ],
  };
}

function countDevices(store: Store): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { ownerKaceUserId: id } of store.machines.all())
    counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
