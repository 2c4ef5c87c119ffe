import "server-only";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { hideAddresses } from "@/lib/server/api/problem";
import { errorWords } from "@/lib/server/sync/error-words";
import {
  UpstreamAuthError,
  UpstreamHttpError,
  UpstreamNetworkError,
} from "@/lib/server/upstream/errors";

// What an administrator is told, who can do something about it: the code of a failed connection and the
// vendor's own words pass, addresses do not.

const CERTIFICATE_WORDS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "it is self-signed, and no private authority is set",
  SELF_SIGNED_CERT_IN_CHAIN: "its authority is a private one that is not set",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "the server does not send the certificates between it and its authority",
  UNABLE_TO_GET_ISSUER_CERT: "its authority is not known",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its authority is not known",
  CERT_HAS_EXPIRED: "it has expired",
  CERT_NOT_YET_VALID: "it is not valid yet; look at both clocks",
  ERR_TLS_CERT_ALTNAME_INVALID: "it stands for another name than the address",
};

const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens at its address",
  ECONNRESET: "the connection is broken off",
  ENOTFOUND: "its host name is not known",
  EAI_AGAIN: "its host name cannot be looked up at the moment",
  EHOSTUNREACH: "there is no way to its host",
  ENETUNREACH: "there is no way to its network",
  ETIMEDOUT: "its host does not answer",
  UND_ERR_CONNECT_TIMEOUT: "its host does not answer",
  UND_ERR_SOCKET: "the connection is broken off",
};

/** Why a certificate is not trusted, in words. */
export function distrustWords(code: string): string {
  return CERTIFICATE_WORDS[code] ?? `the check says ${code}`;
}

/** A failed call of the service account in words. `now` is epoch ms. */
export function failureWords(error: unknown, source: Source, now: number): string {
  const { label } = SOURCE_LABELS[source];
  if (error instanceof UpstreamHttpError) return refusalWords(error, label, now);
  if (error instanceof UpstreamNetworkError) {
    const code = codeOf(error) ?? "";
    const distrust = CERTIFICATE_WORDS[code];
    if (distrust !== undefined) return `The certificate of ${label} is not trusted: ${distrust}.`;
    return `${label} cannot be reached: ${NETWORK_WORDS[code] ?? `the connection fails${code && ` (${code})`}`}.`;
  }
  if (error instanceof UpstreamAuthError && error.reason === "bad_credentials") {
    return `${label} refuses the name or password of the service account.`;
  }
  if (error instanceof UpstreamAuthError && error.reason === "expired") {
    // Right after a new sign-in, "no session" is this operation's way to say no.
    const { cause } = error;
    return cause instanceof UpstreamHttpError
      ? refusalWords(cause, label, now)
      : `${label} sends its sign-in page in place of an answer.`;
  }
  return `${sentence(errorWords(error, { source, now, okAt: null, retryAt: now }))}.`;
}

function refusalWords(error: UpstreamHttpError, label: string, now: number): string {
  if (error.status === 429) {
    const until = new Date(now + (error.retryAfterMs ?? 0)).toISOString().slice(11, 16);
    return `${label} answers “too many requests”${error.retryAfterMs === null ? "" : ` until ${until} UTC`}.`;
  }
  const said = error.upstreamMessage?.trim();
  return said ? `${hideAddresses(said)} (${error.status})` : `${label} answers ${error.status}.`;
}

/** The code of a failed connection, wherever in its causes it stands. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
