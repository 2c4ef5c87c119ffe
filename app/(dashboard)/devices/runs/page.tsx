import type { Metadata } from "next";
import { RunsScreen } from "@/components/devices/runs/runs-screen";
import { runKeys } from "@/lib/client/keys";
import { runsPageKey } from "@/lib/client/devices/runs/runs-page-key";
import { ListRunsQuery, ListRunsResult, RunResult } from "@/lib/contracts/runs";
import { RUNS_PAGE } from "@/lib/contracts/run-fields";
import { listRuns, readRunFor } from "@/lib/server/devices/runs/read-runs";
import { runtime } from "@/lib/server/runtime";
import { readPage } from "../../_parts/page-number";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Runs" };

interface Asked {
  open?: string | string[];
  page?: string | string[];
}

/** What was done to devices, and how far it is. */
export default async function RunsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const { open, page: pageText } = await searchParams;
  const asker = { viewer: await pageViewer(), runtime: await runtime() };
  const page = readPage(pageText);
  const list = {
    queryKey: runsPageKey(page),
    queryFn: async () => {
      const query = ListRunsQuery.parse({ offset: page * RUNS_PAGE, limit: RUNS_PAGE });
      return ListRunsResult.parse(await listRuns(asker, query));
    },
  };
  const opened =
    typeof open === "string"
      ? [
          {
            queryKey: runKeys.detail(open),
            queryFn: async () => RunResult.parse(await readRunFor(asker, open)),
          },
        ]
      : [];
  return (
    <Prefetched queries={[list, ...opened]}>
      <RunsScreen />
    </Prefetched>
  );
}
