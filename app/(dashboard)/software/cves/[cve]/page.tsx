import type { Metadata } from "next";
import { CveScreen } from "@/components/inventory/cve-screen";
import { GroupDetailResult } from "@/lib/contracts/inventory";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readCve } from "@/lib/server/inventory/groups";
import { InventoryDetailPage } from "../../../_parts/inventory-detail";

export const metadata: Metadata = { title: "CVE" };

export default async function CvePage({ params }: { params: Promise<{ cve: string }> }) {
  const id = decodeParam((await params).cve);
  return (
    <InventoryDetailPage list="cves" id={id} result={GroupDetailResult} read={readCve}>
      <CveScreen cve={id} />
    </InventoryDetailPage>
  );
}
