import type { Metadata } from "next";
import { ItemScreen } from "@/components/inventory/item-screen";
import { inventoryKeys } from "@/lib/client/keys";
import { ItemDetailResult } from "@/lib/contracts/inventory";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readItem } from "@/lib/server/inventory/items";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../../_parts/page-viewer";
import { Prefetched } from "../../../_parts/prefetched";

export const metadata: Metadata = { title: "Inventory" };

export default async function ItemPage({ params }: { params: Promise<{ ref: string }> }) {
  const viewer = await pageViewer();
  const id = decodeParam((await params).ref);
  const asker = { viewer, runtime: await runtime() };
  return (
    <Prefetched
      queries={[
        {
          queryKey: inventoryKeys.of("items").detail(id),
          queryFn: async () =>
            ItemDetailResult.parse(await readItem(asker, encodeURIComponent(id))),
        },
      ]}
    >
      <ItemScreen itemRef={id} />
    </Prefetched>
  );
}
