import type { Metadata } from "next";
import { CoverageScreen } from "@/components/devices/coverage/coverage-screen";
import { coverageKey } from "@/lib/client/devices/coverage/coverage-key";
import { CoverageResult } from "@/lib/contracts/coverage";
import { readCoverage } from "@/lib/server/devices/coverage/read-coverage";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Coverage" };

/** Which devices stand where, and where the two systems have drifted apart. */
export default async function CoveragePage() {
  const viewer = await pageViewer();
  const server = await runtime();
  return (
    <Prefetched
      queries={[
        {
          queryKey: coverageKey,
          queryFn: async () =>
            CoverageResult.parse(await readCoverage({ runtime: server, viewer })),
        },
      ]}
    >
      <CoverageScreen />
    </Prefetched>
  );
}
