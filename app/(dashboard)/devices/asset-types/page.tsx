import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { ItemsPage } from "../../_parts/items-page";

export const metadata: Metadata = { title: "Asset types" };

export default function AssetTypesPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  return <ItemsPage kind="assetType" searchParams={searchParams} />;
}
