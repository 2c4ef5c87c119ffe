import type { ApplianceContext } from "../appliance/environment";
import { faultHint } from "../appliance/faults";
import { ApiError } from "./api-error";
import type { Page } from "./info";
import type { World } from "./world";

const JSON_TYPE = "application/json;charset=UTF-8";

/** A JSON answer under SysAid's content type. */
export function answer(c: ApplianceContext, body: unknown): Response {
  return c.body(JSON.stringify(body), 200, { "Content-Type": JSON_TYPE });
}

/** A list's rows; without any, an empty array or the JSON string that clients have seen. */
export function answerRows(c: ApplianceContext, rows: readonly object[], world: World): Response {
  return answer(c, rows.length === 0 && world.settings().emptyAs === "string" ? "" : rows);
}

/** SysAid's error form. */
export function answerError(c: ApplianceContext, error: ApiError): Response {
  const { status, message } = error;
  return c.body(JSON.stringify({ status, message }), status, { "Content-Type": JSON_TYPE });
}

/** The query, with repeated parameters as they came. */
export function searchParams(c: ApplianceContext): URLSearchParams {
  return new URL(c.req.url).searchParams;
}

/** The rows of a page that pass the test. Ordered faults make it the first page, or nothing. */
export function paged<Row>(
  c: ApplianceContext,
  rows: readonly Row[],
  test: (row: Row) => boolean,
  page: Page,
): Row[] {
  const hint = faultHint(c);
  if (hint === "empty") return [];
  let toSkip = hint === "repeat" ? 0 : page.offset;
  const found: Row[] = [];
  for (const row of rows) {
    if (found.length === page.limit) break;
    if (!test(row)) continue;
    if (toSkip > 0) toSkip -= 1;
    else found.push(row);
  }
  return found;
}

/** The JSON body of a write. */
export async function readBody(c: ApplianceContext): Promise<unknown> {
  try {
    const body: unknown = await c.req.json();
    return body;
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiError(400, "Invalid JSON payload");
    throw error;
  }
}
