import "server-only";
import type { LiveEvent } from "@/lib/contracts/account";
import { parseRef, splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCES } from "@/lib/domain/source";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { onMoved } from "@/lib/server/auth/moved";
import { accountsOfToken } from "@/lib/server/auth/token-viewer";
import { accountsOf } from "@/lib/server/auth/vault";
import { runScopeOf } from "@/lib/server/devices/runs/permission";
import { walkScopeOf } from "@/lib/server/devices/walks/walk-scope";
import type { Change } from "@/lib/server/events/hub";
import { readSourceStates } from "@/lib/server/health/source-states";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import type { Db } from "@/lib/server/store/db";
import { ticketJobScopeOf } from "@/lib/server/tickets/jobs/job-viewer";
import { sharesPresence } from "@/lib/server/tickets/presence-scope";
import { readVisibleRefs } from "@/lib/server/store/read/visible-refs";
import { readVaultEntry } from "@/lib/server/store/vault-repo";
import { eventStream } from "./event-stream";

/** A stream outlives its page's rights at most so long; then it ends and the browser asks anew. */
const RIGHTS_CHECK_MS = 60_000;

/** What a page says of a source (fresh, saved data and why) is old at most so long, and the second that it is kept. */
const STATES_CHECK_MS = 1_000;

type Parts = Pick<Runtime, "store" | "hub" | "upstreams">;

/** Tells a viewer's browser what changed, as far as the viewer may see what changed, and when a source goes or comes back. */
export function streamChanges(
  runtime: Parts,
  viewer: Viewer,
  signal: AbortSignal,
  { rightsCheckMs = RIGHTS_CHECK_MS, statesCheckMs = STATES_CHECK_MS } = {},
): Response {
  return eventStream(signal, (stream) => {
    const tell = async (changes: Change[]) => {
      for (const change of changes) {
        const event = await toEvent(runtime, viewer, change);
        if (event) stream.send(event);
      }
    };
    const unsubscribe = runtime.hub.subscribe((notice) => {
      if (notice.kind === "gap") return stream.send({ type: "sync" } satisfies LiveEvent);
      tell(notice.changes).catch((error: unknown) => {
        log.warn({ err: error }, "changes could not be told to a browser");
        // Telling nothing would leave an old picture; "something changed" makes the page ask.
        stream.send({ type: "sync" } satisfies LiveEvent);
      });
    });
    const check = setInterval(() => {
      stillHolds(runtime, viewer)
        .then((holds) => (holds ? undefined : stream.close()))
        .catch((err: unknown) => {
          log.warn({ err }, "a viewer's rights could not be checked");
          stream.close();
        });
    }, rightsCheckMs);
    const unmove = onMoved(viewer, () => stream.close());
    const unwatch = watchStates(runtime, statesCheckMs, () =>
      stream.send({ type: "sync" } satisfies LiveEvent),
    );
    return () => {
      clearInterval(check);
      unmove();
      unwatch();
      unsubscribe();
    };
  });
}

/** Calls back whenever a source's state or its reason became another. Returns what ends it. */
function watchStates(runtime: Parts, everyMs: number, onChange: () => void): () => void {
  let known: string | null = null;
  const look = async () => {
    const states = await readSourceStates(runtime);
    // Not `asOf`, which moves with every reading; changed rows are told by themselves.
    const now = JSON.stringify(SOURCES.map((source) => ({ ...states[source], asOf: undefined })));
    if (known !== null && known !== now) onChange();
    known = now;
  };
  const safely = () =>
    void look().catch((err: unknown) => log.warn({ err }, "the sources' states cannot be read"));
  safely();
  const timer = setInterval(safely, everyMs);
  return () => clearInterval(timer);
}

async function toEvent(
  runtime: Pick<Runtime, "store">,
  viewer: Viewer,
  change: Change,
): Promise<LiveEvent | null> {
  const { entity, refs } = change;
  if (entity === "presence") return toPresenceEvent(viewer, refs);
  if (refs === null) return { type: "bulk", entity, count: 0 };
  const own = refs.flatMap((text): Ref[] => {
    const ref = parseRef(text);
    return ref && viewer.accounts[splitRef(ref).source] ? [ref] : [];
  });
  if (entity === "draft") {
    // Named by the account whose draft it is.
    const mine = own.filter((ref) => isOwnAccount(viewer, ref));
    return mine.length === 0 ? null : { type: "changed", entity, refs: mine };
  }
  if (entity === "run") {
    const scope = runScopeOf(viewer);
    const runs = own.filter((ref) => scope !== null && (scope.all || scope.accountRef === ref));
    return runs.length === 0 ? null : { type: "changed", entity, refs: runs };
  }
  if (entity === "ticketjob") {
    const { accountRefs, administered } = ticketJobScopeOf(viewer);
    const isSeen = (ref: Ref) =>
      accountRefs.includes(ref) || administered.includes(splitRef(ref).source);
    const jobs = own.filter(isSeen);
    return jobs.length === 0 ? null : { type: "changed", entity, refs: jobs };
  }
  if (entity === "walk") {
    const { all, accountRefs } = walkScopeOf(viewer);
    const walks = own.filter((ref) => all || accountRefs.includes(ref));
    return walks.length === 0 ? null : { type: "changed", entity, refs: walks };
  }
  const visible = await readVisibleRefs(runtime.store.db, visibilityOf(viewer), entity, own);
  return visible.length === 0 ? null : { type: "changed", entity, refs: visible };
}

/** Who has a ticket open is told to those who would be shown it, and to nobody else that anybody has. */
function toPresenceEvent(viewer: Viewer, refs: readonly string[] | null): LiveEvent | null {
  const entity = "presence";
  if (refs === null) {
    const isStaff = SOURCES.some((source) => sharesPresence(viewer, source));
    return isStaff ? { type: "bulk", entity, count: 0 } : null;
  }
  const shared = refs.filter((text) => {
    const ref = parseRef(text);
    return ref !== null && sharesPresence(viewer, splitRef(ref).source);
  });
  return shared.length === 0 ? null : { type: "changed", entity, refs: shared };
}

function isOwnAccount(viewer: Viewer, ref: Ref): boolean {
  return Object.values(viewer.accounts).some((account) => account.ref === ref);
}

/** Whether the viewer is still connected to exactly what they were connected to. */
async function stillHolds({ store: { db } }: Pick<Runtime, "store">, viewer: Viewer) {
  const now = Date.now();
  const accounts = viewer.token
    ? await accountsOfToken(db, viewer.token.id, now)
    : await accountsOfEntry(db, viewer.vaultId, now);
  if (!accounts) return false;
  return SOURCES.every(
    (source) =>
      accounts[source]?.ref === viewer.accounts[source]?.ref &&
      accounts[source]?.awayIn === viewer.accounts[source]?.awayIn,
  );
}

async function accountsOfEntry(db: Db, vaultId: string, now: number) {
  const found = await readVaultEntry(db, vaultId, new Date(now).toISOString());
  return found && accountsOf(found.sessions, now);
}
