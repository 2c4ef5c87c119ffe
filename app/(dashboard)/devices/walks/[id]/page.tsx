import type { Metadata } from "next";
import { WalkScreen } from "@/components/devices/walks/walk-screen";
import { walkKeys } from "@/lib/client/keys";
import { WalkResult } from "@/lib/contracts/walks";
import { readWalk } from "@/lib/server/devices/walks/read-walk";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../../_parts/page-viewer";
import { Prefetched } from "../../../_parts/prefetched";

export const metadata: Metadata = { title: "Audit walk" };

/** One audit walk. */
export default async function WalkPage({ params }: { params: Promise<{ id: string }> }) {
  const asker = { viewer: await pageViewer(), runtime: await runtime() };
  const { id } = await params;
  const walk = {
    queryKey: walkKeys.detail(id),
    queryFn: async () => WalkResult.parse(await readWalk(asker, id)),
  };
  return (
    <Prefetched queries={[walk]}>
      <WalkScreen id={id} />
    </Prefetched>
  );
}
