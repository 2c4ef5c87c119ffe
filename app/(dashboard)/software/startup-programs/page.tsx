import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { ItemsPage } from "../../_parts/items-page";

export const metadata: Metadata = { title: "Start-up programs" };

export default function StartUpProgramsPage({
  searchParams,
}: {
  searchParams: Promise<PageSearch>;
}) {
  return <ItemsPage kind="startupProgram" searchParams={searchParams} />;
}
