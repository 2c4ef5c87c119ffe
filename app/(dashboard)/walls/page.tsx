import type { Metadata } from "next";
import { WallsScreen } from "@/components/wall/walls-screen";
import { wallKeys } from "@/lib/client/keys";
import { ListWallLinksResult } from "@/lib/contracts/metrics";
import { isAdministrator } from "@/lib/server/auth/viewer";
import { runtime } from "@/lib/server/runtime";
import { listWallLinks } from "@/lib/server/wall/wall-links";
import { pageViewer } from "../_parts/page-viewer";
import { Prefetched } from "../_parts/prefetched";

export const metadata: Metadata = { title: "Walls" };

/** The links by which televisions show a wall. */
export default async function WallsPage() {
  const viewer = await pageViewer();
  const server = await runtime();
  const links = {
    queryKey: wallKeys.links(),
    queryFn: async () => ListWallLinksResult.parse(await listWallLinks({ runtime: server })),
  };
  return (
    <Prefetched queries={isAdministrator(viewer) ? [links] : []}>
      <WallsScreen />
    </Prefetched>
  );
}
