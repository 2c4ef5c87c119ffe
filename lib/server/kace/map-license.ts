import "server-only";
import type { License } from "@/lib/domain/inventory/license";
import { type Ref, toRef } from "@/lib/domain/ref";
import type { ApplianceClock } from "./clock";
import type { Names } from "./map";
import type { AssetTypeWire, LicenseWire } from "./wire-inventory";

// A licence is an asset whose type administrators may change: its fields are found by what they are called and
// what they hold, and the rest is shown as it is told.

/** What the licence's own fields stand for. */
const ROLES = ["owned", "titles", "vendor", "mode", "expires", "cost", "department"] as const;
type Role = (typeof ROLES)[number];

interface Field {
  key: string;
  label: string;
  type: string;
}

const ROLE_WORDS: Record<Role, { label: RegExp; type?: RegExp }> = {
  titles: { label: /applies to|software/i, type: /software/i },
  owned: { label: /licen[cs]e count|seats|quantity|licen[cs]es owned|number of licen/i },
  vendor: { label: /vendor|publisher|supplier/i },
  mode: { label: /licen[cs]e (mode|type|model)|metric/i },
  expires: { label: /expir|valid until|end date|maintenance end/i },
  cost: { label: /cost|price/i },
  department: { label: /department|cost cent/i },
};

/** Keys and the like are no one's business here. */
const SECRET = /\bkeys?\b|serial|password|activation|secret/i;

/** The fields of the licence type, as its properties name them. */
export function fieldsOfLicense(type: AssetTypeWire | undefined): Field[] {
  return (type?.properties ?? []).flatMap(({ name, type: kind, columnname }) =>
    name === null || columnname === null
      ? []
      : [{ key: columnname.toLowerCase(), label: name, type: kind ?? "" }],
  );
}

function rolesOf(fields: readonly Field[]): Map<Role, Field> {
  const roles = new Map<Role, Field>();
  for (const role of ROLES) {
    const { label, type } = ROLE_WORDS[role];
    const free = fields.filter((field) => ![...roles.values()].includes(field));
    const found =
      (type && free.find((field) => type.test(field.type))) ??
      free.find((field) => label.test(field.label));
    if (found) roles.set(role, found);
  }
  return roles;
}

/** @param people names by id of the people who own licences */
export function toLicense(
  row: LicenseWire,
  fields: readonly Field[],
  around: { names: Names; people: ReadonlyMap<number, string>; clock: ApplianceClock },
): License {
  const roles = rolesOf(fields);
  const valueOf = (field: Field | undefined): string | null => {
    const value = field === undefined ? null : row[field.key];
    if (typeof value === "number") return String(value);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  const told = (role: Role) => valueOf(roles.get(role));
  const taken = new Set(roles.values());
  const rest = fields.flatMap((field): [string, string][] => {
    const value = valueOf(field);
    const isShown = value !== null && !taken.has(field) && !SECRET.test(field.label);
    return isShown && !/attachment/i.test(field.type) ? [[field.label, value]] : [];
  });
  const titles = roles.get("titles");
  return {
    ref: toRef("kace", "license", row.id),
    source: "kace",
    name: row.name ?? `Licence ${row.id}`,
    vendor: told("vendor"),
    mode: told("mode"),
    owned: wholeNumber(told("owned")),
    ownerRef: row.owner_id === null ? null : toRef("kace", "user", row.owner_id),
    ownerName: row.owner_id === null ? null : (around.people.get(row.owner_id) ?? null),
    site: row.location_id === null ? null : (around.names.locations.get(row.location_id) ?? null),
    department: told("department"),
    expiresAt: around.clock.toIso(withTime(told("expires"))),
    costText: told("cost"),
    titleRefs: titles === undefined ? [] : titleRefsOf(row[titles.key]),
    facts: Object.fromEntries(rest),
    updatedAt: around.clock.toIso(row.modified),
  };
}

function wholeNumber(text: string | null): number | null {
  const digits = /^\s*\d[\d\s,.']*$/.test(text ?? "") ? (text ?? "").replace(/\D/g, "") : "";
  return digits === "" || digits.length > 9 ? null : Number(digits);
}

/** A date alone is a day that begins at midnight there. */
function withTime(text: string | null): string | null {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? `${text} 00:00:00` : text;
}

/** Ids of titles come as `12;13`, as a list, or as rows with an id. */
function titleRefsOf(value: unknown): Ref[] {
  const members: unknown[] = Array.isArray(value) ? value : String(value ?? "").split(/[;,|]/);
  const ids = members.flatMap((member) => {
    const id = typeof member === "object" && member !== null && "id" in member ? member.id : member;
    return /^\s*[1-9]\d{0,14}\s*$/.test(String(id)) ? [Number(id)] : [];
  });
  return [...new Set(ids)].sort((a, b) => a - b).map((id) => toRef("kace", "software", id));
}
