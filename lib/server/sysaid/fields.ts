import "server-only";

// What is asked for. Without `fields` the server sends every column of every record (76 for a service
// record), so each list names what its mapper reads, and nothing else. `id` stands in the lists that
// are sorted by it: a list may only be sorted by what it fetched.

export const USER_FIELDS = [
  "login_user",
  "calculated_user_name",
  "display_name",
  "first_name",
  "last_name",
  "email_address",
  "phone",
  "cell_phone",
  "department",
  "location",
  "user_manager_name",
  "disable",
] as const;

/** Enough to know an account by its name. */
export const USER_NAME_FIELDS = ["login_user"] as const;

export const TICKET_FIELDS = [
  "id",
  "sr_type",
  "title",
  "description",
  "solution",
  "resolution",
  "status",
  "priority",
  "impact",
  "problem_type",
  "problem_sub_type",
  "third_level_category",
  "assigned_group",
  "responsibility",
  "request_user",
  "cc",
  "computer_id",
  "ci",
  "insert_time",
  "update_time",
  "close_time",
  "due_date",
] as const;

/** Enough to know a status's class, and whether an answer holds archived records only. */
export const STATUS_FIELDS = ["id", "status"] as const;
export const ARCHIVE_FIELDS = ["id", "archive", "update_time"] as const;

/** They run on while a record is open, so lists are not asked for them. */
export const TIMER_FIELDS = ["timer1", "timer2"] as const;

/** What the form holds beside: the record's conversation. */
export const CONVERSATION_FIELDS = [
  "notes",
  "messages",
  "activities",
  "history",
  "attachments",
] as const;

// `os_serial` holds a Windows product key and is never asked for.
export const ASSET_FIELDS = [
  "computer_type",
  "serial",
  "mac_address",
  "manufacturer",
  "model",
  "os_name",
  "os_version",
  "ip_address",
  "memory_physical",
  "hdd_total_space",
  "freespace",
  "disks_size",
  "storage",
  "domain",
  "username",
  "location_idx",
  "department",
  "barcode",
  "last_access",
  "update_time",
  "disable",
  "device_status",
  "cpu_model",
  "agent_version",
  "collection_type",
  "last_boot",
  "company",
  "description",
  "purchase_date",
  "warranty_expiration",
] as const;

/** Shown on a device's page under the server's own captions, in this order. */
export const ASSET_FACTS = [
  "cpu_model",
  "storage",
  "agent_version",
  "collection_type",
  "last_boot",
  "company",
  "description",
  "purchase_date",
  "warranty_expiration",
] as const;

// The document gives few keys of a CI; the rest are asked for by the names that the other entities use.
export const CI_FIELDS = [
  "id",
  "ci_name",
  "ci_type",
  "ci_sub_type",
  "status",
  "owner",
  "location",
  "department",
  "company",
  "serial",
  "asset_id",
  "description",
  "insert_time",
  "update_time",
] as const;

export const CI_FACTS = ["ci_sub_type", "company", "description"] as const;
