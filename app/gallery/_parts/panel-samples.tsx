"use client";

import { Button } from "@/components/ui/button";
import { Panel, type PanelQuery } from "@/components/ui/panel";
import { ApiError } from "@/lib/client/api";

const base = { error: null, isFetching: false, refetch: () => undefined };
const failed = new ApiError({
  code: "source_unavailable",
  title: "Alpha did not answer. Your changes were kept; try again in a minute.",
  requestId: "7f3a-19c2",
  status: 502,
});

const FACES: readonly { title: string; query: PanelQuery<string[]>; stale?: string }[] = [
  { title: "Loading", query: { ...base, data: undefined, isFetching: true } },
  { title: "Empty", query: { ...base, data: [] } },
  { title: "Failed", query: { ...base, data: undefined, error: failed } },
  {
    title: "Old",
    query: { ...base, data: ["Printer on floor 2", "VPN drops at noon"] },
    stale: "Beta: saved data from 09:40, out of requests until 10:41.",
  },
  {
    title: "Failed with a last answer",
    query: { ...base, data: ["Printer on floor 2"], error: failed },
  },
  {
    title: "Full",
    query: { ...base, data: ["Printer on floor 2", "VPN drops at noon", "New starter on Monday"] },
  },
];

/** The faces of a panel, side by side: all have one size. */
export function PanelSamples() {
  return (
    <div className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
      {FACES.map((face) => (
        <Panel
          key={face.title}
          title={face.title}
          query={face.query}
          emptyOf={(rows) =>
            rows.length > 0
              ? null
              : { why: "Nothing is assigned to you.", action: <Button>Show all open</Button> }
          }
          staleOf={() => face.stale ?? null}
        >
          {(rows) => (
            <ul className="grid gap-2">
              {rows.map((row) => (
                <li key={row}>{row}</li>
              ))}
            </ul>
          )}
        </Panel>
      ))}
    </div>
  );
}
