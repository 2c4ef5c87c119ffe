import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { ItemsPage } from "../../_parts/items-page";

export const metadata: Metadata = { title: "Services" };

export default function ServicesPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  return <ItemsPage kind="service" searchParams={searchParams} />;
}
