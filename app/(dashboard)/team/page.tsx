import type { Metadata } from "next";
import { TeamScreen } from "@/components/team/team-screen";
import { teamKeys } from "@/lib/client/keys";
import { TeamResult } from "@/lib/contracts/metrics";
import { runtime } from "@/lib/server/runtime";
import { readTeam } from "@/lib/server/team/read-team";
import { pageViewer } from "../_parts/page-viewer";
import { Prefetched } from "../_parts/prefetched";

export const metadata: Metadata = { title: "Team" };

/** A manager's direct and indirect people over both systems. */
export default async function TeamPage() {
  const viewer = await pageViewer();
  const server = await runtime();
  return (
    <Prefetched
      queries={[
        {
          queryKey: teamKeys.all,
          queryFn: async () => TeamResult.parse(await readTeam({ runtime: server, viewer })),
        },
      ]}
    >
      <TeamScreen />
    </Prefetched>
  );
}
