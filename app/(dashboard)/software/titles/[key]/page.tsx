import type { Metadata } from "next";
import { TitleScreen } from "@/components/inventory/title-screen";
import { inventoryKeys } from "@/lib/client/keys";
import { GroupDetailResult } from "@/lib/contracts/inventory";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readTitle } from "@/lib/server/inventory/groups";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../../_parts/page-viewer";
import { Prefetched } from "../../../_parts/prefetched";

export const metadata: Metadata = { title: "Software title" };

export default async function TitlePage({ params }: { params: Promise<{ key: string }> }) {
  const viewer = await pageViewer();
  const id = decodeParam((await params).key);
  const asker = { viewer, runtime: await runtime() };
  return (
    <Prefetched
      queries={[
        {
          queryKey: inventoryKeys.of("titles").detail(id),
          queryFn: async () =>
            GroupDetailResult.parse(await readTitle(asker, encodeURIComponent(id))),
        },
      ]}
    >
      <TitleScreen titleKey={id} />
    </Prefetched>
  );
}
