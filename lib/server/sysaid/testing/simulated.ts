import "server-only";
import type { SessionStore, UpstreamSession } from "@/lib/server/upstream/port";
import { TINY_NOW, TINY_PASSWORD, createTinyCompany } from "@/simulators/appliance/tiny-company";
import { createClock } from "@/simulators/appliance/clock";
import { startAppliance } from "@/simulators/appliance/serve";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import type { SysaidSimulatorSettings } from "@/simulators/sysaid/settings";
import { createSysaidUpstream } from "../index";

/** A store in memory, as the vault is one in the database. */
export function memoryStore(): SessionStore & { saved: (UpstreamSession | null)[] } {
  const saved: (UpstreamSession | null)[] = [];
  return {
    saved,
    load: async () => saved.at(-1) ?? null,
    save: async (session) => void saved.push(session),
  };
}

/** A simulated SysAid on a free port, and the upstream that asks it; both live by one clock that tests move. */
export async function startSimulated(
  options: { records?: number; settings?: Partial<SysaidSimulatorSettings> } = {},
) {
  const time = createClock(TINY_NOW);
  const simulator = createSysaidSimulator({
    company: createTinyCompany({ records: options.records }),
    clock: time,
    settings: options.settings,
  });
  const server = await startAppliance({ app: simulator.app });
  const settings = {
    url: server.url,
    serviceUser: "ada",
    servicePassword: TINY_PASSWORD,
    ca: null,
    accountId: "tiny",
  };
  // Waiting moves the time on instead.
  const clock = { now: time.now, wait: async (ms: number) => time.advance(ms) };
  const start = () => createSysaidUpstream(settings, { clock });
  const store = memoryStore();
  const upstream = start();
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${server.url}/__simulator/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return answer.json();
  };
  return { url: server.url, time, upstream, store, start, control, close: () => server.close() };
}
