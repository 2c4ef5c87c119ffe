import "server-only";
import { Source } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { NotSignedIn } from "@/lib/server/failures";
import type { Runtime } from "@/lib/server/runtime";
import type { Db } from "@/lib/server/store/db";
import {
  findToken,
  noteTokenUse,
  readTokenAccounts,
  type FoundToken,
} from "@/lib/server/store/tokens-repo";
import { looksLikeToken } from "./bearer";
import { hashToken } from "./seal";
import { clientOf, noteKnown, noteUnknown, requireTry } from "./token-tries";
import { stateOf } from "./token-state";
import { accountOf } from "./vault";
import type { FoundViewer } from "./viewer";

// A token holds no session of its own. It acts with those that its person's sign-ins hold at this moment, so
// it sees what they see, and opens nothing once they have signed out everywhere.

/** The use of a token is noted at most so often; every request would be a write each. */
const NOTE_EVERY_MS = 60_000;

/** One sentence for whatever is wrong with a token: a stranger must not learn what it once was. */
const REFUSED = "This token is unknown, expired or revoked.";

/**
 * Whom a token stands for at this moment (epoch ms). Throws {@link NotSignedIn} when it opens nothing, with
 * words for its person when only their sign-in is missing, and `TooMany` after many unknown ones.
 */
export async function findByToken(
  { store: { db } }: Pick<Runtime, "store">,
  { secret, from }: { secret: string; from: Headers },
  now: number,
): Promise<FoundViewer> {
  if (!looksLikeToken(secret)) throw new NotSignedIn(REFUSED);
  const client = clientOf(from);
  const tokenHash = hashToken(secret);
  requireTry(client, tokenHash, now);
  const found = await findToken(db, { tokenHash }, new Date(now).toISOString());
  if (!found) noteUnknown(client, tokenHash, now);
  if (!found || stateOf(found.token, now) !== "live") throw new NotSignedIn(REFUSED);
  noteKnown(tokenHash);
  await noteUse(db, found.token, now);
  return toFoundViewer(found) ?? (await refuseUntilSignIn(db, found.token.id));
}

/** The accounts that a token acts as at this moment; null when it opens nothing any more. */
export async function accountsOfToken(
  db: Db,
  id: string,
  now: number,
): Promise<Viewer["accounts"] | null> {
  const found = await findToken(db, { id }, new Date(now).toISOString());
  if (!found || stateOf(found.token, now) !== "live") return null;
  return toFoundViewer(found)?.viewer.accounts ?? null;
}

/** Of each source the newest session: a person may be signed in with several browsers. */
function toFoundViewer({ token, sessions }: FoundToken): FoundViewer | null {
  const newest = new Map<Source, FoundToken["sessions"][number]>();
  for (const one of sessions) {
    const source = Source.parse(one.session.source);
    if (!newest.has(source)) newest.set(source, one);
  }
  const used = [...newest];
  const [first] = used;
  if (!first) return null;
  const { entry } = first[1];
  const vaultIds = Object.fromEntries(used.map(([source, one]) => [source, one.entry.id]));
  return {
    viewer: {
      vaultId: entry.id,
      name: entry.name,
      accounts: Object.fromEntries(used.map(([source, one]) => [source, accountOf(one.session)])),
      token: { id: token.id, access: token.access, vaultIds },
    },
    entries: [...new Map(used.map(([, one]) => [one.entry.id, one.entry])).values()],
  };
}

async function noteUse(db: Db, token: FoundToken["token"], now: number): Promise<void> {
  const last = token.lastUsedAt === null ? 0 : Date.parse(token.lastUsedAt);
  if (now - last < NOTE_EVERY_MS) return;
  await noteTokenUse(db, token.id, new Date(now).toISOString());
}

async function refuseUntilSignIn(db: Db, id: string): Promise<never> {
  const accounts = await readTokenAccounts(db, id);
  const labels = accounts.map(({ source }) => SOURCE_LABELS[source].label);
  throw new NotSignedIn(
    `This token acts with your sign-in to ${labels.join(" or ")}, and you have none now. Sign in to ${labels.join(" or ")} once; the token works again.`,
  );
}
