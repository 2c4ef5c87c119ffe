"use client";

import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { useActions } from "@/components/ui/actions";
import { Panel } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { useRunRefusal, useRuns } from "@/lib/client/devices/runs/use-runs";
import { RUNS_PAGE } from "@/lib/contracts/run-fields";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { RunPanel } from "./run-panel";
import { RunTable } from "./run-table";
import { useRunsAddress } from "./use-runs-address";

const EMPTY =
  "Nothing was done to devices from here yet. Pick devices in the list, or open one, and choose an act.";

/** What was done to devices, and how far it is; one of them open. */
export function RunsScreen() {
  const { openId, setOpenId, page, setPage } = useRunsAddress();
  const runs = useRuns(page);
  const close = () => (openId === null ? undefined : setOpenId(null));
  useActions([
    { id: "close-run", label: "Close the run", group: "Here", keys: "Escape", run: close },
  ]);
  const refusal = useRunRefusal() ?? null;
  const total = runs.data?.total ?? 0;
  const first = page * RUNS_PAGE;
  return (
    <Screen title="Runs">
      {openId === null ? null : (
        <RunPanel key={openId} id={openId} onClose={() => setOpenId(null)} onOpen={setOpenId} />
      )}
      <Panel
        title="Runs"
        query={runs}
        size="auto"
        flush
        actions={
          total === 0 ? undefined : (
            <span className="text-xs text-ink-soft figures">
              {formatCounted(total, "run", DISPLAY_LOCALE)}
            </span>
          )
        }
        emptyOf={(value) =>
          value.rows.length > 0
            ? null
            : {
                why: page === 0 ? (refusal ?? EMPTY) : "There are no runs this far back.",
                action: (
                  <Link href="/devices" className={buttonClass()}>
                    To the devices
                  </Link>
                ),
              }
        }
      >
        {(value) => <RunTable runs={value.rows} openId={openId} onOpen={setOpenId} />}
      </Panel>
      {total > RUNS_PAGE ? (
        <nav aria-label="Pages of runs" className="flex flex-wrap gap-2">
          <Button
            refusedBecause={page === 0 ? "These are the newest." : null}
            onClick={() => setPage(page - 1)}
          >
            Newer
          </Button>
          <Button
            refusedBecause={first + RUNS_PAGE >= total ? "These are the oldest." : null}
            onClick={() => setPage(page + 1)}
          >
            Older
          </Button>
        </nav>
      ) : null}
    </Screen>
  );
}
