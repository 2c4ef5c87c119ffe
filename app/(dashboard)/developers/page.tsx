import type { Metadata } from "next";
import { DevelopersScreen } from "@/components/developers/developers-screen";
import type { PageSearch } from "@/components/grid/url-state";
import { operationKeys } from "@/lib/client/keys";
import { listOperations, readOperation } from "@/lib/server/developers/list-operations";
import { runtime } from "@/lib/server/runtime";
import { pageAddress } from "../_parts/page-address";
import { pageViewer } from "../_parts/page-viewer";
import { Prefetched } from "../_parts/prefetched";

export const metadata: Metadata = { title: "API" };

/** Every operation of both systems and of Sightline, to read about and to try. */
export default async function DevelopersPage({
  searchParams,
}: {
  searchParams: Promise<PageSearch>;
}) {
  await pageViewer();
  const asker = { runtime: await runtime() };
  const { op } = await searchParams;
  const operation = {
    queryKey: operationKeys.detail(String(op)),
    queryFn: () => readOperation(asker, String(op)),
  };
  const operations = {
    queryKey: operationKeys.list(),
    queryFn: async () => listOperations(asker),
  };
  return (
    <Prefetched queries={typeof op === "string" ? [operations, operation] : [operations]}>
      <DevelopersScreen address={await pageAddress(asker.runtime.settings)} />
    </Prefetched>
  );
}
