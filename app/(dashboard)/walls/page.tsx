import type { Metadata } from "next";
import { WallsScreen } from "@/components/wall/walls-screen";
import { pageViewer } from "../_parts/page-viewer";

export const metadata: Metadata = { title: "Walls" };

/** The links by which televisions show a wall. */
export default async function WallsPage() {
  await pageViewer();
  return <WallsScreen />;
}
