"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Panel } from "@/components/ui/panel";
import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Screen } from "@/components/ui/screen";
import { Tabs, type TabItem } from "@/components/ui/tabs";
import { useMe } from "@/lib/client/account/use-me";
import { useConnections } from "@/lib/client/connections/use-connections";
import type { ConnectionsResult } from "@/lib/contracts/connections";
import { SOURCES, type Source } from "@/lib/domain/source";
import { toFreshness } from "@/lib/format/source-labels";
import { AddonsPanel } from "./addons-panel";
import { CalendarsPanel } from "./calendars-panel";
import { OrganizationsPanel } from "./organizations-panel";
import { SystemPanel } from "./system-panel";

const NOT_ALLOWED =
  "How the systems are connected is shown to administrators of KACE or SysAid, and you are signed in as neither. What concerns you stands at the foot of every page.";

const TABS = ["systems", "hours", "addons", "organizations"] as const;
const tabParser = parseAsStringLiteral(TABS)
  .withDefault("systems")
  .withOptions({ clearOnDefault: true });

/** How both systems are connected, what may be read, and what a test of the connection found. */
export function ConnectionsScreen() {
  const me = useMe();
  const allowed = me.data?.isAdministrator === true;
  const connections = useConnections(allowed);
  const hasKace = me.data?.connections.some((one) => one.source === "kace" && one.configured);
  if (!allowed) {
    return (
      <Screen title="Connections">
        <div className="grid items-start gap-3">
          <Panel title="Connections" query={me} emptyOf={() => ({ why: NOT_ALLOWED })}>
            {() => null}
          </Panel>
          {hasKace ? <OrganizationsPanel /> : null}
        </div>
      </Screen>
    );
  }
  return (
    <Screen
      title="Connections"
      foot={connections.data ? <FreshnessFoot items={freshnessOf(connections.data)} /> : undefined}
    >
      <ConnectionTabs connections={connections} />
    </Screen>
  );
}

function ConnectionTabs({ connections }: { connections: ReturnType<typeof useConnections> }) {
  const [tab, setTab] = useQueryState("tab", tabParser);
  const items: TabItem[] = [
    {
      id: "systems",
      label: "Systems",
      content: (
        <div className="grid items-start gap-3 xl:grid-cols-2">
          {SOURCES.map((source) => (
            <SystemPanel key={source} source={source} connections={connections} />
          ))}
        </div>
      ),
    },
    { id: "hours", label: "Business hours", content: <CalendarsPanel /> },
    // Their contents ask the systems, so they are made only when somebody opens them.
    { id: "addons", label: "Add-ons of SysAid", content: <AddonsPanel /> },
    { id: "organizations", label: "Organisations of KACE", content: <OrganizationsPanel /> },
  ];
  const has = (source: Source) =>
    connections.data?.connections.some((one) => one.source === source && one.configured) === true;
  const shown = items.filter(
    ({ id }) => (id !== "addons" || has("sysaid")) && (id !== "organizations" || has("kace")),
  );
  return (
    <Tabs
      label="Connections"
      items={shown}
      value={shown.some(({ id }) => id === tab) ? tab : "systems"}
      onValueChange={(id) => void setTab(TABS.find((one) => one === id) ?? "systems")}
    />
  );
}

function freshnessOf({ connections }: ConnectionsResult) {
  const stateOf = (source: (typeof SOURCES)[number]) =>
    connections.find((one) => one.source === source)?.state ?? {
      state: "missing" as const,
      reason: "not told",
    };
  return toFreshness({ kace: stateOf("kace"), sysaid: stateOf("sysaid") });
}
