import Link from "next/link";
import type { Definition } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { ciTicketsHref } from "@/lib/client/cis/ci-links";
import { newTicketHref } from "@/lib/client/tickets/ticket-links";
import { deviceHref } from "@/lib/client/devices/device-links";
import type { CiDetail, CiRow } from "@/lib/contracts/cis";
import { CiType } from "./ci-type";
import { RelationCount } from "./relation-count";

const LINK = "text-accent underline-offset-2 hover:underline";
/** Two links side by side, each high enough for a thumb. */
const TALL = "inline-flex min-h-6 items-center";

/** What a list's row tells of a CI. */
export function ciDefinitions(ci: CiRow): Definition[] {
  return [
    { label: "Type", value: <CiType ciClass={ci.ciClass} label={ci.typeLabel} /> },
    { label: "Status", value: ci.status },
    { label: "Owner", value: ci.ownerName },
    { label: "Site", value: ci.site },
    {
      label: "Relations",
      value: <RelationCount ciRef={ci.ref} relations={ci.relations} />,
    },
    {
      label: "Device",
      value:
        ci.deviceRef === null ? null : (
          <Link href={deviceHref(ci.deviceRef)} className={LINK}>
            The device that it stands for
          </Link>
        ),
    },
    { label: "Changed", value: <RelativeTime iso={ci.updatedAt} /> },
  ];
}

/** What only the CI itself tells beside its row. */
export function ciDetailDefinitions(ci: CiDetail): Definition[] {
  return [
    { label: "Department", value: ci.department },
    { label: "Serial", value: ci.serial },
    {
      label: "Tickets",
      value: (
        <span className="flex flex-wrap gap-x-3">
          <Link href={ciTicketsHref(ci.ref)} className={`${LINK} ${TALL}`}>
            Open tickets about it
          </Link>
          <Link href={newTicketHref({ device: ci.ref })} className={`${LINK} ${TALL}`}>
            New ticket about it
          </Link>
        </span>
      ),
    },
    ...ci.facts.map(({ label, text }) => ({ label, value: text })),
    { label: "Read", value: <RelativeTime iso={ci.readAt} /> },
  ];
}
