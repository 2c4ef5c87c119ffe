import type { Metadata } from "next";
import { CveScreen } from "@/components/inventory/cve-screen";
import { inventoryKeys } from "@/lib/client/keys";
import { GroupDetailResult } from "@/lib/contracts/inventory";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readCve } from "@/lib/server/inventory/groups";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../../_parts/page-viewer";
import { Prefetched } from "../../../_parts/prefetched";

export const metadata: Metadata = { title: "CVE" };

export default async function CvePage({ params }: { params: Promise<{ cve: string }> }) {
  const viewer = await pageViewer();
  const id = decodeParam((await params).cve);
  const asker = { viewer, runtime: await runtime() };
  return (
    <Prefetched
      queries={[
        {
          queryKey: inventoryKeys.of("cves").detail(id),
          queryFn: async () =>
            GroupDetailResult.parse(await readCve(asker, encodeURIComponent(id))),
        },
      ]}
    >
      <CveScreen cve={id} />
    </Prefetched>
  );
}
