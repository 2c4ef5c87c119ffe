import "server-only";
import type { Source } from "@/lib/domain/source";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { Conflict, NotFound } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import { createFleetingSession } from "@/lib/server/sync/service-session";
import { UpstreamError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Call, Organizations, Upstream } from "@/lib/server/upstream/port";

// The index holds one organisation of a source, its home: the one that the service account works in. Ids of two
// organisations are the same numbers, so whoever works in another one neither sees the index's records of that
// source nor acts on them.

/** The organisation whose records the index holds. An `id` of `null`: known by its name alone. */
export interface Home {
  id: string | null;
  name: string;
}

/** Where a session works while nobody could find out where. */
export const UNTOLD = "another organisation";

type Parts = Pick<Runtime, "upstreams" | "settings">;

// For the process, also over module reloads: the service account is never switched.
const KEY = Symbol.for("sightline.homes");
const shared = globalThis as { [KEY]?: WeakMap<Upstream, Home> };
const homes = (shared[KEY] ??= new WeakMap());

/** The home of a source's index, or null when neither the source nor the settings name it. */
export async function readHome(parts: Parts, source: Source, call: Call): Promise<Home | null> {
  const upstream = parts.upstreams[source];
  if (!upstream) return null;
  const known = homes.get(upstream);
  if (known) return known;
  const { examiner } = upstream.service(createFleetingSession());
  try {
    const told = await examiner.readOrganizations?.(call);
    const id = told?.currentId ?? null;
    if (told && id !== null) {
      const home = { id, name: nameIn(told) };
      homes.set(upstream, home);
      return home;
    }
  } catch (error) {
    if (!(error instanceof UpstreamError || error instanceof UpstreamShapeError)) throw error;
    log.warn({ source, reason: error.name }, "the service account's organisation was not told");
  }
  const name = nameOfSettings(parts, source);
  return name === null ? null : { id: null, name };
}

/** Whether somebody who is in this organisation is at home. */
export function isHome(home: Home | null, standing: Organizations): boolean {
  if (home === null || standing.currentId === null) return false;
  if (home.id !== null) return home.id === standing.currentId;
  return home.name.toLowerCase() === nameIn(standing).toLowerCase();
}

/** What people call the organisation that somebody is in. */
export function nameIn({ currentId, all }: Organizations): string {
  if (currentId === null) return UNTOLD;
  const name = all.find(({ id }) => id === currentId)?.name.trim() ?? "";
  return name === "" ? `number ${currentId}` : name.slice(0, 200);
}

/** Why somebody who works elsewhere sees nothing of a source, in words. */
export function awayWords(parts: Parts, source: Source, awayIn: string): string {
  const { label } = SOURCE_LABELS[source];
  const upstream = parts.upstreams[source];
  const home = (upstream && homes.get(upstream))?.name ?? nameOfSettings(parts, source);
  const where = awayIn === UNTOLD ? `${UNTOLD} of ${label}` : `organisation ${awayIn} of ${label}`;
  const held = home === null ? "another's records" : `the records of ${home}`;
  return `You work in ${where}; Sightline's lists hold ${held}. Switch back under Connections.`;
}

/** Throws {@link Conflict} with these words unless the session is at home (`awayIn` is `null`). */
export function requireHome(parts: Parts, source: Source, awayIn: string | null): void {
  if (awayIn !== null) throw new Conflict(awayWords(parts, source, awayIn));
}

/** Why a viewer finds no record of that ref: they work in another organisation, or there is none for them. */
export function absenceOf(
  parts: Parts,
  viewer: Viewer,
  { ref, what }: { ref: Ref; what: string },
): Conflict | NotFound {
  const { source } = splitRef(ref);
  const awayIn = viewer.accounts[source]?.awayIn ?? null;
  return awayIn === null ? new NotFound(what) : new Conflict(awayWords(parts, source, awayIn));
}

function nameOfSettings({ settings }: Parts, source: Source): string | null {
  const own = settings[source];
  return own !== null && "organization" in own ? own.organization : null;
}
