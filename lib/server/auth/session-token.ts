import "server-only";
import { LRUCache } from "lru-cache";
import { NextRequest } from "next/server";
import { getToken } from "next-auth/jwt";

// Opening a cookie derives a key and decrypts, which costs more than a page of rows does. What a cookie says
// never changes; whether it still counts is the vault's to say, and is asked at every request.

interface OpenedToken {
  vaultId: string;
  /** Epoch ms. */
  endsAt: number;
}

const TOKENS_MAX = 5_000;
const KEPT_MS = 10 * 60_000;
const opened = new LRUCache<string, OpenedToken>({ max: TOKENS_MAX, ttl: KEPT_MS });

/** The vault entry that the session cookie of this `Cookie` header names; null when there is none, or it ended or was forged. */
export async function readVaultId(cookies: string, secret: string): Promise<string | null> {
  const own = cookies.split(/;\s*/).filter((pair) => /^[^=]*session-token/.test(pair));
  if (own.length === 0) return null;
  const key = [secret, ...own].join(";");
  const known = opened.get(key);
  if (known) return known.endsAt > Date.now() ? known.vaultId : null;
  const req = new NextRequest("http://localhost/", { headers: { cookie: cookies } });
  const token = await getToken({ req, secret });
  if (!token?.sub) return null;
  if (typeof token.exp === "number") {
    opened.set(key, { vaultId: token.sub, endsAt: token.exp * 1000 });
  }
  return token.sub;
}
