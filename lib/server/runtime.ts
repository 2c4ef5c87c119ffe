import "server-only";
import type { Source } from "@/lib/domain/source";
import { startCleanUp } from "./auth/clean-up";
import { seal, unseal } from "./auth/seal";
import { RUN_JOBS } from "./devices/runs/work-off";
import { settings, type Settings } from "./env";
import { closeStreams } from "./events/closers";
import { hubOf, type Hub } from "./events/hub";
import { NotReady } from "./failures";
import { startRunner } from "./jobs/runner";
import { log } from "./log";
import type { Store } from "./store/db";
import { openStore } from "./store/open";
import { createFleetingSession, createServiceSession } from "./sync/service-session";
import { createUpstreams } from "./sync/sources";
import { startSync, type Upstreams } from "./sync/start";
import { TICKET_JOBS } from "./tickets/jobs/work-off";
import type { UpstreamReader } from "./upstream/port";

/** The parts of the running server. One per process, also over module reloads. */
export interface Runtime {
  settings: Settings;
  store: Store;
  upstreams: Upstreams;
  /** Reads as the service accounts, over the sessions that the sync uses too. */
  services: Partial<Record<Source, UpstreamReader>>;
  hub: Hub;
  /** Stops the sync and closes the store. */
  stop(): Promise<void>;
}

const KEY = Symbol.for("sightline.runtime");
const shared = globalThis as { [KEY]?: Promise<Runtime> };

/** The running server's parts, started by whoever asks first. Throws {@link NotReady} when the index cannot be opened; the next call tries again. */
export function runtime(): Promise<Runtime> {
  shared[KEY] ??= start().catch((error: unknown) => {
    delete shared[KEY];
    log.error({ err: error }, "the server's parts could not be started");
    throw new NotReady(error);
  });
  return shared[KEY];
}

async function start(): Promise<Runtime> {
  const config = settings();
  log.level = config.logLevel;
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir });
  try {
    return withRunner(await startParts(config, store));
  } catch (error) {
    // The next call tries again, and an index that is still open would refuse it.
    await store.close();
    throw error;
  }
}

/** Works off what people have started, for as long as the parts run. */
function withRunner(parts: Runtime): Runtime {
  const stopRunner = startRunner(parts, [RUN_JOBS, TICKET_JOBS]);
  return {
    ...parts,
    async stop() {
      await stopRunner();
      await parts.stop();
    },
  };
}

/** Starts what works on an open index. */
export async function startParts(config: Settings, store: Store): Promise<Runtime> {
  const upstreams = withOneService(createUpstreams(config), store, config.authSecret);
  const services: Runtime["services"] = {};
  for (const upstream of Object.values(upstreams)) {
    services[upstream.source] = upstream.service(createFleetingSession()).reader;
  }
  const hub = await hubOf(store);
  const stopSync = config.syncEnabled ? startSync(store, upstreams) : null;
  const stopCleanUp = startCleanUp(store);
  return {
    settings: config,
    store,
    upstreams,
    services,
    hub,
    async stop() {
      await Promise.all([stopSync?.(), stopCleanUp()]);
      await hub.close();
      await store.close();
    },
  };
}

/**
 * Gives every upstream one service account session for the whole process, whoever asks: sign-ins are
 * scarce. It is kept sealed in the store, so that a restart costs none.
 */
function withOneService(upstreams: Upstreams, store: Store, secret: string): Upstreams {
  const sealer = {
    seal: (place: string, value: unknown) => seal(secret, place, value),
    unseal: (place: string, sealed: Buffer) => unseal(secret, place, sealed),
  };
  const shared: Upstreams = {};
  for (const upstream of Object.values(upstreams)) {
    const { source } = upstream;
    const service = upstream.service(createServiceSession(store, source, sealer));
    shared[source] = { ...upstream, service: () => service };
  }
  return shared;
}

/** Ends the server's parts in order: open streams first, for a stream never ends by itself. */
export async function stopRuntime(): Promise<void> {
  closeStreams();
  const running = shared[KEY];
  if (!running) return;
  delete shared[KEY];
  await (await running).stop();
}
