import type { Metadata } from "next";
import { HomeScreen } from "@/components/home/home-screen";
import { toTimeRange } from "@/lib/client/home/time-range";
import { homeKeys } from "@/lib/client/keys";
import { HomeResult } from "@/lib/contracts/metrics";
import { readHome } from "@/lib/server/home/read-home";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "./_parts/page-viewer";
import { Prefetched } from "./_parts/prefetched";

export const metadata: Metadata = { title: "Home" };

interface HomePageProps {
  searchParams: Promise<{ days?: string | string[] }>;
}

/** The start: what is mine, what is late, what changed. */
export default async function HomePage({ searchParams }: HomePageProps) {
  const viewer = await pageViewer();
  const server = await runtime();
  const { days: wanted } = await searchParams;
  const days = toTimeRange(Array.isArray(wanted) ? wanted[0] : wanted);
  return (
    <Prefetched
      queries={[
        {
          queryKey: homeKeys.metrics(days),
          queryFn: async () =>
            HomeResult.parse(await readHome({ runtime: server, viewer }, { days })),
        },
      ]}
    >
      <HomeScreen />
    </Prefetched>
  );
}
