import { HydrationBoundary, dehydrate } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { createQueryClient } from "@/lib/client/query-client";

interface Prefetch {
  queryKey: readonly unknown[];
  queryFn: () => Promise<unknown>;
}

/** Puts answers into the page's query cache before it is drawn. One that fails is asked for again by the browser. */
export async function Prefetched({
  queries,
  children,
}: {
  queries: readonly Prefetch[];
  children: ReactNode;
}) {
  const client = createQueryClient();
  await Promise.all(queries.map((query) => client.prefetchQuery(query)));
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
