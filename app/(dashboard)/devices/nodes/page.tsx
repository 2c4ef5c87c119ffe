import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { ItemsPage } from "../../_parts/items-page";

export const metadata: Metadata = { title: "Nodes" };

export default function NodesPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  return <ItemsPage kind="node" searchParams={searchParams} />;
}
