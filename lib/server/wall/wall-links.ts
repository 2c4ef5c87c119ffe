import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type {
  CreateWallLink,
  CreateWallLinkResult,
  ListWallLinksResult,
} from "@/lib/contracts/metrics";
import type { Actor } from "@/lib/server/api/route";
import { hashToken, newToken } from "@/lib/server/auth/seal";
import { NotFound } from "@/lib/server/failures";
import { writeAudit } from "@/lib/server/store/audit-repo";
import * as repo from "@/lib/server/store/wall-links-repo";

type Links = z.infer<typeof ListWallLinksResult>;

/** All links, revoked ones too. */
export async function listWallLinks(actor: Pick<Actor, "runtime">): Promise<Links> {
  const rows = await repo.listWallLinks(actor.runtime.store.db);
  return { rows: rows.map(toLink) };
}

/** Makes a link. Its path holds the token and is told this once; the store keeps the token's hash. */
export async function createWallLink(
  actor: Actor,
  { name }: z.infer<typeof CreateWallLink>,
): Promise<z.infer<typeof CreateWallLinkResult>> {
  const token = newToken();
  const row = {
    id: randomUUID(),
    tokenHash: hashToken(token),
    name,
    createdBy: actor.viewer.name,
    createdAt: new Date().toISOString(),
  };
  await repo.createWallLink(actor.runtime.store.db, row);
  await leaveNote(actor, "wallLinks.create", row.id);
  return { link: toLink({ ...row, lastUsedAt: null, revokedAt: null }), path: `/wall/${token}` };
}

/** Revokes a link at once; returns what is left. Throws {@link NotFound}. */
export async function revokeWallLink(actor: Actor, id: string | undefined): Promise<Links> {
  const db = actor.runtime.store.db;
  const revoked = id && (await repo.revokeWallLink(db, id, new Date().toISOString()));
  if (!revoked) throw new NotFound("such wall link");
  await leaveNote(actor, "wallLinks.revoke", revoked.id);
  return listWallLinks(actor);
}

function toLink(row: repo.WallLinkRow) {
  const { id, name, createdBy, createdAt, lastUsedAt, revokedAt } = row;
  return { id, name, createdBy, createdAt, lastUsedAt, revokedAt };
}

async function leaveNote(actor: Actor, operation: string, target: string): Promise<void> {
  await writeAudit(actor.runtime.store.db, {
    at: new Date().toISOString(),
    who: actor.viewer.name,
    accountRef: Object.values(actor.viewer.accounts)[0]?.ref ?? null,
    operation,
    target,
    outcome: "ok",
    requestId: actor.requestId,
    detail: {},
  });
}
