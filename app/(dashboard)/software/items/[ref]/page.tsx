import type { Metadata } from "next";
import { ItemScreen } from "@/components/inventory/item-screen";
import { ItemDetailResult } from "@/lib/contracts/inventory";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readItem } from "@/lib/server/inventory/items";
import { InventoryDetailPage } from "../../../_parts/inventory-detail";

export const metadata: Metadata = { title: "Inventory" };

export default async function ItemPage({ params }: { params: Promise<{ ref: string }> }) {
  const id = decodeParam((await params).ref);
  return (
    <InventoryDetailPage list="items" id={id} result={ItemDetailResult} read={readItem}>
      <ItemScreen itemRef={id} />
    </InventoryDetailPage>
  );
}
