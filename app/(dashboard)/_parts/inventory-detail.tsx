import type { ReactNode } from "react";
import type { z } from "zod";
import type { InventoryList } from "@/lib/client/inventory/requests";
import { inventoryKeys } from "@/lib/client/keys";
import type { Asker } from "@/lib/server/inventory/list-standing";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "./page-viewer";
import { Prefetched } from "./prefetched";

/** One thing of a list of the inventory, with what is known of it in the page itself. */
export async function InventoryDetailPage({
  list,
  id,
  result,
  read,
  children,
}: {
  list: InventoryList;
  /** As it was meant, without the address's escapes. */
  id: string;
  result: z.ZodType;
  /** Takes the id as an address has it. */
  read: (asker: Asker, idText: string) => Promise<unknown>;
  children: ReactNode;
}) {
  const viewer = await pageViewer();
  const asker = { viewer, runtime: await runtime() };
  return (
    <Prefetched
      queries={[
        {
          queryKey: inventoryKeys.of(list).detail(id),
          queryFn: async () => result.parse(await read(asker, encodeURIComponent(id))),
        },
      ]}
    >
      {children}
    </Prefetched>
  );
}
