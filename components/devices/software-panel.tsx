"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { EmptyState, Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { SkeletonLines } from "@/components/ui/skeleton";
import { useDeviceSoftware } from "@/lib/client/devices/page/use-device-page";
import type { DeviceSoftwareResult } from "@/lib/contracts/device-page";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";

type Titles = Omit<
  Extract<DeviceSoftwareResult["software"], { state: "known" }>["titles"][number],
  "ref"
>[];

/** Installed software, to be filtered; or why it is not known, and the way to read it. */
export function SoftwarePanel({
  deviceRef,
  onRead,
  reading,
}: {
  deviceRef: string;
  onRead: () => void;
  reading: boolean;
}) {
  const query = useDeviceSoftware(deviceRef);
  const software = query.data?.software;
  return (
    <Panel
      title="Software"
      query={query}
      size="lg"
      flush
      skeleton={
        <div className="p-4">
          <SkeletonLines />
        </div>
      }
      actions={
        software?.state === "known" ? (
          <span className="text-xs text-ink-faint">
            Read <RelativeTime iso={software.asOf} />
          </span>
        ) : null
      }
    >
      {({ software: found }) =>
        found.state === "known" ? (
          <SoftwareTable titles={found.titles} />
        ) : (
          <EmptyState
            why={found.reason}
            action={
              <Button busy={reading} onClick={onRead}>
                {reading ? "Reading it now" : "Read it now"}
              </Button>
            }
          />
        )
      }
    </Panel>
  );
}

const contains = (text: string | null, sought: string) =>
  text?.toLowerCase().includes(sought) ?? false;

/** The titles whose name, version or publisher holds the text. */
export function findTitles(titles: Titles, text: string): Titles {
  const sought = text.trim().toLowerCase();
  if (sought === "") return titles;
  return titles.filter(
    ({ name, version, publisher }) =>
      contains(name, sought) || contains(version, sought) || contains(publisher, sought),
  );
}

function SoftwareTable({ titles }: { titles: Titles }) {
  const [text, setText] = useState("");
  const found = findTitles(titles, text);
  return (
    <>
      <div className="flex items-center gap-3 border-b px-4 py-2">
        <Input
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label="Filter the software"
          placeholder="Name, version or publisher"
          className="max-w-72"
        />
        <span role="status" className="text-xs whitespace-nowrap text-ink-soft figures">
          {formatCounted(found.length, "title", DISPLAY_LOCALE)}
        </span>
      </div>
      {found.length === 0 ? (
        <p className="m-auto p-4 text-ink-soft">
          {titles.length === 0 ? "No software is installed." : "No title holds this text."}
        </p>
      ) : (
        <div
          role="region"
          aria-label="Installed software"
          tabIndex={0}
          className="max-h-110 overflow-auto"
          data-print="flow"
        >
          <TitleTable titles={found} />
        </div>
      )}
    </>
  );
}

function TitleTable({ titles }: { titles: Titles }) {
  return (
    <table className="w-full text-start text-sm">
      <thead className="sticky top-0 bg-sunken text-xs text-ink-soft">
        <tr>
          {["Name", "Version", "Publisher"].map((head) => (
            <th key={head} scope="col" className="h-8 px-4 text-start font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {titles.map(({ name, version, publisher }) => (
          <tr key={`${name}|${version ?? ""}|${publisher ?? ""}`} className="border-b">
            <td className="px-4 py-1 wrap-anywhere">{name}</td>
            <td className="px-4 py-1 wrap-anywhere text-ink-soft figures">{version ?? "–"}</td>
            <td className="px-4 py-1 wrap-anywhere text-ink-soft">{publisher ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
