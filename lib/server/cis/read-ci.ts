import "server-only";
import type { CiDetailResult } from "@/lib/contracts/cis";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { requireRef } from "@/lib/server/api/ref-param";
import { absenceOf } from "@/lib/server/auth/home";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import * as store from "@/lib/server/store/read/cis";

/** One CI of the index. Throws {@link absenceOf}. */
export async function readCi(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  refText: string | undefined,
): Promise<CiDetailResult> {
  const ref = requireRef(refText, ["ci"], "CI");
  const [ci, sources] = await Promise.all([
    store.readCi(runtime.store.db, visibilityOf(viewer), ref),
    readSourceStatesFor(runtime, viewer),
  ]);
  if (!ci) throw absenceOf(runtime, viewer, { ref, what: "CI" });
  const facts = Object.entries(ci.facts).map(([label, text]) => ({ label, text }));
  return { ci: { ...ci, facts }, sources };
}
