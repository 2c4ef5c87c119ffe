import "server-only";
import type { OperationRow } from "./operation";

// What both systems' carriers ask of a request and an answer that they do not otherwise understand.

/** Whether files go along: up as anything but JSON, down from the operations that answer bytes. */
export function carriesFile(row: OperationRow, headers: Record<string, string>): boolean {
  const type = headers["content-type"];
  return row.answer.kind === "binary" || (type !== undefined && !/\bjson\b/i.test(type));
}

/** The head of an answer, and a look at how its body begins. */
interface Answered {
  status: number;
  headers: { get(name: string): string | null };
  body: { peek(): Promise<string> } | null;
}

/**
 * Whether a sign-in page came in place of an answer: ended sessions are sent to it, or get it with status 200. A file
 * may well be a page itself; it comes with a name, which the sign-in page does not.
 */
export async function isSignInPage(answer: Answered, row: OperationRow): Promise<boolean> {
  if (answer.status >= 300 && answer.status !== 304) return true;
  const type = answer.headers.get("content-type") ?? "";
  if (type.includes("json") || answer.body === null) return false;
  if (row.answer.kind === "binary") {
    return type.includes("text/html") && answer.headers.get("content-disposition") === null;
  }
  const start = await answer.body.peek();
  return row.answer.kind === "json" ? start.startsWith("<") : /^<(!doctype|html|head)/i.test(start);
}
