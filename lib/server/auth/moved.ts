import "server-only";
import { EventEmitter } from "node:events";
import { SOURCES, type Source } from "@/lib/domain/source";
import { vaultIdFor, type Viewer } from "@/lib/domain/viewer";

// What a viewer may see changes with the organisation that their session works in, and what is open must know at once.

// One per process, also over module reloads.
const KEY = Symbol.for("sightline.moved");
const shared = globalThis as { [KEY]?: EventEmitter };
const moves = (shared[KEY] ??= new EventEmitter().setMaxListeners(0));

const nameOf = (viewer: Viewer, source: Source) => `${vaultIdFor(viewer, source)}|${source}`;

/** Tells everything that is open for the owner of this session that it works elsewhere now. */
export function tellMoved(viewer: Viewer, source: Source): void {
  moves.emit(nameOf(viewer, source));
}

/** Calls back when one of the viewer's sessions works elsewhere. Returns what ends it. */
export function onMoved(viewer: Viewer, hear: () => void): () => void {
  const names = SOURCES.map((source) => nameOf(viewer, source));
  for (const name of names) moves.on(name, hear);
  return () => {
    for (const name of names) moves.off(name, hear);
  };
}
