"use client";

import { DefinitionList, type Definition } from "@/components/ui/definition-list";
import { StatusBadge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ItemRow } from "@/lib/contracts/inventory";
import type { ListedKind } from "@/lib/contracts/inventory-fields";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { displayThreat } from "@/lib/format/inventory-displays";
import { formatCount } from "@/lib/format/numbers";
import { DeviceNumber } from "./device-number";
import { ItemState } from "./item-columns";
import { SupportEnd } from "./support-end";

/** What the plain columns hold, by kind; a kind leaves out what it has not. */
const WORDS: Record<ListedKind, { version?: string; publisher?: string; devices?: string }> = {
  process: { version: "Version", publisher: "Company", devices: "Devices" },
  service: { version: "Version", publisher: "Company", devices: "Devices" },
  startupProgram: { version: "Version", publisher: "Company", devices: "Devices" },
  operatingSystem: { version: "Build", devices: "Devices" },
  node: { version: "System", devices: "Device" },
  managedInstall: { devices: "Targets" },
  script: { version: "Type", publisher: "Systems" },
  assetType: {},
};
const RATED: readonly ListedKind[] = ["process", "service", "startupProgram"];

/** Everything that is told of an item. Texts are the source's and shown as text alone. */
export function ItemFacts({ item }: { item: ItemRow }) {
  const words = WORDS[item.kind];
  const told: (Definition | null)[] = [
    RATED.includes(item.kind)
      ? { label: "Threat", value: <StatusBadge display={displayThreat(item.level)} plain /> }
      : null,
    item.status === null
      ? null
      : {
          label: item.kind === "assetType" ? "Kind" : "State",
          value: <ItemState word={item.status} />,
        },
    words.version ? { label: words.version, value: item.version } : null,
    words.publisher ? { label: words.publisher, value: item.publisher } : null,
    words.devices
      ? { label: words.devices, value: <DeviceNumber count={item.devices} having={item.ref} /> }
      : null,
    item.counted !== null && item.kind === "assetType"
      ? { label: "Assets", value: formatCount(item.counted, DISPLAY_LOCALE) }
      : null,
    ...Object.entries(item.facts).map(([label, text]) => ({
      label,
      value:
        label === "Support ends" ? (
          <SupportEnd on={text} />
        ) : (
          <span className="wrap-anywhere whitespace-pre-line">{text}</span>
        ),
    })),
    item.updatedAt === null
      ? null
      : { label: "Changed", value: <RelativeTime iso={item.updatedAt} /> },
  ];
  return <DefinitionList items={told.filter((one) => one !== null)} />;
}
