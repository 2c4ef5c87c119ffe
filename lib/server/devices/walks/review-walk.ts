import "server-only";
import type { NoteMissing, SendWalkMove, WalkMove, WalkOutcome } from "@/lib/contracts/walks";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import { visibilityOf } from "@/lib/domain/viewer";
import { toProblem } from "@/lib/server/api/problem";
import type { Actor } from "@/lib/server/api/route";
import { outcomeOf } from "@/lib/server/audit";
import {
  prepareAttributeWrite,
  sendPrepared,
  type PreparedRequest,
} from "@/lib/server/devices/asset-form/attribute-writes";
import { Conflict, NotFound } from "@/lib/server/failures";
import { readDeviceIds, readDeviceRowsById } from "@/lib/server/store/read/coded-devices";
import type { WalkOutcomeState } from "@/lib/server/store/schema/device-work-tables";
import * as repo from "@/lib/server/store/walks-repo";
import { UpstreamError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import { toOutcome } from "./read-walk";
import { requireWalk } from "./walk-scope";

type Attribute = WalkMove["attribute"];

/**
 * The writes that would bring a device to the walk's place: one for each system that knows it and each part of the
 * place, exactly as it would go out. Nothing is sent.
 */
export async function planMoves(
  actor: Actor,
  id: string | undefined,
  { device }: { device: Ref },
): Promise<{ moves: WalkMove[] }> {
  const walk = await requireWalk(actor.runtime.store.db, actor.viewer, id);
  const records = await recordsOf(actor, device);
  const wanted = SOURCES.flatMap((source) => {
    const ref = records.find((record) => splitRef(record).source === source);
    return ref === undefined ? [] : partsOf(walk).map((part) => ({ ...part, source, ref }));
  });
  const moves = await Promise.all(
    wanted.map(async ({ source, ref, attribute, value }): Promise<WalkMove> => {
      const prepared = await prepareAttributeWrite(actor, ref, attribute, value);
      const plan =
        prepared.state === "impossible"
          ? prepared
          : { state: prepared.state, recordRef: prepared.request.ref, ...shown(prepared.request) };
      return { deviceRef: device, source, attribute, value, plan };
    }),
  );
  return { moves };
}

/**
 * Sends one of the planned writes through the viewer's own session and keeps what came of it. A write that would no
 * longer be the one that was shown is not sent. Throws {@link Conflict}.
 */
export async function sendMove(
  actor: Actor,
  id: string | undefined,
  { deviceRef, source, attribute, shown: seen }: SendWalkMove,
): Promise<{ outcomes: WalkOutcome[] }> {
  const { db } = actor.runtime.store;
  const walk = await requireWalk(db, actor.viewer, id);
  const request = await prepareAgain(actor, walk, { deviceRef, source, attribute });
  const now = shown(request);
  if (now.method !== seen.method || now.path !== seen.path || now.body !== seen.body) {
    throw new Conflict("What would be sent changed meanwhile. Look at it again; nothing was sent.");
  }
  const result = await trySending(actor, request);
  await repo.putOutcome(db, walk, {
    recordRef: request.ref,
    kind: "moved",
    attribute,
    deviceRef,
    text: walk[attribute] ?? "",
    ...result,
    by: actor.viewer.name,
    at: new Date().toISOString(),
  });
  return { outcomes: (await repo.readOutcomes(db, walk.id)).map(toOutcome) };
}

async function prepareAgain(
  actor: Actor,
  walk: repo.StoredWalk,
  move: { deviceRef: Ref; source: Source; attribute: Attribute },
): Promise<PreparedRequest> {
  const records = await recordsOf(actor, move.deviceRef);
  const ref = records.find((record) => splitRef(record).source === move.source);
  const value = walk[move.attribute];
  if (ref === undefined || value === null) throw new NotFound("record to write");
  const prepared = await prepareAttributeWrite(actor, ref, move.attribute, value);
  if (prepared.state === "impossible") throw new Conflict(prepared.reason);
  return prepared.request;
}

/** A source's refusal is a result of the review, row by row, and not a failure of the request. */
async function trySending(
  actor: Actor,
  request: PreparedRequest,
): Promise<{ state: WalkOutcomeState; problem: string | null }> {
  try {
    await sendPrepared(actor, request);
    return { state: "done", problem: null };
  } catch (error) {
    if (!(error instanceof UpstreamError || error instanceof UpstreamShapeError)) throw error;
    const problem = toProblem(error, actor.requestId, Date.now()).title;
    return { state: outcomeOf(error) === "unknown" ? "unknown" : "refused", problem };
  }
}

/** Notes that an expected device was not found, or takes the note back with an empty one. */
export async function noteMissing(
  actor: Actor,
  id: string | undefined,
  { deviceRef, note }: NoteMissing,
): Promise<{ outcomes: WalkOutcome[] }> {
  const { db } = actor.runtime.store;
  const walk = await requireWalk(db, actor.viewer, id);
  if (!walk.expectedRefs.includes(deviceRef)) throw new NotFound("device on this walk");
  if (note === "") await repo.dropNote(db, walk, deviceRef);
  else {
    await repo.putOutcome(db, walk, {
      recordRef: deviceRef,
      kind: "notFound",
      attribute: "",
      deviceRef,
      text: note,
      state: "done",
      problem: null,
      by: actor.viewer.name,
      at: new Date().toISOString(),
    });
  }
  return { outcomes: (await repo.readOutcomes(db, walk.id)).map(toOutcome) };
}

/** Ends a walk, or opens it again. */
export async function closeWalk(
  actor: Actor,
  id: string | undefined,
  { closed }: { closed: boolean },
): Promise<{ id: string }> {
  const { db } = actor.runtime.store;
  const walk = await requireWalk(db, actor.viewer, id);
  await repo.setWalkClosed(db, walk, closed ? new Date().toISOString() : null);
  return { id: walk.id };
}

/** The device's records that the viewer sees. Throws {@link NotFound}. */
async function recordsOf({ runtime, viewer }: Actor, deviceRef: Ref): Promise<Ref[]> {
  const visibility = visibilityOf(viewer);
  const ids = await readDeviceIds(runtime.store.db, visibility, [deviceRef]);
  const rows = await readDeviceRowsById(runtime.store.db, visibility, [...ids.values()]);
  const [row] = rows.values();
  if (!row) throw new NotFound("device");
  return row.records;
}

function partsOf(walk: repo.StoredWalk): { attribute: Attribute; value: string }[] {
  return (["site", "department"] as const).flatMap((attribute) => {
    const value = walk[attribute];
    return value === null ? [] : [{ attribute, value }];
  });
}

function shown({ method, path, body, summary }: PreparedRequest) {
  return { method, path, body: JSON.stringify(body, null, 2) ?? "", summary };
}
