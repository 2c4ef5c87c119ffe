import "server-only";
import type { PlaceholdersBody, PlaceholdersResult } from "@/lib/contracts/identity";
import {
  DEFAULT_ENTRIES,
  NO_PLACEHOLDER_EDITS,
  normaliseEntry,
  PLACEHOLDER_LISTS,
  type PlaceholderEdits,
  type PlaceholderList,
} from "@/lib/domain/identity";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { BadRequest } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import {
  readFullMatch,
  readPlaceholderEdits,
  writePlaceholderEdits,
} from "@/lib/server/store/identity-settings-repo";
import { rejoinDevices } from "@/lib/server/store/join/devices";

/** The lists of values that identify nothing, and whether everything was matched by them. */
export async function readPlaceholderLists({
  runtime,
}: Pick<Actor, "runtime">): Promise<PlaceholdersResult> {
  const { db } = runtime.store;
  const [kept, match] = await Promise.all([readPlaceholderEdits(db), readFullMatch(db)]);
  const edits = kept?.value ?? NO_PLACEHOLDER_EDITS;
  const toList = (list: PlaceholderList) => ({
    defaults: [...DEFAULT_ENTRIES[list]],
    ...edits[list],
  });
  const isDue = match === null || (kept !== null && kept.updatedAt > match.startedAt);
  return {
    lists: {
      serials: toList("serials"),
      macs: toList("macs"),
      tags: toList("tags"),
      hosts: toList("hosts"),
    },
    changed: kept && { at: kept.updatedAt, by: kept.updatedBy },
    matching: {
      state: isDue ? "due" : "done",
      finishedAt: match?.finishedAt ?? null,
      devices: match?.devices ?? 0,
      moved: match?.moved ?? 0,
    },
  };
}

/**
 * Changes the lists and begins to match everything again by them, which goes on after the answer. A process that
 * ends meanwhile leaves that to the next one's start. Throws {@link BadRequest} with the entries that cannot be.
 */
export async function changePlaceholders(
  actor: Pick<Actor, "runtime" | "viewer" | "requestId">,
  body: PlaceholdersBody,
): Promise<PlaceholdersResult> {
  const { runtime, viewer } = actor;
  const edits = toEdits(body);
  const source = viewer.accounts.kace?.role === "administrator" ? "kace" : "sysaid";
  const detail = Object.fromEntries(
    PLACEHOLDER_LISTS.map((list) => [list, edits[list].added.length + edits[list].removed.length]),
  );
  const act = { operation: "identity.changePlaceholders", source, target: null, detail } as const;
  await audited(actor, act, () => writePlaceholderEdits(runtime.store.db, edits, viewer.name));
  rejoinDevices(runtime.store, "all").catch((err: unknown) =>
    log.error({ err }, "everything could not be matched by the new lists"),
  );
  return readPlaceholderLists(actor);
}

const WORDS: Readonly<Record<PlaceholderList, string>> = {
  serials: "holds no letter or digit",
  macs: "is no hardware address and no beginning of one with three to five pairs",
  tags: "holds no letter or digit",
  hosts: "is empty",
};

function toEdits(body: PlaceholdersBody): PlaceholderEdits {
  const faults: Record<string, string> = {};
  const normalise = (list: PlaceholderList) => {
    const defaults = new Set(DEFAULT_ENTRIES[list]);
    const wrong = body[list].added.filter((text) => normaliseEntry(list, text) === null);
    if (wrong.length > 0) faults[list] = `“${wrong.join("”, “")}” ${WORDS[list]}.`;
    const entries = (texts: readonly string[]) => [
      ...new Set(texts.flatMap((text) => normaliseEntry(list, text) ?? [])),
    ];
    return {
      added: entries(body[list].added).filter((entry) => !defaults.has(entry)),
      removed: entries(body[list].removed).filter((entry) => defaults.has(entry)),
    };
  };
  const edits = {
    serials: normalise("serials"),
    macs: normalise("macs"),
    tags: normalise("tags"),
    hosts: normalise("hosts"),
  };
  if (Object.keys(faults).length > 0) throw new BadRequest(faults);
  return edits;
}
