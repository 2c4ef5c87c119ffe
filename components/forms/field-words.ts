import type { FormFieldView } from "@/lib/contracts/record-form";
import { isEmptyFormValue, type FormValue } from "@/lib/domain/record-form";
import { formatDate, formatDateTime, type Place } from "@/lib/format/dates";

/** What a field holds, in words for people; `null` where it holds nothing. */
export function describeField(field: FormFieldView, place: Place): string | null {
  if (field.text !== null) return field.text;
  return describeValue(field, field.value, place);
}

/** A value that a field could hold. Ids stand for themselves where nobody has told their names. */
export function describeValue(
  { kind }: Pick<FormFieldView, "kind">,
  value: FormValue,
  place: Place,
): string | null {
  if (isEmptyFormValue(value)) return null;
  if (typeof value !== "string") return value.join(", ");
  switch (kind) {
    case "date":
      return formatDate(`${value}T00:00:00Z`, { ...place, zone: "UTC" });
    case "localTime":
      return formatDateTime(`${value}Z`, { ...place, zone: "UTC" });
    case "moment":
      return formatDateTime(value, place);
    case "flag":
      return value === "true" ? "Yes" : "No";
    default:
      return value;
  }
}

/** An instant as a date-and-time input wants it, in the viewer's own zone. The empty text for none. */
export function toLocalInput(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "";
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** The opposite of {@link toLocalInput}. */
export function fromLocalInput(text: string): string {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? "" : date.toISOString();
}

/** What helps to fill a field in. */
export function hintOf(
  { kind, from, group, options }: FormFieldView,
  timeZone: string | null,
): string | null {
  const parts = [
    group === null ? null : `Only for ${group}.`,
    kind === "localTime" && timeZone !== null ? `By KACE's clock (${timeZone}).` : null,
    kind === "moment" ? "By your own clock." : null,
    kind === "choices" && from === "values" && options === null ? "One value a line." : null,
  ];
  const words = parts.filter((part) => part !== null).join(" ");
  return words === "" ? null : words;
}
