import "server-only";
import type { DeviceParts, DiskPart, NicPart } from "@/lib/domain/device-parts";
import { formatBytes } from "@/lib/format/numbers";
import type { Difference } from "./difference";

/** What of a device's parts is compared. What changes by itself (programs that run, room on disks) is not. */
export type ComparedParts = Pick<
  DeviceParts,
  "untold" | "posture" | "disks" | "nics" | "missingPatches"
>;

/** An installed title: by name, for a new version of it is one change and no two. */
export interface NamedTitle {
  name: string;
  version: string | null;
}

const CHANGES_MAX = 40;

/**
 * What changed from one reading of a device's parts to the next, as `software.7-Zip` → [before, after]; `null`
 * where there is no such thing. Groups that one of the readings was not told are not compared. Long lists of
 * changes end with a line that counts the rest.
 */
export function differenceOfParts(
  before: ComparedParts,
  after: ComparedParts,
  titles: { removed: readonly NamedTitle[]; added: readonly NamedTitle[] },
): Difference {
  const both = (group: DeviceParts["untold"][number]) =>
    !before.untold.includes(group) && !after.untold.includes(group);
  const changes = [
    ...(both("security") ? changed("posture", posturesOf(before), posturesOf(after)) : []),
    ...changed("posture", agentOf(before), agentOf(after)),
    ...(both("hardware")
      ? [
          ...changed("disks", disksOf(before.disks), disksOf(after.disks)),
          ...changed("nics", nicsOf(before.nics), nicsOf(after.nics)),
        ]
      : []),
    ...(both("patches") ? changed("patches", patchesOf(before), patchesOf(after)) : []),
    ...changed("software", versionsOf(titles.removed), versionsOf(titles.added)),
  ];
  const kept = changes.slice(0, CHANGES_MAX);
  const rest = changes.length - kept.length;
  return Object.fromEntries(rest === 0 ? kept : [...kept, ["more", [null, `${rest} more`]]]);
}

type Values = ReadonlyMap<string, string>;

function changed(group: string, before: Values, after: Values): [string, [unknown, unknown]][] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name): [string, [unknown, unknown]][] => {
    const pair: [unknown, unknown] = [before.get(name) ?? null, after.get(name) ?? null];
    return pair[0] === pair[1] ? [] : [[`${group}.${name}`.slice(0, 200), pair]];
  });
}

function posturesOf({ posture }: ComparedParts): Values {
  const { encryption, tpm, mobile } = posture;
  const values: [string, string | null][] = [
    ["Disk encryption", encryption && (encryption.isOn ? "on" : "off")],
    ["Protection of the disk", toOnOff(encryption?.isProtected ?? null)],
    ["TPM", tpm && (tpm.isEnabled ? "on" : "off")],
    ["Mobile compliance", mobile?.status ?? null],
  ];
  return onlyTold(values);
}

const agentOf = ({ posture }: ComparedParts) => onlyTold([["Agent", posture.agentVersion]]);
const toOnOff = (flag: boolean | null) => (flag === null ? null : flag ? "on" : "off");

function onlyTold(values: [string, string | null][]): Values {
  return new Map(values.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function disksOf(disks: readonly DiskPart[]): Values {
  return new Map(
    disks.map(({ name, totalBytes }) => [
      name,
      totalBytes === null ? "size unknown" : formatBytes(totalBytes, "en"),
    ]),
  );
}

/** Addresses come and go with places; a card is its MAC. */
function nicsOf(nics: readonly NicPart[]): Values {
  return new Map(nics.flatMap(({ name, mac }) => (mac === null ? [] : [[name ?? mac, mac]])));
}

function patchesOf({ missingPatches }: ComparedParts): Values {
  return new Map(missingPatches.map(({ title }) => [title, "missing"]));
}

/** Of several versions side by side the list is the value. */
function versionsOf(titles: readonly NamedTitle[]): Values {
  const versions = new Map<string, string[]>();
  for (const { name, version } of titles)
    versions.set(name, [...(versions.get(name) ?? []), version ?? "installed"]);
  return new Map([...versions].map(([name, all]) => [name, all.sort().join(", ")]));
}
