import "server-only";
import { isIP } from "node:net";
import { type PeerCertificate, connect } from "node:tls";

/** What a server shows of itself when a TLS connection begins. */
export interface Certificate {
  /** Common name, or the first alternative name where it has none. */
  subject: string | null;
  /** Who vouches for it: organisation and common name. */
  issuer: string | null;
  /** Names and addresses that it stands for. */
  names: string[];
  /** ISO 8601 in UTC. */
  validFrom: string | null;
  validUntil: string | null;
  selfSigned: boolean;
  /** The code of why it is not trusted, such as `DEPTH_ZERO_SELF_SIGNED_CERT`; `null` when it is. */
  distrust: string | null;
}

const NAMES_MAX = 20;
/** A certificate is written by whoever made it; nobody needs to see more of one name. */
const NAME_LENGTH_MAX = 200;
const TIMEOUT_MS = 10_000;

/**
 * Looks at the certificate of an https address, also one that is not trusted: the connection ends before
 * anything is sent over it, so the look itself gives nothing away.
 * @param address.ca PEM text of a private authority, `null` for the usual ones
 * @returns `null` for a plain http address
 * @throws Error when there is no TLS server, or none in time, or the signal's reason
 */
export function readCertificate(
  address: { url: string; ca: string | null },
  signal?: AbortSignal,
): Promise<Certificate | null> {
  const url = new URL(address.url);
  if (url.protocol !== "https:") return Promise.resolve(null);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const socket = connect({
      host,
      port: Number(url.port || 443),
      // An address is no name, and servers are asked by name only.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(address.ca === null ? {} : { ca: address.ca }),
      rejectUnauthorized: false,
    });
    const end = (settle: () => void) => {
      signal?.removeEventListener("abort", onAbort);
      socket.destroy();
      settle();
    };
    const onAbort = () => end(() => reject(asError(signal?.reason)));
    signal?.addEventListener("abort", onAbort, { once: true });
    socket.setTimeout(TIMEOUT_MS, () =>
      end(() => reject(new Error("no TLS connection in time", { cause: "timeout" }))),
    );
    socket.once("error", (error) => end(() => reject(error)));
    socket.once("secureConnect", () => {
      const shown = socket.getPeerCertificate();
      const distrust = socket.authorized ? null : codeOf(socket.authorizationError);
      end(() => resolve(toCertificate(shown, distrust)));
    });
  });
}

function toCertificate(shown: PeerCertificate, distrust: string | null): Certificate {
  const names = namesOf(shown.subjectaltname);
  const subject = nameOf(shown.subject);
  const issuer = nameOf(shown.issuer);
  return {
    subject: subject ?? names[0] ?? null,
    issuer,
    names,
    validFrom: toIso(shown.valid_from),
    validUntil: toIso(shown.valid_to),
    selfSigned: distrust === "DEPTH_ZERO_SELF_SIGNED_CERT" || isSame(shown.subject, shown.issuer),
    distrust,
  };
}

/** `DNS:kace.example, IP Address:10.0.0.1` as its values. */
function namesOf(text: string | undefined): string[] {
  const parts = (text ?? "").split(", ").map((part) => part.slice(part.indexOf(":") + 1).trim());
  const names = parts.filter((part) => part !== "").slice(0, NAMES_MAX);
  return names.map((name) => name.slice(0, NAME_LENGTH_MAX));
}

type Name = PeerCertificate["subject"] | undefined;

function nameOf(name: Name): string | null {
  const organization = first(name?.O);
  const common = first(name?.CN);
  const parts = [organization, common].filter((part) => part !== null);
  return parts.length === 0 ? null : [...new Set(parts)].join(", ").slice(0, NAME_LENGTH_MAX);
}

/** A name with several values of one kind comes as a list. */
function first(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" && one.trim() !== "" ? one.trim() : null;
}

function isSame(a: Name, b: Name): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

function toIso(text: string | undefined): string | null {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Node tells a code where the check of the chain failed, and an error where that of the name did. */
function codeOf(reason: unknown): string {
  if (typeof reason === "string" && reason !== "") return reason;
  if (reason instanceof Error) {
    return "code" in reason && typeof reason.code === "string" ? reason.code : reason.name;
  }
  return "UNTRUSTED";
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("aborted", { cause: reason });
}
