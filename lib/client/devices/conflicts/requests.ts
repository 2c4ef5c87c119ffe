import type { ConflictAnswer } from "@/lib/contracts/conflict-fields";
import type {
  AnswerConflictsBody,
  AnswerConflictsResult,
  ConflictFacetsResult,
  ConflictRow,
  ListConflictsResult,
  PreviewConflictsResult,
} from "@/lib/contracts/conflicts";
import { apiGet, apiSend } from "../../api";
import { toSearchString, type Search } from "../../keys";
import type { PageRequest } from "../requests";

const PATH = "/api/devices/conflicts";

/** One window of the conflicts that the search asks for. */
export function fetchConflicts(search: Search, { offset, limit, signal }: PageRequest) {
  const query = toSearchString({ ...search, offset, limit });
  return apiGet<ListConflictsResult>(`${PATH}${query}`, ["rows", "total", "sources"], { signal });
}

/** How many conflicts stand behind each value of each filter. */
export function fetchConflictFacets(search: Search, signal: AbortSignal) {
  return apiGet<ConflictFacetsResult>(`${PATH}/facets${toSearchString(search)}`, ["facets"], {
    signal,
  });
}

/** The requests that taking one system's values would send. Sends none. */
export function fetchPreviews(answer: "kace" | "sysaid", rows: readonly ConflictRow[]) {
  const conflicts = rows.map(({ id, digest }) => ({ id, digest }));
  return apiSend<PreviewConflictsResult>("POST", `${PATH}/preview`, { answer, conflicts }, [
    "previews",
  ]);
}

/** Answers conflicts, each on its own. */
export function sendAnswers(answer: ConflictAnswer, conflicts: AnswerConflictsBody["conflicts"]) {
  return apiSend<AnswerConflictsResult>("POST", `${PATH}/answers`, { answer, conflicts }, [
    "results",
  ]);
}
