import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { ItemsPage } from "../../_parts/items-page";

export const metadata: Metadata = { title: "Scripts" };

export default function ScriptsPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  return <ItemsPage kind="script" searchParams={searchParams} />;
}
