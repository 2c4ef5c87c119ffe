import { StatusBadge } from "@/components/ui/badge";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { havingIdle } from "@/lib/client/inventory/links";
import type { LicenceRow } from "@/lib/contracts/inventory";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { STANDING_DISPLAYS } from "@/lib/format/inventory-displays";
import { formatCount } from "@/lib/format/numbers";
import { DeviceNumber } from "./device-number";

/** A plain number, or a dash where nothing tells it. */
export function WholeNumber({ count }: { count: number | null }) {
  if (count === null) return <TextOrDash text={null} />;
  return <span className="figures">{formatCount(count, DISPLAY_LOCALE)}</span>;
}

/** Devices that used it lately; that nobody meters it is not the same as that nobody uses it. */
export function UsedSeats({ used }: { used: number | null }) {
  if (used === null) return <span className="text-ink-faint">Not metered</span>;
  return <WholeNumber count={used} />;
}

/** Owned minus installed; below zero stands out with its sign. */
export function SpareSeats({ spare }: { spare: number | null }) {
  if (spare === null) return <TextOrDash text={null} />;
  const text = formatCount(Math.abs(spare), DISPLAY_LOCALE);
  return spare < 0 ? (
    <span className="font-medium text-bad figures">−{text}</span>
  ) : (
    <span className="figures">{text}</span>
  );
}

/** Everything that is told of a licence. */
export function LicenceFacts({
  licence,
  facts,
}: {
  licence: LicenceRow;
  facts: Readonly<Record<string, string>>;
}) {
  return (
    <DefinitionList
      items={[
        {
          label: "Stands",
          value: <StatusBadge display={STANDING_DISPLAYS[licence.standing]} plain />,
        },
        { label: "Owned", value: <WholeNumber count={licence.owned} /> },
        {
          label: "Installed",
          value:
            licence.titles === 0 ? (
              "It names no software title"
            ) : (
              <DeviceNumber count={licence.installed} having={licence.ref} />
            ),
        },
        { label: "Used in 90 days", value: <UsedSeats used={licence.used} /> },
        {
          label: "To reclaim",
          value: <DeviceNumber count={licence.reclaim} having={havingIdle(licence.ref)} />,
        },
        { label: "Spare", value: <SpareSeats spare={licence.spare} /> },
        { label: "Vendor", value: licence.vendor },
        { label: "Counts by", value: licence.mode },
        { label: "Unit cost", value: licence.costText },
        { label: "Expires", value: <RelativeTime iso={licence.expiresAt} /> },
        { label: "Owner", value: licence.ownerName },
        { label: "Department", value: licence.department },
        { label: "Site", value: licence.site },
        ...Object.entries(facts).map(([label, value]) => ({ label, value })),
      ]}
    />
  );
}
