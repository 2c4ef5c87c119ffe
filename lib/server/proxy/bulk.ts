import "server-only";
import { BadRequest, Forbidden } from "@/lib/server/failures";
import type { OperationRow } from "@/lib/server/upstream/operation";

// One call that hits many things is how a slip of the hand becomes a disaster, so an administrator has to allow it.

/** The names under which both sources list what a call is about: `ids`, `machineIDs`, `NotificationIDs`, `id`. */
const ID_NAME = /ids?$/i;
const ALL = /^\s*(all|\*)\s*$/i;

/** Whether a call has to be looked at before it goes on. */
export function mayBeBulk(row: OperationRow): boolean {
  return row.danger === "destroys" || row.danger === "runs_code";
}

/** Whether its body too could name what it is about: files that are to run somewhere name nothing. */
export function isBulkInBody(row: OperationRow): boolean {
  return row.danger === "destroys" || (row.danger === "runs_code" && row.body.kind === "none");
}

/**
 * Refuses a call that deletes several things, or runs something on everything.
 * @param values of the path and of the query
 * @param body as `readPlainBody` gives it, `null` where there is none
 * @throws Forbidden
 */
export function refuseBulk(
  row: OperationRow,
  values: Iterable<readonly [name: string, value: string]>,
  body: unknown,
): void {
  const lists = [...[...values].flatMap(([name, value]) => listOf(name, value)), ...listsIn(body)];
  if (lists.some((list) => list.some((one) => ALL.test(one)))) {
    throw new Forbidden(
      "This call is meant for all there is. Name what it is for, or let your administrator allow calls for many things (ALLOW_BULK).",
    );
  }
  if (row.danger === "destroys" && lists.some((list) => list.length > 1)) {
    throw new Forbidden(
      "This call deletes several things at once. Delete them one by one, or let your administrator allow calls for many things (ALLOW_BULK).",
    );
  }
}

/**
 * Reads the body of a call that has to be looked at. What is looked at must be what the source reads, so there is one
 * way of writing it.
 * @throws BadRequest for anything but JSON in UTF-8
 */
export function readPlainBody(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.name : "error";
    throw new BadRequest({ body: `must be JSON in UTF-8 here (${reason})` });
  }
}

function listsIn(body: unknown): string[][] {
  if (body === null || typeof body !== "object") return body === null ? [] : [membersOf(body)];
  if (Array.isArray(body)) return [body.map(String), ...body.flatMap(listsIn)];
  return Object.entries(body).flatMap(([name, value]) => listOf(name, value));
}

function listOf(name: string, value: unknown): string[][] {
  return ID_NAME.test(name) ? [membersOf(value)] : [];
}

function membersOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(membersOf);
  return String(value)
    .split(/[,;\s]+/)
    .filter((one) => one !== "");
}
