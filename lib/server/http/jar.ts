import "server-only";
import { CookieJar } from "tough-cookie";

// Appliances stand under short names and addresses ("kace", 10.0.0.5) and send cookies that a browser
// would find sloppy, so the jar is lenient. It still keeps each cookie to its host and path.

/** An empty jar for one upstream session. */
export function createJar(): CookieJar {
  return new CookieJar(undefined, {
    looseMode: true,
    rejectPublicSuffixes: false,
    allowSpecialUseDomain: true,
  });
}

/** The jar as JSON text, session cookies included. Secret. */
export function packJar(jar: CookieJar): string {
  return JSON.stringify(jar.serializeSync());
}

/** The opposite of {@link packJar}. Text that is not a jar gives an empty one: the session has then simply ended. */
export function unpackJar(text: string): CookieJar {
  try {
    return CookieJar.deserializeSync(text);
  } catch {
    return createJar();
  }
}
