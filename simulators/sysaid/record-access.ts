import type { ApplianceContext } from "../appliance/environment";
import { invalidRecord, notAuthorized } from "./api-error";
import type { SysaidContextOf } from "./context";
import type { RecordStore, StoredRecord } from "./record-store";
import { canSee, rightsOf, viewerOf, type Viewer } from "./viewer";
import type { World } from "./world";

/** The way to a record: who asks, and what they may do with it. */
export interface RecordAccess {
  viewing(c: ApplianceContext): Viewer;
  seen(viewer: Viewer, id: number): StoredRecord | undefined;
  /** The record of the path. Throws SysAid's 400 where the caller does not see it: it does not exist for them. */
  found(c: ApplianceContext, viewer: Viewer): StoredRecord;
  /** The same, and 403 where it may be seen but not changed. */
  writable(c: ApplianceContext, viewer: Viewer): StoredRecord;
}

export function createRecordAccess(
  world: World,
  store: RecordStore,
  callerOf: SysaidContextOf,
): RecordAccess {
  const seen = (viewer: Viewer, id: number) => {
    const stored = store.get(id);
    return stored === undefined || !canSee(viewer, stored) ? undefined : stored;
  };
  const found = (c: ApplianceContext, viewer: Viewer) => {
    const stored = seen(viewer, Number(c.req.param("id")));
    if (stored === undefined) throw invalidRecord();
    return stored;
  };
  return {
    viewing: (c) => viewerOf(c, callerOf(c), world.directory),
    seen,
    found,
    writable(c, viewer) {
      const stored = found(c, viewer);
      if (!rightsOf(viewer, stored).canUpdate) throw notAuthorized();
      return stored;
    },
  };
}
