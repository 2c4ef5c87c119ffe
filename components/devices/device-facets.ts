import type { FacetDef, FacetOption } from "@/components/grid/facet-filter";
import type { DeviceFlag } from "@/lib/contracts/device-fields";
import type { DeviceRow } from "@/lib/contracts/devices";
import type { Facets } from "@/lib/contracts/list";
import type { DeviceFilter } from "@/lib/client/devices/device-filters";
import {
  DRIFT_LABELS,
  ENCRYPTION_LABELS,
  PATCH_LABELS,
  RESTART_LABELS,
} from "@/lib/format/device-states";
import { CHECK_IN_LABELS, DEVICE_KIND_LABELS } from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

type Picked = Readonly<Record<string, readonly string[]>>;
type Words = Readonly<Record<string, string>>;

const COVERAGE_LABELS: Words = {
  both: "Both systems",
  kace: `${SOURCE_LABELS.kace.label} alone`,
  sysaid: `${SOURCE_LABELS.sysaid.label} alone`,
};
const SOURCE_WORDS: Words = {
  kace: SOURCE_LABELS.kace.label,
  sysaid: SOURCE_LABELS.sysaid.label,
};
const FLAG_LABELS = {
  mine: "Mine",
  team: "My team's",
  withOpenTickets: "With open tickets",
} as const satisfies Record<DeviceFlag, string>;

/** The filters of the device list as chips. The ones that only links from elsewhere set show while they are set. */
export function toDeviceFacets(
  facets: Facets | undefined,
  picked: Picked,
  rows: readonly Pick<DeviceRow, "ownerName">[],
): FacetDef[] {
  const counted = (id: DeviceFilter, label: string, words: Words = {}): FacetDef => ({
    id,
    label,
    options: facets === undefined ? undefined : inWords(facets[id] ?? [], words),
  });
  const all: FacetDef[] = [
    counted("coverage", "In", COVERAGE_LABELS),
    { ...counted("drift", "Drift"), options: inOrderOf(DRIFT_LABELS, facets?.["drift"]) },
    counted("kind", "Kind", DEVICE_KIND_LABELS),
    counted("os", "System"),
    counted("site", "Site"),
    counted("department", "Department"),
    {
      ...counted("checkIn", "Checked in"),
      options: inOrderOf(CHECK_IN_LABELS, facets?.["checkIn"]),
    },
    counted("model", "Model"),
    {
      ...counted("encryption", "Encryption"),
      options: inOrderOf(ENCRYPTION_LABELS, facets?.["encryption"]),
    },
    { ...counted("patches", "Patches"), options: inOrderOf(PATCH_LABELS, facets?.["patches"]) },
    { ...counted("restart", "Restarted"), options: inOrderOf(RESTART_LABELS, facets?.["restart"]) },
    { id: "flag", label: "Only", options: toOptions(FLAG_LABELS) },
    counted("has", "Has"),
    { id: "owner", label: "Owner", options: ownerOptions(picked["owner"] ?? [], rows) },
    counted("source", "Known to", SOURCE_WORDS),
  ];
  const hidden: readonly string[] = ["has", "owner", "source"];
  return all.filter(({ id }) => !hidden.includes(id) || (picked[id] ?? []).length > 0);
}

const toOptions = (words: Words): FacetOption[] =>
  Object.entries(words).map(([value, label]) => ({ value, label, count: null }));

function inWords(options: readonly FacetOption[], words: Words): FacetOption[] {
  return options.map((option) => ({
    ...option,
    label: option.value === "none" ? "Not told" : (words[option.value] ?? option.label),
  }));
}

/** Steps stand in their own order, not by count. */
function inOrderOf(
  words: Words,
  options: readonly FacetOption[] | undefined,
): FacetOption[] | undefined {
  if (options === undefined) return undefined;
  return toOptions(words).map((option) => ({
    ...option,
    count: options.find((one) => one.value === option.value)?.count ?? 0,
  }));
}

/** A person's name as their devices spell it, since the address holds only an account. */
function ownerOptions(
  owners: readonly string[],
  rows: readonly Pick<DeviceRow, "ownerName">[],
): FacetOption[] {
  const names = new Set(rows.flatMap((row) => row.ownerName ?? []));
  const [name] = names;
  return owners.map((value) => ({
    value,
    label: owners.length === 1 && names.size === 1 && name !== undefined ? name : "One person",
    count: null,
  }));
}
