import type { Metadata } from "next";
import { PlaceholderPanel } from "@/components/devices/identity/placeholder-panel";
import { RulesScreen } from "@/components/devices/rules/rules-screen";
import { identityKeys, precedenceKeys } from "@/lib/client/keys";
import { PlaceholdersResult } from "@/lib/contracts/identity";
import { PrecedenceResult } from "@/lib/contracts/rules";
import { isAdministrator } from "@/lib/server/auth/viewer";
import { readPlaceholderLists } from "@/lib/server/devices/identity/placeholders";
import { readPrecedenceRules } from "@/lib/server/devices/rules/precedence";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Rules" };

/** By which rules records become devices; for administrators of either system. */
export default async function RulesPage() {
  const viewer = await pageViewer();
  const server = await runtime();
  const precedence = {
    queryKey: precedenceKeys.all,
    queryFn: async () =>
      PrecedenceResult.parse(await readPrecedenceRules({ viewer, runtime: server })),
  };
  const placeholders = {
    queryKey: identityKeys.placeholders(),
    queryFn: async () => PlaceholdersResult.parse(await readPlaceholderLists({ runtime: server })),
  };
  return (
    <Prefetched queries={isAdministrator(viewer) ? [precedence, placeholders] : []}>
      <RulesScreen>
        <PlaceholderPanel />
      </RulesScreen>
    </Prefetched>
  );
}
