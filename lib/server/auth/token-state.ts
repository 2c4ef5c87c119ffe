import "server-only";
import type { Token } from "@/lib/contracts/tokens";

/** How a token stands at a moment (epoch ms). */
export function stateOf(
  token: { expiresAt: string; revokedAt: string | null },
  now: number,
): Token["state"] {
  if (token.revokedAt !== null) return "revoked";
  return Date.parse(token.expiresAt) <= now ? "expired" : "live";
}
