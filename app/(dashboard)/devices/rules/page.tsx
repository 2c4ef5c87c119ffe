import type { Metadata } from "next";
import { RulesScreen } from "@/components/devices/rules/rules-screen";
import { precedenceKeys } from "@/lib/client/keys";
import { PrecedenceResult } from "@/lib/contracts/rules";
import { isAdministrator } from "@/lib/server/auth/viewer";
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
  return (
    <Prefetched queries={isAdministrator(viewer) ? [precedence] : []}>
      <RulesScreen />
    </Prefetched>
  );
}
