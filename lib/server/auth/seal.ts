import "server-only";
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from "node:crypto";

// Upstream cookies are as good as passwords, so the database only ever holds them sealed:
// AES-256-GCM under a key derived from AUTH_SECRET, bound to the row that they belong to.

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key for one purpose, derived from AUTH_SECRET. */
function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "sightline", purpose, 32));
}

/** Seals a JSON value. `place` names where it will lie (vault id and source); it opens nowhere else. */
export function seal(secret: string, place: string, value: unknown): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyFor(secret, "vault"), iv);
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Opens what {@link seal} sealed, or null when the secret or the place is another or the bytes were changed. */
export function unseal(secret: string, place: string, sealed: Buffer): unknown {
  try {
    const decipher = createDecipheriv(
      "aes-256-gcm",
      keyFor(secret, "vault"),
      sealed.subarray(0, IV_BYTES),
    );
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const body = decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES));
    return JSON.parse(Buffer.concat([body, decipher.final()]).toString("utf8"));
  } catch {
    // A changed AUTH_SECRET is the usual cause; the person signs in again and the row is replaced.
    return null;
  }
}

/** A name that counts tries without keeping who tried. */
export function bucketName(secret: string, ...parts: string[]): string {
  return createHmac("sha256", keyFor(secret, "tries"))
    .update(parts.join("\u0000"))
    .digest("base64url");
}

/** A random token of 256 bits for links and grants. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a token: enough to recognise it, not to use it. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** A salted verifier of a password, kept sealed beside a session so that a second device can share it. */
export function makeVerifier(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("base64url")}.${stretch(password, salt).toString("base64url")}`;
}

/** Whether the password is the one that the verifier was made of. */
export function verifies(password: string, verifier: string): boolean {
  const [salt, expected] = verifier.split(".").map((part) => Buffer.from(part, "base64url"));
  if (!salt || !expected) return false;
  const actual = stretch(password, salt);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function stretch(password: string, salt: Buffer): Buffer {
  return scryptSync(password, salt, 32, { N: 16_384, r: 8, p: 1 });
}
