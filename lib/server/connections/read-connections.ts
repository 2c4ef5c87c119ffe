import "server-only";
import type {
  BudgetFacts,
  ConnectionStatus,
  ConnectionsResult,
  ListStanding,
} from "@/lib/contracts/connections";
import { SOURCES, type Source } from "@/lib/domain/source";
import { keepBriefly } from "@/lib/server/health/keep-briefly";
import { readSourceStates } from "@/lib/server/health/source-states";
import type { Runtime } from "@/lib/server/runtime";
import { countIndexBySource, type IndexCounts } from "@/lib/server/store/read/index-counts";
import { ENTITY_WORDS } from "@/lib/server/sync/removal-words";
import { createFleetingSession } from "@/lib/server/sync/service-session";
import { readSourceFacts, type SyncStateRow } from "@/lib/server/store/sync-state-repo";
import type { Upstream, UpstreamCondition } from "@/lib/server/upstream/port";
import { keptTestOf } from "./kept-test";
import { NO_ZONE, judgeZone } from "./time-zones";

/** Counting takes a look at every row, and the page asks every few seconds. */
const readCounts = keepBriefly(30_000, countIndexBySource);

const COUNT_LABELS = {
  tickets: "tickets",
  device_records: "device records",
  cis: "CIs",
  software_titles: "software titles",
  accounts: "people",
} as const satisfies Record<keyof IndexCounts, string>;

/** How every source is connected. Asks no source anything. */
export async function readConnections({
  runtime,
}: {
  runtime: Runtime;
}): Promise<ConnectionsResult> {
  const connections = await Promise.all(SOURCES.map((source) => readConnection(runtime, source)));
  return { at: new Date().toISOString(), connections };
}

/** How one source is connected. */
export async function readConnection(runtime: Runtime, source: Source): Promise<ConnectionStatus> {
  const { db } = runtime.store;
  const settings = runtime.settings[source];
  const upstream = runtime.upstreams[source];
  const [states, kept, rows, counts] = await Promise.all([
    readSourceStates(runtime),
    keptTestOf(db, source),
    readSourceFacts(runtime.store),
    readCounts(db),
  ]);
  const { running: testing, result: test } = kept;
  const condition = upstream?.condition() ?? null;
  const own = counts[source];
  const needsZone = settings !== null && "timeZone" in settings;
  const configured = needsZone ? settings.timeZone : null;
  return {
    source,
    configured: upstream !== undefined,
    host: settings === null ? null : new URL(settings.url).host,
    secure: settings !== null && new URL(settings.url).protocol === "https:",
    userName: test?.userName ?? settings?.serviceUser ?? null,
    organization: test?.organization ?? organizationOf(settings),
    version: test?.version ?? null,
    state: states[source],
    clock: toClock(condition),
    timeZone: needsZone ? zoneOf(configured, test) : NO_ZONE,
    budget: condition && toBudget(condition),
    lists: upstream ? toLists(upstream, rows) : [],
    index: own ? toCounts(own) : [],
    test,
    testing,
  };
}

function zoneOf(
  configured: string | null,
  test: ConnectionStatus["test"],
): ConnectionStatus["timeZone"] {
  if (configured === null && test === null) return { ...NO_ZONE, verdict: "not_asked" };
  return judgeZone({ configured, told: test?.timeZone ?? null }, Date.now());
}

function organizationOf(settings: Runtime["settings"][Source]): string | null {
  return settings !== null && "organization" in settings ? settings.organization : null;
}

function toClock(condition: UpstreamCondition | null): ConnectionStatus["clock"] {
  if (!condition?.clock) return null;
  const { skewMs, uncertaintyMs, at } = condition.clock;
  return { skewMs, uncertaintyMs, at: new Date(at).toISOString() };
}

function toBudget(condition: UpstreamCondition): BudgetFacts {
  const { callsPerMinute, recentCalls, limit, running, waiting, tooMany } = condition;
  return {
    callsPerMinute,
    recentCalls,
    limit,
    running,
    waiting,
    tooManyLastHour: tooMany.lastHour,
    tooManyLastAt: toIso(tooMany.lastAt),
    blockedUntil: toIso(condition.blockedUntil),
    breakerOpenUntil: toIso(condition.breakerOpenUntil),
  };
}

function toIso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** Every list that is read of this source, in the order in which it is read. */
function toLists(upstream: Upstream, rows: readonly SyncStateRow[]): ListStanding[] {
  const { readers } = upstream.service(createFleetingSession());
  return readers.map(({ entity }) => {
    const row = rows.find((one) => one.source === upstream.source && one.entity === entity);
    return {
      entity,
      label: ENTITY_WORDS[entity],
      phase: row?.phase ?? "never",
      rows: row?.rowsDone ?? 0,
      total: row?.rowsTotal ?? null,
      lastOkAt: isoOf(row?.lastOkAt),
      lastWholeAt: isoOf(row?.lastSweepAt),
      error: row?.lastError ?? null,
      errorAt: isoOf(row?.lastErrorAt),
    };
  });
}

function isoOf(time: string | null | undefined): string | null {
  return time ? new Date(time).toISOString() : null;
}

function toCounts(counts: IndexCounts): ConnectionStatus["index"] {
  const kinds = ["tickets", "device_records", "cis", "software_titles", "accounts"] as const;
  return kinds.flatMap((kind) =>
    counts[kind] === 0 ? [] : [{ label: COUNT_LABELS[kind], count: counts[kind] }],
  );
}
