import type { Metadata } from "next";
import { TitleScreen } from "@/components/inventory/title-screen";
import { GroupDetailResult } from "@/lib/contracts/inventory";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readTitle } from "@/lib/server/inventory/groups";
import { InventoryDetailPage } from "../../../_parts/inventory-detail";

export const metadata: Metadata = { title: "Software title" };

export default async function TitlePage({ params }: { params: Promise<{ key: string }> }) {
  const id = decodeParam((await params).key);
  return (
    <InventoryDetailPage list="titles" id={id} result={GroupDetailResult} read={readTitle}>
      <TitleScreen titleKey={id} />
    </InventoryDetailPage>
  );
}
