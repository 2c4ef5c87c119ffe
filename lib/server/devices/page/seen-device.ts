import "server-only";
import type { Entity, Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { findDevice, type VisibleDevice } from "@/lib/server/store/read/visible-device";

export type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;

/** What the ref of a device may name: any of its records. */
const DEVICE_ENTITIES: readonly Entity[] = ["machine", "asset", "ci"];

/** The ref of a device out of an address. Throws {@link NotFound}. */
export const deviceRefOf = (refText: string | undefined): Ref =>
  requireRef(refText, DEVICE_ENTITIES, "device");

/** The device behind an address as far as the viewer sees it. Throws {@link NotFound}. */
export async function seenDevice(
  { runtime, viewer }: Asker,
  refText: string | undefined,
): Promise<VisibleDevice> {
  const ref = deviceRefOf(refText);
  const found = await findDevice(runtime.store.db, visibilityOf(viewer), ref);
  if (found === null) throw absenceOf(runtime, viewer, { ref, what: "device" });
  return found;
}
