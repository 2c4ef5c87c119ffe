"use client";

import { useState } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { Input } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { useDevicePrograms } from "@/lib/client/devices/page/use-device-page";
import type { DeviceProgramsResult } from "@/lib/contracts/device-page";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { displayThreat } from "@/lib/format/posture";
import type { TabProps } from "./device-query";

type Known = Extract<DeviceProgramsResult["programs"], { state: "known" }>;
type Program = Known["processes"][number];
type Name = "processes" | "services" | "startupPrograms";

const LISTS: { name: Name; title: string; unit: string; plural: string }[] = [
  { name: "processes", title: "Processes", unit: "process", plural: "processes" },
  { name: "services", title: "Services", unit: "service", plural: "services" },
  {
    name: "startupPrograms",
    title: "Start-up programs",
    unit: "program",
    plural: "programs",
  },
];

/** What runs on it, was running when its agent last looked, or starts with it. */
export function RunningTab({ deviceRef }: TabProps) {
  const query = useDevicePrograms(deviceRef);
  const [text, setText] = useState("");
  return (
    <div className="grid gap-3">
      <Input
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-label="Filter what runs"
        placeholder="Name, file or publisher"
        className="max-w-72"
        data-print="hide"
      />
      <div className="grid items-start gap-3 lg:grid-cols-3">
        {LISTS.map(({ name, title, unit, plural }) => (
          <Panel
            key={name}
            title={title}
            query={query}
            size="lg"
            flush
            emptyOf={({ programs }) =>
              programs.state === "missing"
                ? { why: programs.reason }
                : programs[name].length === 0
                  ? { why: "Its last inventory named none." }
                  : null
            }
          >
            {({ programs }) =>
              programs.state === "known" ? (
                <ProgramList
                  label={title}
                  programs={findPrograms(programs[name], text)}
                  words={[unit, plural]}
                />
              ) : null
            }
          </Panel>
        ))}
      </div>
    </div>
  );
}

/** The programs whose name or detail holds the text, the most threatening first. */
export function findPrograms(programs: readonly Program[], text: string): Program[] {
  const sought = text.trim().toLowerCase();
  return programs
    .filter(({ name, detail }) => `${name} ${detail ?? ""}`.toLowerCase().includes(sought))
    .sort((a, b) => (b.level ?? 0) - (a.level ?? 0));
}

function ProgramList({
  label,
  programs,
  words: [unit, plural],
}: {
  label: string;
  programs: readonly Program[];
  words: [unit: string, plural: string];
}) {
  return (
    <>
      <p role="status" className="border-b px-4 py-1.5 text-xs text-ink-soft figures">
        {formatCounted(programs.length, unit, DISPLAY_LOCALE, plural)}
      </p>
      <div
        role="region"
        aria-label={label}
        tabIndex={0}
        className="max-h-110 overflow-auto"
        data-print="flow"
      >
        <ul className="divide-y divide-line">
          {programs.map(({ ref, name, detail, level }) => (
            <li key={ref} className="grid gap-0.5 px-4 py-1.5">
              <p className="flex items-baseline justify-between gap-x-3">
                <span className="min-w-0 wrap-anywhere">{name}</span>
                {level === null || level < 2 ? null : (
                  <StatusBadge plain display={displayThreat(level)} />
                )}
              </p>
              {detail === null ? null : (
                <p className="text-xs wrap-anywhere text-ink-faint">{detail}</p>
              )}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
