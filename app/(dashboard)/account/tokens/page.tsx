import type { Metadata } from "next";
import { TokensScreen } from "@/components/auth/tokens-screen";
import { tokenKeys } from "@/lib/client/keys";
import { ListTokensResult } from "@/lib/contracts/tokens";
import { listTokens } from "@/lib/server/auth/tokens";
import { runtime } from "@/lib/server/runtime";
import { pageAddress } from "../../_parts/page-address";
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
      <TokensScreen address={await pageAddress(server.settings)} />
    </Prefetched>
  );
}
