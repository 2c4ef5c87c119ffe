"use client";

import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { EmptyState, Panel } from "@/components/ui/panel";
import { PlainTable } from "@/components/ui/plain-table";
import { Screen } from "@/components/ui/screen";
import { havingIdle } from "@/lib/client/inventory/links";
import { useLicence } from "@/lib/client/inventory/use-inventory";
import type { LicenceDetailResult } from "@/lib/contracts/inventory";
import { toFreshness } from "@/lib/format/source-labels";
import { DeviceNumber } from "./device-number";
import { DevicesBehind } from "./devices-behind";
import { LicenceFacts, UsedSeats, WholeNumber } from "./licence-facts";
import { ListLink } from "./list-link";

const HEAD = "px-4 py-1.5 text-start text-xs font-medium whitespace-nowrap text-ink-soft";
const CELL = "px-4 py-1.5";

/** One licence: its numbers, whose teams have it installed, and the devices where nobody uses it. */
export function LicenceScreen({ licenceRef }: { licenceRef: string }) {
  const query = useLicence(licenceRef);
  const { data } = query;
  return (
    <Screen
      title={data?.licence.name ?? "Licence"}
      showTitle
      foot={data ? <FreshnessFoot items={toFreshness(data.sources).slice(0, 1)} /> : undefined}
    >
      <ListLink path="/software/licences" title="Licences" />
      <div className="grid items-start gap-3 lg:grid-cols-3">
        <Panel<LicenceDetailResult>
          title="What is known"
          query={query}
          size="auto"
          staleOf={({ removedAt }) =>
            removedAt === null ? null : "KACE no longer lists it. This is what was last read."
          }
        >
          {({ licence, facts }) => <LicenceFacts licence={licence} facts={facts} />}
        </Panel>
        <Panel<LicenceDetailResult> title="By manager" query={query} size="auto" flush>
          {({ managers }) => <ManagerTable managers={managers} />}
        </Panel>
        <Panel<LicenceDetailResult> title="Titles that it covers" query={query} size="auto" flush>
          {({ titles }) => <TitleTable titles={titles} />}
        </Panel>
      </div>
      {data && data.licence.reclaim !== null && data.licence.reclaim > 0 ? (
        <DevicesBehind
          having={havingIdle(licenceRef)}
          title="Installed and not used in 90 days"
          empty="Every device that has it uses it."
          fileName="licences to reclaim"
        />
      ) : null}
      <DevicesBehind
        having={licenceRef}
        title="Devices that have it installed"
        empty="No device that you see has one of its titles."
        fileName="licensed devices"
      />
    </Screen>
  );
}

function ManagerTable({ managers }: { managers: LicenceDetailResult["managers"] }) {
  if (managers.length === 0) return <EmptyState why="It is installed nowhere." />;
  return (
    <PlainTable label="Managers" columns={["Manager", "Installed", "Used"]} headClass={HEAD}>
      {managers.map(({ name, installed, used }) => (
        <tr key={name ?? ""}>
          <th scope="row" className={`${CELL} text-start font-medium`}>
            {name ?? "No manager told"}
          </th>
          <td className={CELL}>
            <WholeNumber count={installed} />
          </td>
          <td className={CELL}>
            <UsedSeats used={used} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

function TitleTable({ titles }: { titles: LicenceDetailResult["titles"] }) {
  if (titles.length === 0) return <EmptyState why="KACE names no software title for it." />;
  return (
    <PlainTable label="Titles" columns={["Title", "Version", "Devices"]} headClass={HEAD}>
      {titles.map(({ ref, name, version, devices }) => (
        <tr key={ref}>
          <th scope="row" className={`${CELL} max-w-72 text-start font-medium wrap-anywhere`}>
            {name}
          </th>
          <td className={CELL}>{version}</td>
          <td className={CELL}>
            <DeviceNumber count={devices} having={ref} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
