import "server-only";
import { LRUCache } from "lru-cache";
import { TooMany } from "@/lib/server/failures";
import { TRIES_WINDOW_MS, nextTryAt } from "./slow-down";

// Nobody guesses 256 bits; this only keeps somebody who tries from asking the database all day. It is kept
// per process and per address. What counts is each different unknown token, so that a forgotten script with
// one old token slows nobody down; and a token that opened something lately is never kept waiting.

const CLIENTS_MAX = 10_000;
const KNOWN_MAX = 5_000;
/** No more than this many tries of one address are remembered: the wait is at its longest long before. */
const TRIES_MAX = 50;

const wrongBy = new LRUCache<string, Map<string, number>>({
  max: CLIENTS_MAX,
  ttl: TRIES_WINDOW_MS,
});
const known = new LRUCache<string, true>({ max: KNOWN_MAX, ttl: 24 * 3_600_000 });

/** Who asks, as far as the connection tells: the address that the nearest proxy, or the server itself, saw. */
export function clientOf(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
}

/** Throws {@link TooMany} when an address has tried too many unknown tokens and must wait with another. */
export function requireTry(client: string, tokenHash: string, now: number): void {
  const wrong = wrongBy.get(client);
  if (!wrong || known.has(tokenHash)) return;
  const retryAt = nextTryAt([...wrong.values()], now);
  if (retryAt <= now) return;
  const seconds = Math.ceil((retryAt - now) / 1000);
  throw new TooMany(`Too many unknown tokens. Wait ${seconds} s, then try again.`, retryAt);
}

/** Notes that nobody has such a token. */
export function noteUnknown(client: string, tokenHash: string, now: number): void {
  const before = [...(wrongBy.get(client) ?? [])];
  const wrong = new Map(before.filter(([, at]) => at > now - TRIES_WINDOW_MS));
  if (wrong.size < TRIES_MAX && !wrong.has(tokenHash)) wrong.set(tokenHash, now);
  wrongBy.set(client, wrong);
}

/** Notes that a token opened something. */
export function noteKnown(tokenHash: string): void {
  known.set(tokenHash, true);
}
