"use client";

import { DefinitionList } from "@/components/ui/definition-list";
import { StatusBadge } from "@/components/ui/badge";
import type { ArchivedRow } from "@/lib/contracts/archived";
import { ARCHIVE_DISPLAYS, TRACE_DISPLAYS } from "@/lib/format/device-states";
import { DevicePreview } from "../device-preview";
import { ArchivedTime } from "./archived-columns";

/** An archived asset beside the list: what became of it, then what is still known of its device. */
export function ArchivedPreview({
  assetRef,
  row,
}: {
  assetRef: string;
  row: ArchivedRow | undefined;
}) {
  return (
    <>
      {row === undefined ? null : (
        <div className="border-b p-4 pe-12">
          <DefinitionList
            items={[
              {
                label: "Archiving",
                value: <StatusBadge display={ARCHIVE_DISPLAYS[row.state]} plain />,
              },
              { label: "Reason", value: row.reason },
              {
                label: row.state === "pending" ? "Asked for" : "Archived",
                value: <ArchivedTime row={row} />,
              },
              { label: "Former owner", value: row.ownerName },
              {
                label: "In SysAid",
                value:
                  row.sysaid === "none" ? (
                    "Nothing"
                  ) : (
                    <StatusBadge display={TRACE_DISPLAYS[row.sysaid]} plain />
                  ),
              },
            ]}
          />
        </div>
      )}
      <DevicePreview deviceRef={assetRef} row={undefined} />
    </>
  );
}
