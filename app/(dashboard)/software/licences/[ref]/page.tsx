import type { Metadata } from "next";
import { LicenceScreen } from "@/components/inventory/licence-screen";
import { inventoryKeys } from "@/lib/client/keys";
import { LicenceDetailResult } from "@/lib/contracts/inventory";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readLicence } from "@/lib/server/inventory/licences";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../../_parts/page-viewer";
import { Prefetched } from "../../../_parts/prefetched";

export const metadata: Metadata = { title: "Licence" };

export default async function LicencePage({ params }: { params: Promise<{ ref: string }> }) {
  const viewer = await pageViewer();
  const id = decodeParam((await params).ref);
  const asker = { viewer, runtime: await runtime() };
  return (
    <Prefetched
      queries={[
        {
          queryKey: inventoryKeys.of("licences").detail(id),
          queryFn: async () =>
            LicenceDetailResult.parse(await readLicence(asker, encodeURIComponent(id))),
        },
      ]}
    >
      <LicenceScreen licenceRef={id} />
    </Prefetched>
  );
}
