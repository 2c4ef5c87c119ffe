import "server-only";
import { ATTRIBUTES, parseAttribute, type AttributeName } from "@/lib/domain/merge/attributes";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { whyNeverWritable } from "@/lib/server/devices/asset-form/attribute-writes";
import { Forbidden } from "@/lib/server/failures";
import { seesConflicts } from "@/lib/server/store/read/conflicts";

/** Why somebody sees no conflicts. */
export const CONFLICTS_CLOSED =
  "Conflicts are shown to people who see all devices of both systems, because each one tells what either says.";

/** Throws {@link Forbidden} for viewers who do not see all of both systems. */
export function requireConflictSight(viewer: Viewer): void {
  if (!seesConflicts(visibilityOf(viewer))) throw new Forbidden(CONFLICTS_CLOSED);
}

/** A conflict's id for requests. */
export function toConflictId(one: { deviceId: number; attribute: AttributeName }): string {
  return `${one.deviceId}.${one.attribute}`;
}

/** What an id names, or `null` for any other text. */
export function parseConflictId(id: string): { deviceId: number; attribute: AttributeName } | null {
  const match = /^(\d{1,15})\.(\w+)$/.exec(id);
  const attribute = parseAttribute(match?.[2] ?? "");
  return attribute === null ? null : { deviceId: Number(match?.[1]), attribute };
}

/** Why nobody can write over what a record tells of an attribute, as far as that is known without asking; else `null`. */
export function whyBarred(attribute: AttributeName, ref: Ref): string | null {
  const { source, entity } = splitRef(ref);
  const never = whyNeverWritable(source, attribute);
  if (never !== null) return never;
  const isInventory = entity === "machine" && ATTRIBUTES[attribute].voices[source][0] === "machine";
  return isInventory ? inventoryWords(attribute) : null;
}

/** A write to a KACE asset would be no answer while the machine's inventory goes before it. */
export function inventoryWords(attribute: AttributeName): string {
  const label = ATTRIBUTES[attribute].label.toLowerCase();
  return `KACE learns the ${label} from the machine’s own inventory, which nobody can write. It changes when the machine does.`;
}

/** A write to another record than the one that speaks would change nothing that people see. */
export function overruledWords(attribute: AttributeName, ref: Ref): string {
  const { source, entity } = splitRef(ref);
  if (source === "kace" && entity === "machine") return inventoryWords(attribute);
  const label = ATTRIBUTES[attribute].label.toLowerCase();
  return `The record that tells the ${label} in ${SOURCE_LABELS[source].label} cannot be written, and it goes before those that can.`;
}
