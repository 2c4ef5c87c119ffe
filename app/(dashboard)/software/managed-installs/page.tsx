import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { ItemsPage } from "../../_parts/items-page";

export const metadata: Metadata = { title: "Managed installs" };

export default function ManagedInstallsPage({
  searchParams,
}: {
  searchParams: Promise<PageSearch>;
}) {
  return <ItemsPage kind="managedInstall" searchParams={searchParams} />;
}
