import type { Metadata } from "next";
import { LabelsScreen } from "@/components/devices/labels/labels-screen";
import { pageViewer } from "../../_parts/page-viewer";

export const metadata: Metadata = { title: "Labels" };

/** Sheets of labels to print, of the devices that the address names. */
export default async function LabelsPage() {
  await pageViewer();
  return <LabelsScreen />;
}
