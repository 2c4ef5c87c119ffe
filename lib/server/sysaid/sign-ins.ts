import "server-only";
import type { Clock } from "@/lib/server/http/clock";
import { UpstreamBusyError } from "@/lib/server/upstream/errors";

// SysAid allows two sign-ins in five minutes and then answers 429 until the window ends. Whether a person
// has them or the whole account is told nowhere. A person's own count always holds; the account's holds from
// the moment on that the server refuses somebody whose own count is not used up.

export const SIGN_INS_MAX = 2;
export const SIGN_IN_WINDOW_MS = 5 * 60_000;
/** Another program with the same user can look like an account-wide limit, so the belief ends. */
const SHARED_BELIEF_MS = 60 * 60_000;

/** The sign-ins that are left, as far as this process knows. */
export interface SignIns {
  /**
   * Counts a sign-in that is about to be sent, wrong ones too: the server counts tries.
   * @throws UpstreamBusyError with the moment from which on there is one again
   */
  admit(userName: string): void;
  /** Takes back the latest count of a person: the sign-in was not sent after all. */
  release(userName: string): void;
  /**
   * Takes note that the server answered 429, and gives the error to throw.
   * @param retryAfterMs what the answer said, if anything
   */
  refused(userName: string, retryAfterMs: number | null): UpstreamBusyError;
}

interface Try {
  person: string;
  at: number;
}

export function createSignIns(clock: Clock): SignIns {
  let tries: Try[] = [];
  let sharedUntil = 0;
  const blockedUntil = new Map<string, number>();

  const recent = (now: number) => {
    tries = tries.filter((one) => one.at > now - SIGN_IN_WINDOW_MS);
    for (const [person, until] of blockedUntil) if (until <= now) blockedUntil.delete(person);
    return tries;
  };
  const counted = (person: string, now: number) =>
    recent(now).filter((one) => sharedUntil > now || one.person === person);
  const busy = (retryAt: number) =>
    new UpstreamBusyError({ source: "sysaid", operation: "login", reason: "sign_ins", retryAt });

  return {
    admit(userName) {
      const now = clock.now();
      const person = userName.trim().toLowerCase();
      const mine = counted(person, now);
      const freeing = mine[mine.length - SIGN_INS_MAX];
      const scopes = sharedUntil > now ? [...blockedUntil.values()] : [blockedUntil.get(person)];
      const until = Math.max(
        freeing === undefined ? 0 : freeing.at + SIGN_IN_WINDOW_MS,
        ...scopes.map((scope) => scope ?? 0),
      );
      if (until > now) throw busy(until);
      tries.push({ person, at: now });
    },
    release(userName) {
      const person = userName.trim().toLowerCase();
      const last = tries.findLastIndex((one) => one.person === person);
      if (last !== -1) tries.splice(last, 1);
    },
    refused(userName, retryAfterMs) {
      const now = clock.now();
      const person = userName.trim().toLowerCase();
      const own = recent(now).filter((one) => one.person === person);
      if (own.length <= SIGN_INS_MAX && tries.length > own.length) {
        sharedUntil = now + SHARED_BELIEF_MS;
      }
      // The window began with its first sign-in, or with one that this process does not know.
      const earlier = counted(person, now).slice(0, -1);
      const first = earlier.length >= SIGN_INS_MAX ? earlier[0] : undefined;
      const retryAt =
        retryAfterMs !== null
          ? now + retryAfterMs
          : Math.max(now + 1, (first?.at ?? now) + SIGN_IN_WINDOW_MS);
      blockedUntil.set(person, retryAt);
      return busy(retryAt);
    },
  };
}
