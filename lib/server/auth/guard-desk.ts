import "server-only";
import type { DeviceDesk } from "@/lib/server/upstream/device-desk";

/** Wraps one call of a session, so that what it tells of the session is heard. */
export type Guard = <Args extends unknown[], Result>(
  call: (...args: Args) => Promise<Result>,
) => (...args: Args) => Promise<Result>;

/** A desk whose every call passes a guard: `reading` for what it tells, `through` for what it does. */
export function guardDesk(
  desk: DeviceDesk,
  { through, reading }: { through: Guard; reading: Guard },
): DeviceDesk {
  return {
    forceInventory: through(desk.forceInventory.bind(desk)),
    listScripts: reading(desk.listScripts.bind(desk)),
    runScript: through(desk.runScript.bind(desk)),
    readRun: reading(desk.readRun.bind(desk)),
    listInstalls: reading(desk.listInstalls.bind(desk)),
    readInstallFit: reading(desk.readInstallFit.bind(desk)),
    addToInstall: through(desk.addToInstall.bind(desk)),
    removeFromInstall: through(desk.removeFromInstall.bind(desk)),
    archive: through(desk.archive.bind(desk)),
    cancelArchive: through(desk.cancelArchive.bind(desk)),
  };
}
