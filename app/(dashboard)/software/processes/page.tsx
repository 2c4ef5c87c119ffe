import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { ItemsPage } from "../../_parts/items-page";

export const metadata: Metadata = { title: "Processes" };

export default function ProcessesPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  return <ItemsPage kind="process" searchParams={searchParams} />;
}
