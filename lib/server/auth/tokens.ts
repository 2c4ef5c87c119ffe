import "server-only";
import { randomUUID } from "node:crypto";
import {
  TOKENS_MAX,
  type CreateToken,
  type CreateTokenResult,
  type ListTokensResult,
  type Token,
} from "@/lib/contracts/tokens";
import { SOURCES } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { BadRequest, Forbidden, NotFound } from "@/lib/server/failures";
import { writeAudit } from "@/lib/server/store/audit-repo";
import type { Db } from "@/lib/server/store/db";
import * as repo from "@/lib/server/store/tokens-repo";
import { TOKEN_PREFIX } from "./bearer";
import { hashToken, newToken } from "./seal";
import { stateOf } from "./token-state";

const DAY_MS = 24 * 3_600_000;
/** So much of a token stays readable: enough to tell two apart, and far too little to guess the rest. */
const HINT_LENGTH = TOKEN_PREFIX.length + 4;

/** The tokens that act as one of the viewer's accounts, newest first; ended ones stay for a while. */
export async function listTokens(
  actor: Pick<Actor, "runtime" | "viewer">,
): Promise<ListTokensResult> {
  const kept = await repo.listTokensOf(actor.runtime.store.db, accountsOf(actor.viewer));
  const now = Date.now();
  return { rows: kept.map((one) => toToken(one, now)) };
}

/**
 * Makes a token that acts as the accounts which the viewer is connected to now. The secret is told this
 * once; the store keeps its hash. Throws {@link BadRequest} for a taken name, {@link Forbidden} without an
 * account or with too many tokens.
 */
export async function createToken(
  actor: Actor,
  { name, days, access }: CreateToken,
): Promise<CreateTokenResult> {
  const accounts = accountsOf(actor.viewer);
  if (accounts.length === 0) {
    throw new Forbidden("A token acts with your sign-ins, and you have none now. Sign in first.");
  }
  const now = Date.now();
  const secret = `${TOKEN_PREFIX}${newToken()}`;
  const token: repo.TokenRow = {
    id: randomUUID(),
    tokenHash: hashToken(secret),
    hint: secret.slice(0, HINT_LENGTH),
    name,
    access,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + days * DAY_MS).toISOString(),
    lastUsedAt: null,
    revokedAt: null,
  };
  await actor.runtime.store.db.transaction(async (tx) => {
    await repo.lockTokensOf(
      tx,
      accounts.map((one) => one.accountRef),
    );
    await requireRoom(tx, actor.viewer, name);
    await repo.createToken(tx, token, accounts);
    const sources = accounts.map((one) => one.source);
    await leaveNote(tx, actor, { operation: "tokens.create", token, detail: { sources, days } });
  });
  return { token: toToken({ token, accounts }, now), secret };
}

/** Revokes a token at once; returns what is left. Throws {@link NotFound} for a token of somebody else too. */
export async function revokeToken(actor: Actor, id: string | undefined): Promise<ListTokensResult> {
  const nowIso = new Date().toISOString();
  await actor.runtime.store.db.transaction(async (tx) => {
    const token = id && (await repo.revokeTokenOf(tx, accountsOf(actor.viewer), { id, nowIso }));
    if (!token) throw new NotFound("such token");
    await leaveNote(tx, actor, { operation: "tokens.revoke", token, detail: {} });
  });
  return listTokens(actor);
}

async function requireRoom(tx: Db, viewer: Viewer, name: string): Promise<void> {
  const now = Date.now();
  const living = (await repo.listTokensOf(tx, accountsOf(viewer))).filter(
    ({ token }) => stateOf(token, now) === "live",
  );
  if (living.some(({ token }) => token.name.toLowerCase() === name.toLowerCase())) {
    throw new BadRequest({ name: "is that of another of your tokens" });
  }
  if (living.length >= TOKENS_MAX) {
    throw new Forbidden(`You have ${TOKENS_MAX} tokens, and no more are kept. Revoke one first.`);
  }
}

function toToken({ token, accounts }: repo.KeptToken, now: number): Token {
  const { id, name, hint, access, createdAt, expiresAt, lastUsedAt, revokedAt } = token;
  return {
    ...{ id, name, hint, access, createdAt, expiresAt, lastUsedAt, revokedAt },
    state: stateOf(token, now),
    accounts: accounts.map(({ source, userName }) => ({ source, userName })),
  };
}

function accountsOf(viewer: Viewer): repo.TokenAccount[] {
  return SOURCES.flatMap((source) => {
    const account = viewer.accounts[source];
    return account ? [{ source, accountRef: account.ref, userName: account.userName }] : [];
  });
}

async function leaveNote(
  tx: Db,
  actor: Actor,
  {
    operation,
    token,
    detail,
  }: { operation: string; token: repo.TokenRow; detail: Record<string, unknown> },
): Promise<void> {
  await writeAudit(tx, {
    at: new Date().toISOString(),
    who: actor.viewer.name,
    accountRef: Object.values(actor.viewer.accounts)[0]?.ref ?? null,
    operation,
    target: token.id,
    outcome: "ok",
    requestId: actor.requestId,
    detail: { ...detail, hint: token.hint, access: token.access },
  });
}
