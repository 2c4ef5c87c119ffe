import "server-only";
import type {
  InventoryFacetsResult,
  LicenceDetailResult,
  LicenceRow,
  ListLicencesQuery,
  ListLicencesResult,
} from "@/lib/contracts/inventory";
import { balanceOf } from "@/lib/domain/inventory/license";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import { absenceOf } from "@/lib/server/auth/home";
import * as store from "@/lib/server/store/read/licenses";
import { noteFor, readListStates, type Asker } from "./list-standing";

/** One window of the licences, with the true total; none for who does not see all of KACE. */
export async function listLicences(
  asker: Asker,
  query: ListLicencesQuery,
): Promise<ListLicencesResult> {
  const [page, sources] = await Promise.all([
    store.listLicenses(asker.runtime.store.db, visibilityOf(asker.viewer), query),
    readListStates(asker, "licenses"),
  ]);
  const note = noteFor(asker, { hasOwn: false });
  return { total: page.total, rows: page.rows.map(toRow), sources, note };
}

const toRow = (row: store.LicenseRow): LicenceRow => ({ ...row, ...balanceOf(row) });

/** How many licences stand behind each value of each filter. */
export async function countLicences(
  { runtime, viewer }: Asker,
  query: ListLicencesQuery,
): Promise<InventoryFacetsResult> {
  return { facets: await store.licenseFacets(runtime.store.db, visibilityOf(viewer), query) };
}

/** One licence with whom it is for. Throws {@link absenceOf}. */
export async function readLicence(
  asker: Asker,
  refText: string | undefined,
): Promise<LicenceDetailResult> {
  const { runtime, viewer } = asker;
  const ref = requireRef(refText, ["license"], "licence");
  const [found, sources] = await Promise.all([
    store.readLicense(runtime.store.db, visibilityOf(viewer), ref),
    readListStates(asker, "licenses"),
  ]);
  if (!found) throw absenceOf(runtime, viewer, { ref, what: "licence" });
  const { row, ...rest } = found;
  return { licence: toRow(row), ...rest, sources };
}
