import { expect, test } from "vitest";
import { generateCompany, truthOf, type Company } from "@/simulators/fleet";
import type { DeviceKind } from "../device";
import { toRef, type Ref } from "../ref";
import { matchRecords, type MatchRecord } from "./index";

// The generated company knows which records are one machine; matching must find out.

const KINDS: readonly [RegExp, DeviceKind][] = [
  [/laptop|notebook|portable/i, "laptop"],
  [/virtual/i, "virtual"],
  [/server|rack/i, "server"],
  [/desktop|tower|workstation/i, "desktop"],
  [/mobile|phone|tablet|hand/i, "mobile"],
  [/printer/i, "printer"],
  [/switch|network|router/i, "network"],
];
const kindOf = (text: string) => KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? "other";
const hostOf = (name: string) => (/\s/.test(name) ? null : name);
const orNull = (text: string) => (text === "" ? null : text);
const toIso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const NOTHING = {
  linkedRef: null,
  serial: null,
  assetTag: null,
  macs: [],
  host: null,
  domain: null,
  model: null,
  manufacturer: null,
  deviceKind: "other" as const,
  lastSeenAt: null,
  lastUser: null,
};

/** The records as the two clients hand them over, as far as matching looks at them. */
function recordsOf({ kace, sysaid }: Company): MatchRecord[] {
  const machines = kace.machines.map((machine): MatchRecord => ({
    ref: toRef("kace", "machine", machine.id),
    source: "kace",
    kind: "machine",
    linkedRef: null,
    serial: orNull(machine.serial),
    assetTag: orNull(machine.assetTag),
    macs: [machine.mac, ...machine.nics.map((nic) => nic.mac)],
    host: machine.name,
    domain: orNull(machine.domain),
    model: orNull(machine.model),
    manufacturer: orNull(machine.manufacturer),
    deviceKind: machine.isVirtual ? "virtual" : kindOf(machine.chassisType),
    lastSeenAt: toIso(machine.lastInventoryAt),
    lastUser: orNull(machine.userName),
  }));
  const assets = kace.assets.flatMap((asset): MatchRecord[] => {
    if (asset.deviceId === null) return [];
    const linkedRef = asset.mappedId === 0 ? null : toRef("kace", "machine", asset.mappedId);
    const ref = toRef("kace", "asset", asset.id);
    return [
      // Named after its machine only where that is gone, as the client reads it.
      {
        ...NOTHING,
        ref,
        source: "kace",
        kind: "asset",
        linkedRef,
        host: linkedRef === null ? hostOf(asset.name) : null,
      },
    ];
  });
  const owned = sysaid.assets.map((asset): MatchRecord => ({
    ref: toRef("sysaid", "asset", asset.id),
    source: "sysaid",
    kind: "asset",
    linkedRef: null,
    serial: orNull(asset.serial),
    assetTag: orNull(asset.barcode),
    macs: asset.macAddress === "" ? [] : [asset.macAddress],
    host: hostOf(asset.name),
    domain: orNull(asset.domain),
    model: orNull(asset.model),
    manufacturer: orNull(asset.manufacturer),
    deviceKind: kindOf(asset.computerType),
    lastSeenAt: toIso(asset.lastAccess),
    lastUser: null,
  }));
  const cis = sysaid.cis.flatMap((ci): MatchRecord[] => {
    if (ci.deviceId === null) return [];
    const linkedRef = ci.assetId === "" ? null : toRef("sysaid", "asset", ci.assetId);
    const facts = { serial: orNull(ci.serial), host: hostOf(ci.name), linkedRef };
    return [
      { ...NOTHING, ref: toRef("sysaid", "ci", ci.id), source: "sysaid", kind: "ci", ...facts },
    ];
  });
  return [...machines, ...assets, ...owned, ...cis];
}

/** Pairs of records within groups: in both partitions, in the found one, in the true one. */
function comparePairs(found: Ref[][], truth: Ref[][]) {
  const trueGroup = new Map(truth.flatMap((refs, index) => refs.map((ref) => [ref, index])));
  const pairs = (n: number) => (n * (n - 1)) / 2;
  let right = 0;
  const wrong: Ref[][] = [];
  for (const refs of found) {
    const sizes = new Map<number, number>();
    for (const ref of refs) {
      const group = trueGroup.get(ref) ?? -1;
      sizes.set(group, (sizes.get(group) ?? 0) + 1);
    }
    for (const size of sizes.values()) right += pairs(size);
    if (sizes.size > 1) wrong.push(refs);
  }
  const sum = (groups: Ref[][]) => groups.reduce((total, refs) => total + pairs(refs.length), 0);
  return { precision: right / sum(found), recall: right / sum(truth), wrong };
}

const NOW = Date.parse("2026-03-02T10:00:00Z");
const SEEDS = [1, 2, 3, 4, 5];
const SIZES = [
  { devices: 2_000, cis: 600 },
  { devices: 20_000, cis: 6_000 },
];

test.each(SIZES.flatMap((size) => SEEDS.map((seed) => ({ seed, ...size }))))(
  "the machines of company $seed with $devices devices are found: 99.5 of 100 joins are right, and 97 of 100 are made",
  ({ seed, devices, cis }) => {
    const company = generateCompany({ seed, devices, cis, tickets: 0, now: NOW });
    const { groups } = matchRecords(recordsOf(company));
    const found = groups.map((group) => group.records.map(({ ref }) => ref));
    const truth = truthOf(company).devices.map((device) => [
      ...device.kaceMachines.map((id) => toRef("kace", "machine", id)),
      ...device.kaceAssets.map((id) => toRef("kace", "asset", id)),
      ...device.sysaidAssets.map((id) => toRef("sysaid", "asset", id)),
      ...device.sysaidCis.map((id) => toRef("sysaid", "ci", id)),
    ]);
    const { precision, recall } = comparePairs(found, truth);
    const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
    process.stdout.write(
      `company ${seed}, ${devices} devices: precision ${percent(precision)}, recall ${percent(recall)}\n`,
    );
    expect(precision).toBeGreaterThanOrEqual(0.995);
    expect(recall).toBeGreaterThanOrEqual(0.97);
  },
  // A busy machine takes several times what a quiet one does.
  180_000,
);
