import "server-only";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { readDevice } from "./device-detail";

/**
 * The record of the same thing that its source lets people write: the asset that a KACE machine has, the CI that a SysAid
 * asset has, or the record itself where it is one of these. `null` where there is none, or the viewer does not see it.
 */
export async function findWritableTwin(
  db: Db,
  visibility: Visibility,
  ref: Ref,
): Promise<Ref | null> {
  const { source, entity } = splitRef(ref);
  const kind = source === "kace" ? "asset" : "ci";
  if (entity === kind) {
    const own = (await readDevice(db, visibility, ref))?.records.find((one) => one.ref === ref);
    return own && own.removedAt === null ? ref : null;
  }
  const device = await readDevice(db, visibility, ref);
  const twins = (device?.records ?? []).filter(
    (one) => one.source === source && one.kind === kind && one.removedAt === null,
  );
  return (
    (twins.find((one) => one.linkedRef === ref) ?? (twins.length === 1 ? twins[0] : undefined))
      ?.ref ?? null
  );
}
