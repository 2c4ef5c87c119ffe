"use client";

import { DefinitionList } from "@/components/ui/definition-list";
import { SkeletonLines } from "@/components/ui/skeleton";
import { havingProduct, titleHref } from "@/lib/client/inventory/links";
import { useGroup } from "@/lib/client/inventory/use-inventory";
import type { GroupRow } from "@/lib/contracts/inventory";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { VersionBars } from "./count-bars";
import { DeviceNumber } from "./device-number";
import { PreviewFrame, PreviewWaiting } from "./preview-frame";

/** A program beside the list, with how its versions are spread. */
export function TitlePreview({ titleKey, row }: { titleKey: string; row: GroupRow | undefined }) {
  const query = useGroup("titles", titleKey);
  const shown = row ?? query.data?.row;
  if (shown === undefined) return <PreviewWaiting query={query} />;
  return (
    <PreviewFrame name={shown.name} href={titleHref(shown.key)}>
      <TitleFacts row={shown} />
      {query.data ? <VersionBars members={query.data.members.slice(0, 8)} /> : <SkeletonLines />}
    </PreviewFrame>
  );
}

/** What the list's row tells of a program. */
export function TitleFacts({ row }: { row: GroupRow }) {
  return (
    <DefinitionList
      items={[
        { label: "Publisher", value: row.publisher },
        { label: "Newest version", value: row.version },
        { label: "Versions", value: formatCount(row.members, DISPLAY_LOCALE) },
        {
          label: "Devices",
          value: <DeviceNumber count={row.devices} having={havingProduct(row.key)} />,
        },
      ]}
    />
  );
}
