import "server-only";
import { and, desc, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "./db";
import { tokenAccounts, tokens, vault, vaultSessions } from "./schema/app-tables";
import type { VaultEntry, VaultSession } from "./vault-repo";

/** A token as the store keeps it: the hash, never the token. Times are ISO 8601 in UTC. */
export type TokenRow = typeof tokens.$inferSelect;
/** An account that a token acts as. */
export type TokenAccount = Omit<typeof tokenAccounts.$inferSelect, "tokenId">;
/** An account of a person, as tokens know it. */
export type AccountKey = Pick<TokenAccount, "accountRef" | "userName">;

export interface KeptToken {
  token: TokenRow;
  accounts: TokenAccount[];
}

/** Makes a token with the accounts that it acts as. */
export async function createToken(
  db: Db,
  token: typeof tokens.$inferInsert,
  accounts: readonly TokenAccount[],
): Promise<void> {
  await db.insert(tokens).values(token);
  await db.insert(tokenAccounts).values(accounts.map((one) => ({ ...one, tokenId: token.id })));
}

/** Every token that acts as one of these accounts, newest first, dead ones too while they are kept. */
export async function listTokensOf(db: Db, own: readonly AccountKey[]): Promise<KeptToken[]> {
  if (own.length === 0) return [];
  const ids = db.select({ id: tokenAccounts.tokenId }).from(tokenAccounts).where(isOneOf(own));
  const rows = await db
    .select({ token: tokens, account: tokenAccounts })
    .from(tokens)
    .innerJoin(tokenAccounts, eq(tokenAccounts.tokenId, tokens.id))
    .where(inArray(tokens.id, ids))
    .orderBy(desc(tokens.createdAt), tokens.id, tokenAccounts.source);
  const kept = new Map<string, KeptToken>();
  for (const { token, account } of rows) {
    const known = kept.get(token.id) ?? { token, accounts: [] };
    known.accounts.push(account);
    kept.set(token.id, known);
  }
  return [...kept.values()];
}

/**
 * Lets only one at a time count and make tokens of any of these accounts, until the transaction ends. In one
 * order for everybody, so that two never wait for each other.
 */
export async function lockTokensOf(tx: Db, refs: readonly Ref[]): Promise<void> {
  for (const ref of [...refs].sort()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`tokens ${ref}`}, 0))`);
  }
}

/** A token and the living sessions of exactly its accounts, newest first, over all vault entries. */
export interface FoundToken {
  token: TokenRow;
  sessions: { entry: VaultEntry; session: VaultSession }[];
}

/** Finds a token by its hash, or by its id. Whether it still opens anything is the caller's to judge. */
export async function findToken(
  db: Db,
  by: { tokenHash: string } | { id: string },
  nowIso: string,
): Promise<FoundToken | null> {
  const rows = await db
    .select({ token: tokens, session: vaultSessions, entry: vault })
    .from(tokens)
    .leftJoin(tokenAccounts, eq(tokenAccounts.tokenId, tokens.id))
    .leftJoin(
      vaultSessions,
      and(
        eq(vaultSessions.source, tokenAccounts.source),
        eq(vaultSessions.accountRef, tokenAccounts.accountRef),
        sql`lower(${vaultSessions.userName}) = lower(${tokenAccounts.userName})`,
        isNull(vaultSessions.endedAt),
        gt(vaultSessions.expiresAt, nowIso),
      ),
    )
    .leftJoin(vault, and(eq(vault.id, vaultSessions.vaultId), gt(vault.expiresAt, nowIso)))
    .where("id" in by ? eq(tokens.id, by.id) : eq(tokens.tokenHash, by.tokenHash))
    .orderBy(sql`${vaultSessions.createdAt} desc nulls last`, vaultSessions.vaultId);
  const token = rows[0]?.token;
  if (!token) return null;
  return {
    token,
    sessions: rows.flatMap(({ entry, session }) => (entry && session ? [{ entry, session }] : [])),
  };
}

/** The systems that a token was made for. */
export async function readTokenAccounts(db: Db, tokenId: string): Promise<TokenAccount[]> {
  return db
    .select()
    .from(tokenAccounts)
    .where(eq(tokenAccounts.tokenId, tokenId))
    .orderBy(tokenAccounts.source);
}

/** Notes a use. */
export async function noteTokenUse(db: Db, id: string, nowIso: string): Promise<void> {
  await db.update(tokens).set({ lastUsedAt: nowIso }).where(eq(tokens.id, id));
}

/** Revokes a token of one of these accounts. Returns it, or null when there is none or it was revoked before. */
export async function revokeTokenOf(
  db: Db,
  own: readonly AccountKey[],
  { id, nowIso }: { id: string; nowIso: string },
): Promise<TokenRow | null> {
  if (own.length === 0) return null;
  const ids = db.select({ id: tokenAccounts.tokenId }).from(tokenAccounts).where(isOneOf(own));
  const [row] = await db
    .update(tokens)
    .set({ revokedAt: nowIso })
    .where(and(eq(tokens.id, id), isNull(tokens.revokedAt), inArray(tokens.id, ids)))
    .returning();
  return row ?? null;
}

/** Forgets tokens that ended or were revoked before; the audit remembers them. Returns how many. */
export async function deleteDeadTokens(db: Db, beforeIso: string): Promise<number> {
  const gone = await db
    .delete(tokens)
    .where(or(lt(tokens.expiresAt, beforeIso), lt(tokens.revokedAt, beforeIso)))
    .returning({ id: tokens.id });
  return gone.length;
}

function isOneOf(own: readonly AccountKey[]) {
  return or(
    ...own.map(({ accountRef, userName }) =>
      and(
        eq(tokenAccounts.accountRef, accountRef),
        sql`lower(${tokenAccounts.userName}) = lower(${userName})`,
      ),
    ),
  );
}
