import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { VIEWS_PER_PERSON } from "@/lib/contracts/ticket-fields";
import type {
  ChangeView,
  DeleteViewResult,
  KeepView,
  KeptView,
  KeptViewResult,
  RestoreView,
} from "@/lib/contracts/ticket-views";
import { Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { seal, unseal } from "@/lib/server/auth/seal";
import { isAdministrator } from "@/lib/server/auth/viewer";
import { BadRequest, Conflict, Forbidden, NotFound } from "@/lib/server/failures";
import { writeAudit } from "@/lib/server/store/audit-repo";
import * as repo from "@/lib/server/store/ticket-views-repo";
import type { StoredView } from "@/lib/server/store/ticket-views-repo";

// Lists of tickets that people named. A view holds a question and no rows: whoever opens a shared one finds what they may
// see themselves.

const UNDO_PLACE = "ticket-view";
const UNDO_MS = 3_600_000;

const Undo = z.object({
  until: z.number(),
  view: z.object({
    id: z.string(),
    name: z.string(),
    search: z.record(z.string(), z.string()),
    isShared: z.boolean(),
    ownerRefs: z.array(Ref),
    ownerName: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
});

/** The accounts by which a viewer owns what they keep. */
export function accountRefsOf(viewer: Viewer): Ref[] {
  return Object.values(viewer.accounts).map(({ ref }) => ref);
}

/** A view as its viewer is told of it. */
export function toKeptView(viewer: Viewer, view: StoredView): KeptView {
  const { id, name, search, isShared, ownerName } = view;
  const isOwn = owns(viewer, view);
  const mayDelete = isOwn || (isShared && isAdministrator(viewer));
  return { id, name, search, isShared, isOwn, mayDelete, ownerName };
}

/** Keeps a list under a name. Throws {@link BadRequest} for a name that its owner uses already. */
export async function keepView(actor: Actor, body: KeepView): Promise<KeptViewResult> {
  const now = new Date().toISOString();
  const view: StoredView = {
    ...body,
    id: randomUUID(),
    ownerRefs: accountRefsOf(actor.viewer),
    ownerName: actor.viewer.name,
    createdAt: now,
    updatedAt: now,
  };
  return write(actor, "tickets.keepView", view);
}

/** Renames a view, shares it or changes what it holds. Only its owner may. Throws {@link NotFound} or {@link Forbidden}. */
export async function changeView(
  actor: Actor,
  id: string | undefined,
  { name, isShared, search }: ChangeView,
): Promise<KeptViewResult> {
  const view = await requireView(actor, id);
  if (!owns(actor.viewer, view)) {
    throw new Forbidden(`Only ${view.ownerName}, who made this view, may change it.`);
  }
  return write(actor, "tickets.changeView", {
    ...view,
    name: name ?? view.name,
    isShared: isShared ?? view.isShared,
    search: search ?? view.search,
    updatedAt: new Date().toISOString(),
  });
}

/** Deletes a view for everybody, and answers what brings it back. Throws {@link NotFound} or {@link Forbidden}. */
export async function deleteView(actor: Actor, id: string | undefined): Promise<DeleteViewResult> {
  const view = await requireView(actor, id);
  if (!toKeptView(actor.viewer, view).mayDelete) {
    throw new Forbidden(
      `Only ${view.ownerName}, who made this view, or an administrator may delete it.`,
    );
  }
  const dropped = await repo.dropView(actor.runtime.store.db, view.id);
  if (dropped === null) throw new NotFound("such view");
  await leaveNote(actor, "tickets.deleteView", dropped.id);
  const undo = { until: Date.now() + UNDO_MS, view: dropped } satisfies z.input<typeof Undo>;
  const sealed = seal(actor.runtime.settings.authSecret, UNDO_PLACE, undo);
  return { undo: sealed.toString("base64url") };
}

/** Brings a deleted view back to its owner, as it was. Throws {@link Conflict} when that is no longer possible. */
export async function restoreView(actor: Actor, { undo }: RestoreView): Promise<KeptViewResult> {
  const bytes = Buffer.from(undo, "base64url");
  const opened = Undo.safeParse(unseal(actor.runtime.settings.authSecret, UNDO_PLACE, bytes));
  if (!opened.success || opened.data.until < Date.now()) {
    throw new Conflict("This view can no longer be brought back. Keep it anew.");
  }
  const { view } = opened.data;
  if (!toKeptView(actor.viewer, view).mayDelete) {
    throw new Forbidden(`Only ${view.ownerName} or an administrator may bring this view back.`);
  }
  return write(actor, "tickets.restoreView", view);
}

function owns(viewer: Viewer, { ownerRefs }: StoredView): boolean {
  return accountRefsOf(viewer).some((ref) => ownerRefs.includes(ref));
}

/** A view that the viewer sees. */
async function requireView(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  id: string | undefined,
): Promise<StoredView> {
  const view = await repo.readView(runtime.store.db, id ?? "");
  if (view === null || !(view.isShared || owns(viewer, view))) throw new NotFound("such view");
  return view;
}

async function write(actor: Actor, operation: string, view: StoredView): Promise<KeptViewResult> {
  await repo.putView(actor.runtime.store.db, view, (others) => judge(view, others));
  await leaveNote(actor, operation, view.id);
  return { view: toKeptView(actor.viewer, view) };
}

function judge({ name }: StoredView, others: readonly StoredView[]): void {
  if (others.length >= VIEWS_PER_PERSON) {
    throw new BadRequest({
      name: `You keep ${VIEWS_PER_PERSON} views already. Delete one first.`,
    });
  }
  const same = others.find((other) => other.name.toLowerCase() === name.toLowerCase());
  if (same) throw new BadRequest({ name: `You have a view called “${same.name}” already.` });
}

/** The audit knows which view it was, and never what somebody called it. */
async function leaveNote(actor: Actor, operation: string, target: string): Promise<void> {
  const { viewer } = actor;
  await writeAudit(actor.runtime.store.db, {
    at: new Date().toISOString(),
    who: viewer.name,
    accountRef: accountRefsOf(viewer)[0] ?? null,
    operation,
    target,
    outcome: "ok",
    requestId: actor.requestId,
    detail: viewer.token ? { tokenId: viewer.token.id } : {},
  });
}
