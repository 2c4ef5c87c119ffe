import { EmptyState, Panel, type PanelQuery } from "@/components/ui/panel";
import type { GroupDetailResult } from "@/lib/contracts/inventory";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { SiteBars } from "./count-bars";

type Query = PanelQuery<GroupDetailResult>;

/** Where these devices stand. */
export function SitesPanel({ query, having }: { query: Query; having: string }) {
  return (
    <Panel title="By site" query={query} size="auto">
      {({ sites }) =>
        sites.length === 0 ? (
          <EmptyState why="No device that you see has it." />
        ) : (
          <SiteBars sites={sites} having={having} />
        )
      }
    </Panel>
  );
}

/** Whose devices these are: the people with most of them. */
export function OwnersPanel({ query }: { query: Query }) {
  return (
    <Panel title="By owner" query={query} size="auto">
      {({ owners }) =>
        owners.length === 0 ? (
          <EmptyState why="No device that you see has it." />
        ) : (
          <ol aria-label="Owners" className="grid gap-1 text-sm">
            {owners.map(({ value, count }) => (
              <li key={value} className="flex min-h-7 items-center justify-between gap-3">
                <span className="truncate">{value === "none" ? "Nobody told" : value}</span>
                <span className="shrink-0 text-ink-soft figures">
                  {formatCount(count, DISPLAY_LOCALE)} {count === 1 ? "device" : "devices"}
                </span>
              </li>
            ))}
          </ol>
        )
      }
    </Panel>
  );
}
