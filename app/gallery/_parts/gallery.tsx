"use client";

import { AppShell } from "@/components/shell/app-shell";
import { IconButton } from "@/components/ui/button";
import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Menu } from "@/components/ui/menu";
import { usePreferences } from "@/components/ui/preferences";
import { Screen } from "@/components/ui/screen";
import { Select } from "@/components/ui/field";
import { THEMES } from "@/components/ui/preference-values";
import { CircleUser } from "lucide-react";
import { ChartSamples } from "./chart-samples";
import { GraphSamples } from "./graph-samples";
import { GridSamples } from "./grid-samples";
import { PanelSamples } from "./panel-samples";
import { UiSamples } from "./ui-samples";

const ago = (nowMs: number, seconds: number) => new Date(nowMs - seconds * 1000).toISOString();

/** All primitives on one page, inside the real frame. */
export function Gallery({ nowMs }: { nowMs: number }) {
  return (
    <AppShell account={<AccountSample />} searchRecords={searchSamples}>
      <Screen
        title="Gallery"
        showTitle
        toolbar={<Switches />}
        foot={
          <FreshnessFoot
            items={[
              { key: "a", label: "Alpha", state: "fresh", asOf: ago(nowMs, 12) },
              {
                key: "b",
                label: "Beta",
                state: "stale",
                asOf: ago(nowMs, 250),
                reason: "429 until 10:41",
              },
              {
                key: "c",
                label: "Gamma",
                state: "missing",
                reason: "not configured on this server",
              },
            ]}
          />
        }
      >
        <UiSamples nowMs={nowMs} />
        <PanelSamples />
        <GridSamples nowMs={nowMs} />
        <ChartSamples nowMs={nowMs} />
        <GraphSamples />
      </Screen>
    </AppShell>
  );
}

function Switches() {
  const { theme, density, set } = usePreferences();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <label className="flex items-center gap-2">
        Theme
        <Select
          value={theme}
          options={THEMES.map((value) => ({ value, label: value }))}
          onChange={(event) => {
            const chosen = THEMES.find((one) => one === event.target.value);
            if (chosen) set("theme", chosen);
          }}
        />
      </label>
      <label className="flex items-center gap-2">
        Density
        <Select
          value={density}
          options={["comfortable", "compact"].map((value) => ({ value, label: value }))}
          onChange={(event) =>
            set("density", event.target.value === "compact" ? "compact" : "comfortable")
          }
        />
      </label>
    </div>
  );
}

function AccountSample() {
  return (
    <Menu
      header={<p className="font-medium">Ada Example</p>}
      trigger={<IconButton label="Account" icon={<CircleUser size={18} aria-hidden />} />}
      items={[
        { kind: "heading", id: "h", label: "Connected systems" },
        { kind: "check", id: "c", label: "Alpha", checked: true, onSelect: () => undefined },
        {
          kind: "act",
          id: "a",
          label: "Connect Beta",
          refusedBecause: "Out of sign-ins until 10:41",
          onSelect: () => undefined,
        },
        { kind: "rule", id: "r" },
        { kind: "act", id: "o", label: "Sign out", danger: true, onSelect: () => undefined },
      ]}
    />
  );
}

async function searchSamples(text: string) {
  return [1, 2, 3].map((number) => ({
    id: `${number}`,
    label: `${text} ${number}`,
    note: "Sample",
    href: "/gallery",
  }));
}
