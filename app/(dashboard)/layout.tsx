import type { ReactNode } from "react";
import { healthKeys, meKeys } from "@/lib/client/keys";
import { MeResult } from "@/lib/contracts/account";
import { HealthResult } from "@/lib/contracts/metrics";
import { readMe } from "@/lib/server/auth/account";
import { readHealth } from "@/lib/server/health/read-health";
import { runtime } from "@/lib/server/runtime";
import { Frame } from "./_parts/frame";
import { pageViewer } from "./_parts/page-viewer";
import { Prefetched } from "./_parts/prefetched";

/** Every signed-in page. Who may see what is decided where data is read; this only leads to the sign-in. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer();
  const server = await runtime();
  return (
    <Prefetched
      queries={[
        {
          queryKey: meKeys.all,
          queryFn: async () => MeResult.parse(await readMe(server, viewer)),
        },
        {
          queryKey: healthKeys.all,
          queryFn: async () => HealthResult.parse(await readHealth(server)),
        },
      ]}
    >
      <Frame>{children}</Frame>
    </Prefetched>
  );
}
