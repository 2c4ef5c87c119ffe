import type { Metadata } from "next";
import { WalksScreen } from "@/components/devices/walks/walks-screen";
import { walkKeys } from "@/lib/client/keys";
import { ListWalksResult } from "@/lib/contracts/walks";
import { listWalks } from "@/lib/server/devices/walks/start-walk";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Audit walks" };

/** Audit walks: begin one, or open one. */
export default async function WalksPage() {
  const asker = { viewer: await pageViewer(), runtime: await runtime() };
  const walks = {
    queryKey: walkKeys.lists(),
    queryFn: async () => ListWalksResult.parse(await listWalks(asker)),
  };
  return (
    <Prefetched queries={[walks]}>
      <WalksScreen />
    </Prefetched>
  );
}
