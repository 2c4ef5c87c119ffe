import "server-only";
import type { DeviceParts } from "@/lib/domain/device-parts";
import type { Ref } from "@/lib/domain/ref";

// For tests only.

/** Parts of a device record of which nothing is known but what is given. */
export function someParts(recordRef: Ref, more: Partial<DeviceParts> = {}): DeviceParts {
  return {
    recordRef,
    untold: [],
    posture: { encryption: null, tpm: null, agentVersion: null, lastRestartAt: null, mobile: null },
    disks: [],
    nics: [],
    processes: [],
    services: [],
    startupPrograms: [],
    missingPatches: [],
    titles: [],
    installs: [],
    ...more,
  };
}
