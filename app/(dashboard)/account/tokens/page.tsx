import type { Metadata } from "next";
import { headers } from "next/headers";
import { TokensScreen } from "@/components/auth/tokens-screen";
import { tokenKeys } from "@/lib/client/keys";
import { ListTokensResult } from "@/lib/contracts/tokens";
import { listTokens } from "@/lib/server/auth/tokens";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Personal tokens" };

/** The tokens by which a person's scripts ask Sightline. */
export default async function TokensPage() {
  const viewer = await pageViewer();
  const server = await runtime();
  const tokens = {
    queryKey: tokenKeys.all,
    queryFn: async () => ListTokensResult.parse(await listTokens({ runtime: server, viewer })),
  };
  return (
    <Prefetched queries={[tokens]}>
      <TokensScreen address={server.settings.authUrl ?? (await askedAddress())} />
    </Prefetched>
  );
}

/** Where this page was opened, for a server that was not told where people open it. */
async function askedAddress(): Promise<string> {
  const asked = await headers();
  const scheme = asked.get("x-forwarded-proto")?.split(",")[0]?.trim() || "http";
  return `${scheme}://${asked.get("host") ?? "localhost"}`;
}
