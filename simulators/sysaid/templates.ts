import type { SrType, SysaidListValue } from "../fleet/model";
import { ApiError } from "./api-error";
import type { InfoItem } from "./info";
import { RECORD_COLUMN_BY_KEY } from "./record-columns";
import type { StoredRecord } from "./record-store";
import type { World } from "./world";

/** What a new record of a type can begin with. */
export interface RecordTemplate {
  id: string;
  type: SrType;
  name: string;
  title: string;
  description: string;
  category: StoredRecord["record"]["category"];
  urgency: number;
  /** Keys that must be filled in. */
  mandatory: readonly string[];
}

/** The default of a type asks for nothing, as recorded. */
const plain = (id: string, type: SrType): RecordTemplate => ({
  id,
  type,
  name: "DEFAULT",
  title: "DEFAULT",
  description: "",
  category: [""],
  urgency: 5,
  mandatory: [],
});

const TEMPLATES: readonly RecordTemplate[] = [
  plain("1", 1),
  {
    ...plain("39", 1),
    name: "Wi-Fi problem",
    title: "Cannot connect to a Wi-Fi network",
    description: "Which network, which building, since when?",
    category: ["Network", "LAN and Wi-Fi", "No connection"],
    urgency: 3,
    mandatory: ["title", "request_user", "problem_type", "location"],
  },
  plain("10", 10),
  {
    ...plain("41", 10),
    name: "New equipment",
    title: "New equipment for ",
    description: "For whom, what, and until when?",
    category: ["Hardware", "New equipment", "Order"],
    mandatory: ["title", "due_date", "cust_text1"],
  },
  plain("5", 4),
  plain("6", 6),
];

/** The template that a request names; the type's first one where it names none. Throws {@link ApiError} for an unknown one. */
export function templateOf(type: SrType, wanted: string | undefined): RecordTemplate {
  const own = TEMPLATES.filter((one) => one.type === type);
  const found = wanted ? own.find(({ id }) => id === wanted) : own[0];
  if (found === undefined) throw new ApiError(400, "Invalid template id");
  return found;
}

/** Templates as values of a list, of one type or of all. */
export function templateValues(type: string | undefined): SysaidListValue[] {
  return TEMPLATES.filter((one) => type === undefined || String(one.type) === type).map(
    ({ id, name }) => ({ id, caption: name }),
  );
}

/** A new record as its template begins it. */
export function beginWith(stored: StoredRecord, template: RecordTemplate): StoredRecord {
  const { title, description, category, urgency, name } = template;
  const record = { ...stored.record, title, description, category, urgency };
  return { ...stored, record, extra: { ...stored.extra, quick_name: name } };
}

/** Throws {@link ApiError} where a record leaves empty what its template must have filled in. */
export function requireMandatory(
  stored: StoredRecord,
  { mandatory }: RecordTemplate,
  world: World,
): void {
  const isEmpty = (value: InfoItem["value"]) =>
    value === null || value === 0 || String(value).trim() === "";
  for (const key of mandatory) {
    const column = RECORD_COLUMN_BY_KEY.get(key);
    if (column && isEmpty(column.value(stored, world)))
      throw new ApiError(400, `Mandatory field is missing: ${column.caption} (${key})`);
  }
}
