import type { Metadata } from "next";
import { ConnectionsScreen } from "@/components/connections/connections-screen";
import { connectionKeys } from "@/lib/client/keys";
import { ConnectionsResult } from "@/lib/contracts/connections";
import { isAdministrator } from "@/lib/server/auth/viewer";
import { readConnections } from "@/lib/server/connections/read-connections";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../_parts/page-viewer";
import { Prefetched } from "../_parts/prefetched";

export const metadata: Metadata = { title: "Connections" };

/** How both systems are connected; for administrators of either. */
export default async function ConnectionsPage() {
  const viewer = await pageViewer();
  const server = await runtime();
  const connections = {
    queryKey: connectionKeys.list(),
    queryFn: async () => ConnectionsResult.parse(await readConnections({ runtime: server })),
  };
  return (
    <Prefetched queries={isAdministrator(viewer) ? [connections] : []}>
      <ConnectionsScreen />
    </Prefetched>
  );
}
