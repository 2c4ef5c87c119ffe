import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { ItemsPage } from "../../_parts/items-page";

export const metadata: Metadata = { title: "Operating systems" };

export default function OperatingSystemsPage({
  searchParams,
}: {
  searchParams: Promise<PageSearch>;
}) {
  return <ItemsPage kind="operatingSystem" searchParams={searchParams} />;
}
