import type { Metadata } from "next";
import { ScanScreen } from "@/components/devices/scan/scan-screen";
import { pageViewer } from "../../_parts/page-viewer";

export const metadata: Metadata = { title: "Scan a code" };

/** Opens the device that a label, a tag or a barcode is of. */
export default async function ScanPage() {
  await pageViewer();
  return <ScanScreen />;
}
