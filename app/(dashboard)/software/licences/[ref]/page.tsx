import type { Metadata } from "next";
import { LicenceScreen } from "@/components/inventory/licence-screen";
import { LicenceDetailResult } from "@/lib/contracts/inventory";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readLicence } from "@/lib/server/inventory/licences";
import { InventoryDetailPage } from "../../../_parts/inventory-detail";

export const metadata: Metadata = { title: "Licence" };

export default async function LicencePage({ params }: { params: Promise<{ ref: string }> }) {
  const id = decodeParam((await params).ref);
  return (
    <InventoryDetailPage list="licences" id={id} result={LicenceDetailResult} read={readLicence}>
      <LicenceScreen licenceRef={id} />
    </InventoryDetailPage>
  );
}
