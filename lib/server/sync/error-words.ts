import "server-only";
import type { Source } from "@/lib/domain/source";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamRefusal,
  UpstreamShapeError,
  UpstreamTimeoutError,
} from "../upstream/errors";

export const SOURCE_NAMES = { kace: "KACE", sysaid: "SysAid" } as const satisfies Record<
  Source,
  string
>;

/** What the words may mention beside the error. Epoch ms. */
interface Around {
  source: Source;
  now: number;
  /** The last time that reading worked. */
  okAt: number | null;
  /** When the next try is due. */
  retryAt: number;
}

/**
 * An error in a person's words, such as "SysAid answers 429 until 10:41 UTC". Built from the error's
 * facts alone, so that no address, credential or upstream text gets into it.
 */
export function errorWords(error: unknown, { source, now, okAt, retryAt }: Around): string {
  const name = SOURCE_NAMES[source];
  const since = okAt === null ? "" : ` since ${clockTime(okAt, now)}`;
  if (error instanceof UpstreamHttpError) {
    const until = error.status === 429 ? ` until ${clockTime(retryAt, now)}` : "";
    return `${name} answers ${error.status}${until}`;
  }
  if (error instanceof UpstreamNetworkError) return `no connection to ${name}${since}`;
  if (error instanceof UpstreamTimeoutError) return `${name} does not answer in time${since}`;
  if (error instanceof UpstreamBusyError) {
    const until = clockTime(error.retryAt, now);
    return {
      budget: `${name}'s request limit is used up until ${until}`,
      sign_ins: `${name} allows no further sign-in until ${until}`,
      breaker: `no connection to ${name}${since}; next try at ${until}`,
    }[error.reason];
  }
  if (error instanceof UpstreamAuthError) {
    return {
      bad_credentials: `${name} refuses the service account`,
      second_factor: `${name} asks the service account for a second factor`,
      expired: `${name} ends the service account's session`,
    }[error.reason];
  }
  if (error instanceof UpstreamShapeError) {
    return `${name} answers ${error.operation} in a form that is not understood`;
  }
  if (error instanceof UpstreamRefusal) return `${name} cannot be asked for this`;
  return "an internal fault; the server's log has the details";
}

/** What a log may hold of an error: an upstream's message can carry addresses, so only its facts. */
export function errorFacts(error: unknown): Record<string, unknown> {
  if (error instanceof UpstreamHttpError) {
    return { operation: error.operation, status: error.status };
  }
  if (error instanceof UpstreamShapeError) {
    return { operation: error.operation, issues: error.issues.slice(0, 10) };
  }
  if (error instanceof UpstreamError) return { operation: error.operation, kind: error.kind };
  if (error instanceof UpstreamRefusal) return { kind: "refusal" };
  return { err: error };
}

/** `10:41 UTC`, with the day where it is another one. */
export function clockTime(at: number, now: number): string {
  const iso = new Date(at).toISOString();
  const day = iso.slice(0, 10);
  const time = `${iso.slice(11, 16)} UTC`;
  return day === new Date(now).toISOString().slice(0, 10) ? time : `${day} ${time}`;
}
