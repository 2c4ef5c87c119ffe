import "server-only";

/** Every token begins so; secret scanners and people recognise it by that. */
export const TOKEN_PREFIX = "slt_";
/** `slt_` and 32 random bytes as base64url. */
const TOKEN = /^slt_[A-Za-z0-9_-]{43}$/;

/**
 * What stands behind `Authorization: Bearer`, whatever it is; null when the request carries no such header.
 * A request with one is judged by it alone: its cookies are not looked at.
 */
export function readBearer(headers: Headers): string | null {
  const found = /^bearer(?:\s+(.*))?$/i.exec(headers.get("authorization")?.trim() ?? "");
  return found ? (found[1] ?? "") : null;
}

/** Whether a text can be one of our tokens at all. */
export function looksLikeToken(text: string): boolean {
  return TOKEN.test(text);
}
