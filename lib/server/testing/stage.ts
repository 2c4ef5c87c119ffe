import "server-only";
import pino from "pino";
import { signIn } from "../auth/account";
import { takeGrant } from "../auth/sign-in";
import { accountsOf } from "../auth/vault";
import type { Source } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { parseSettings } from "../env";
import { log } from "../log";
import { startParts, type Runtime } from "../runtime";
import type { Store } from "../store/db";
import { createTestStore } from "../store/test-database";
import { readVaultEntry } from "../store/vault-repo";
import { createIndexWriter } from "../sync/index-writer";
import { startSourceSync } from "../sync/source-sync";
import { REAL_TIMING } from "../sync/timing";
import type { Credentials } from "../upstream/port";

// For tests only: the server's parts over a database of their own and whatever appliances stand at the addresses.

export const TEST_SECRET = "a secret that only tests know, 32+";
const SERVICES: Record<Source, string> = { kace: "rita", sysaid: "ada" };

export interface StageOptions {
  urls: Partial<Record<Source, string>>;
  /** Of everybody, the service accounts (rita in KACE, ada in SysAid) included. */
  password: string;
  store?: Store;
  secret?: string;
  organization?: string;
}

/** Opens the server's parts without their sync. `stop` drops the database. */
export async function openStage(options: StageOptions): Promise<Runtime> {
  const { urls, password, secret = TEST_SECRET } = options;
  const source = (name: Source) => {
    const prefix = name.toUpperCase();
    return urls[name] === undefined
      ? {}
      : {
          [`${prefix}_URL`]: urls[name],
          [`${prefix}_SERVICE_USER`]: SERVICES[name],
          [`${prefix}_SERVICE_PASSWORD`]: password,
        };
  };
  const settings = parseSettings({
    ...source("kace"),
    ...source("sysaid"),
    KACE_ORGANIZATION: options.organization,
    AUTH_SECRET: secret,
    AUTH_URL: "https://sightline.example",
    SYNC_ENABLED: "false",
  });
  return startParts(settings, options.store ?? (await createTestStore()));
}

/** Reads every list of every source once into the index. */
export async function fillIndex({ store, upstreams, services }: Runtime): Promise<void> {
  const index = createIndexWriter(store, REAL_TIMING);
  for (const { source, service } of Object.values(upstreams)) {
    if (!services[source]) continue;
    const { readers } = service({ load: async () => null, save: async () => undefined });
    const sync = await startSourceSync({ source, readers, index, timing: REAL_TIMING });
    await sync.filled;
    await sync.stop();
  }
}

/** Signs in as a browser does and becomes its viewer. Throws unless every source asked connects. */
export async function enter(
  runtime: Runtime,
  wanted: Partial<Record<Source, Credentials>>,
): Promise<Viewer> {
  const { outcomes, grant } = await signIn(runtime, null, wanted);
  const vaultId = grant === null ? null : await takeGrant(runtime, grant);
  if (vaultId === null || outcomes.some(({ outcome }) => outcome !== "connected")) {
    throw new Error(`not signed in: ${JSON.stringify(outcomes)}`);
  }
  return viewerIn(runtime, vaultId);
}

/** The viewer that a vault entry is now. Throws when it is gone. */
export async function viewerIn(runtime: Runtime, vaultId: string): Promise<Viewer> {
  const found = await readVaultEntry(runtime.store.db, vaultId, new Date().toISOString());
  if (!found) throw new Error("the entry is gone");
  return {
    vaultId,
    name: found.entry.name,
    accounts: accountsOf(found.sessions, Date.now()),
  };
}

/** Everything that is logged until `end`, line by line, from the finest level on. */
export function captureLog(): { lines: string[]; end(): void } {
  const lines: string[] = [];
  const stream: unknown = Reflect.get(log, pino.symbols.streamSym);
  const { level } = log;
  log.level = "trace";
  Reflect.set(log, pino.symbols.streamSym, { write: (line: string) => void lines.push(line) });
  return {
    lines,
    end() {
      log.level = level;
      Reflect.set(log, pino.symbols.streamSym, stream);
    },
  };
}
