import "server-only";
import { createHash } from "node:crypto";
import type { PreviewConflictsBody, PreviewConflictsResult } from "@/lib/contracts/conflicts";
import { writePlaces } from "@/lib/domain/merge/merge-records";
import { SOURCES, type Source } from "@/lib/domain/source";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import {
  prepareAttributeWrite,
  type PreparedRequest,
} from "@/lib/server/devices/asset-form/attribute-writes";
import { readConflict, type StoredConflict } from "@/lib/server/store/read/conflicts";
import { readDevice } from "@/lib/server/store/read/device-detail";
import {
  overruledWords,
  parseConflictId,
  requireConflictSight,
  whyBarred,
} from "./conflict-rights";

type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;
type Seen = PreviewConflictsBody["conflicts"][number];

/** An answer as it would be sent, or why it cannot be. */
export type PreparedAnswer =
  | { state: "possible"; conflict: StoredConflict; request: PreparedRequest }
  | { state: "impossible" | "changed"; conflict: StoredConflict | null; reason: string };

const GONE = "The systems agree on this by now. Nothing was sent.";
export const CHANGED =
  "The values changed since you saw them. Look at them again; nothing was sent.";

/**
 * Shows the requests that taking one system's values would send, one for each conflict, without sending any. Throws
 * `Forbidden`, and what a system says when it does not answer.
 */
export async function previewConflicts(
  asker: Asker,
  { answer, conflicts }: PreviewConflictsBody,
): Promise<PreviewConflictsResult> {
  requireConflictSight(asker.viewer);
  const previews: PreviewConflictsResult["previews"] = [];
  for (const seen of conflicts) {
    const prepared = await prepareAnswer(asker, seen, answer);
    const request = prepared.state === "possible" ? prepared.request : null;
    previews.push({
      id: seen.id,
      deviceName: prepared.conflict?.deviceName ?? null,
      request: request && {
        source: request.source,
        ref: request.ref,
        method: request.method,
        path: request.path,
        body: JSON.stringify(request.body, null, 2),
        summary: request.summary,
        account: asker.viewer.accounts[request.source]?.userName ?? "",
        digest: digestOf(request),
      },
      reason: prepared.state === "possible" ? null : prepared.reason,
    });
  }
  return { previews };
}

/** A conflict that still stands as somebody saw it, or why it is not answered. */
export async function findSeen(
  { runtime, viewer }: Pick<Asker, "runtime" | "viewer">,
  { id, digest }: Seen,
): Promise<
  | { state: "seen"; conflict: StoredConflict }
  | { state: "changed"; conflict: StoredConflict | null; reason: string }
> {
  const named = parseConflictId(id);
  const conflict = named && (await readConflict(runtime.store.db, visibilityOf(viewer), named));
  if (!conflict) return { state: "changed", conflict: null, reason: GONE };
  if (conflict.digest !== digest) return { state: "changed", conflict, reason: CHANGED };
  return { state: "seen", conflict };
}

/**
 * Works out the request that gives the other system the value of `taken`. It goes to the record that speaks for that
 * system, or would: another one would take the write, and the conflict would stand as before.
 */
export async function prepareAnswer(
  asker: Asker,
  seen: Seen,
  taken: Source,
): Promise<PreparedAnswer> {
  const found = await findSeen(asker, seen);
  if (found.state === "changed") return found;
  const { conflict } = found;
  const { attribute } = conflict;
  const source: Source = SOURCES.find((one) => one !== taken) ?? taken;
  const barred = whyBarred(attribute, source === "kace" ? conflict.kaceRef : conflict.sysaidRef);
  if (barred !== null) return { state: "impossible", conflict, reason: barred };
  const { db } = asker.runtime.store;
  const device = await readDevice(db, visibilityOf(asker.viewer), conflict.deviceRef);
  const records = (device?.records ?? []).filter((record) => record.removedAt === null);
  const places = device ? writePlaces(records, { name: attribute, source }, device.precedence) : [];
  const value = taken === "kace" ? conflict.kaceText : conflict.sysaidText;
  let reason: string | null = null;
  for (const ref of places) {
    const prepared = await prepareAttributeWrite(asker, ref, attribute, value);
    if (prepared.state === "possible" && places.includes(prepared.request.ref)) {
      return { state: "possible", conflict, request: prepared.request };
    }
    reason ??= prepared.state === "possible" ? overruledWords(attribute, ref) : prepared.reason;
  }
  return { state: "impossible", conflict, reason: reason ?? GONE };
}

/** Tells whether a request is the one that somebody saw. */
export function digestOf({ source, method, path, body }: PreparedRequest): string {
  return createHash("sha256")
    .update(JSON.stringify([source, method, path, body]))
    .digest("hex")
    .slice(0, 32);
}
