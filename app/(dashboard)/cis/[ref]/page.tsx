import type { Metadata } from "next";
import { CiScreen } from "@/components/cis/ci-screen";
import { toGraphDepth } from "@/lib/client/cis/graph-depth";
import { ciKeys } from "@/lib/client/keys";
import { CiDetailResult, CiGraphResult } from "@/lib/contracts/cis";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readCi } from "@/lib/server/cis/read-ci";
import { readCiGraph } from "@/lib/server/cis/read-ci-graph";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "CI" };

interface CiPageProps {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ depth?: string | string[] }>;
}

/** One CI with the relations around it. */
export default async function CiPage({ params, searchParams }: CiPageProps) {
  const viewer = await pageViewer();
  const asker = { viewer, runtime: await runtime() };
  const ref = decodeParam((await params).ref);
  const wanted = (await searchParams).depth;
  const depth = toGraphDepth(typeof wanted === "string" ? wanted : wanted?.[0]);
  return (
    <Prefetched
      queries={[
        {
          queryKey: ciKeys.detail(ref),
          queryFn: async () => CiDetailResult.parse(await readCi(asker, ref)),
        },
        {
          queryKey: ciKeys.graph(ref, depth),
          queryFn: async () => CiGraphResult.parse(await readCiGraph(asker, ref, { depth })),
        },
      ]}
    >
      <CiScreen key={ref} ciRef={ref} />
    </Prefetched>
  );
}
