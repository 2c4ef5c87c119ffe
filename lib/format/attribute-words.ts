import { DEVICE_KINDS, type RecordKind } from "@/lib/domain/device";
import { ATTRIBUTES, type AttributeName } from "@/lib/domain/merge/attributes";
import type { WinReason } from "@/lib/domain/merge/merge-records";
import { DEVICE_KIND_LABELS } from "./displays";
import { formatBytes, formatCounted } from "./numbers";
import { SOURCE_LABELS } from "./source-labels";

/** An attribute's value for people: sizes with their unit, kinds by their word. */
export function attributeText(name: AttributeName, text: string, locale: string): string {
  switch (ATTRIBUTES[name].unit) {
    case "bytes":
      return formatBytes(Number(text), locale);
    case "kind": {
      const kind = DEVICE_KINDS.find((one) => one === text);
      return kind === undefined ? text : DEVICE_KIND_LABELS[kind];
    }
    case "text":
      return text;
  }
}

/** Why a value is the one that is shown; `null` where nobody tells another. */
export function winWords(reason: WinReason, locale: string): string | null {
  const first = SOURCE_LABELS[reason.first].label;
  switch (reason.by) {
    case "alone":
      return null;
    case "kept":
      return `${first} comes first for this.`;
    case "silent":
      return `${first} comes first for this, but has not seen the device for ${formatCounted(reason.days, "day", locale)} longer.`;
    case "archived":
      return `${first} comes first for this, but its record is archived.`;
    case "hollow":
      return `${first} comes first for this, but tells only a placeholder.`;
    case "absent":
      return `${first} comes first for this, but tells nothing.`;
  }
}

/** Which record of a system: `KACE inventory`, `SysAid CI`. */
export function recordWords(source: keyof typeof SOURCE_LABELS, kind: RecordKind): string {
  const list = { machine: "inventory", asset: "asset", ci: "CI" }[kind];
  return `${SOURCE_LABELS[source].label} ${list}`;
}
