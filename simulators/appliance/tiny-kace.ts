import type { Company } from "../fleet/model";

const DAY_MS = 86_400_000;

/** The MAC of the tiny company's n-th machine. */
export const macOf = (id: number, separator: string) =>
  ["02", "00", "00", "00", "00", `0${id}`].join(separator);

/** What the tiny company's KACE holds: the first two machines and one title, no queue and no ticket. */
export function kaceOf(now: number): Company["kace"] {
  return {
    organization: "Default",
    timeZone: "America/New_York",
    machines: [1, 2].map((id) => ({
      id,
      deviceId: id,
      name: `PC-${id}`,
      domain: "tiny.example",
      serial: `SN-${id}`,
      assetTag: `T-${id}`,
      mac: macOf(id, ":"),
      nics: [{ id, name: "Ethernet", mac: macOf(id, ":"), ip: `10.0.0.${id}` }],
      ip: `10.0.0.${id}`,
      userName: ["mia", "uma"][id - 1] ?? "",
      userFullName: "",
      ownerKaceUserId: id + 102,
      osName: "Microsoft Windows 11 Pro x64",
      osVersion: "10.0.26100",
      osBuild: "26100",
      manufacturer: "Dell Inc.",
      model: "Latitude 7450",
      chassisType: "laptop",
      isVirtual: false,
      ramBytes: 17_179_869_184,
      disks: [{ name: "C:", sizeBytes: 512_000_000_000, freeBytes: 100_000_000_000 }],
      biosVersion: "1.2.3",
      clientVersion: "13.2.27",
      lastInventoryAt: now - DAY_MS,
      lastSyncAt: now - DAY_MS,
      lastRebootAt: null,
      createdAt: now - 300 * DAY_MS,
      modifiedAt: now - DAY_MS,
      manualEntry: false,
      encryption: { enabled: true, protected: true, method: "XTS-AES 128" },
      tpm: { enabled: true, version: "2.0" },
      softwareIds: [1],
      processIds: [],
      serviceIds: [],
      startupProgramIds: [],
      missingPatchIds: [],
    })),
    assets: [],
    assetStatuses: [{ id: 1, name: "Active" }],
    software: [{ id: 1, name: "Editor", version: "1.0", publisher: "Tiny", installedCount: 2 }],
    processes: [],
    services: [],
    startupPrograms: [],
    patches: [],
    queues: [],
    tickets: [],
  };
}
