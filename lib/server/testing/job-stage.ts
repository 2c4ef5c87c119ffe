import "server-only";
import { randomUUID } from "node:crypto";
import type { StartTicketJobBody, TicketJobResult, TicketWish } from "@/lib/contracts/ticket-jobs";
import type { Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { REAL_PACE } from "../jobs/pace";
import type { Runtime } from "../runtime";
import { readJobWithRows } from "../tickets/jobs/read-jobs";
import { startTicketJob } from "../tickets/jobs/start-job";
import { fillIndex, openStage } from "./stage";

// For tests only: both systems with an index of theirs, and jobs over many tickets.

/** As fast as a test wants it. */
export const TEST_PACE = {
  ...REAL_PACE,
  pollMinMs: 5,
  pollMaxMs: 20,
  leaderPauseMs: 20,
  lookAgainMs: 2_000,
  busyMaxMs: 20,
};

const full = createTestCompany();
const company = {
  ...full,
  people: full.people.map((one) => (one.id > 6 ? { ...one, sysaid: undefined } : one)),
};

/** Opens both systems and fills the index. `stop` ends all of it. */
export async function openJobStage() {
  const kace = createKaceSimulator({ company });
  const sysaid = createSysaidSimulator({ company, settings: { loginLimit: 1_000 } });
  const servers = {
    kace: await startAppliance({ app: kace.app }),
    sysaid: await startAppliance({ app: sysaid.app }),
  };
  const urls = { kace: servers.kace.url, sysaid: servers.sysaid.url };
  const runtime = await openStage({ urls, password: TINY_PASSWORD });
  await fillIndex(runtime);
  return {
    runtime,
    urls,
    controls: { kace: kace.control, sysaid: sysaid.control },
    right: (userName: string) => ({ userName, password: TINY_PASSWORD }),
    async stop() {
      await runtime.stop();
      await servers.kace.close();
      await servers.sysaid.close();
    },
  };
}

/** What use-cases take from a viewer. */
export const asActor = (runtime: Runtime, viewer: Viewer) => ({
  runtime,
  viewer,
  requestId: "r-1",
  signal: new AbortController().signal,
});

/** Starts a job over these tickets. */
export async function startJob(
  runtime: Runtime,
  viewer: Viewer,
  { wish, refs, ...more }: { wish: TicketWish; refs: Ref[] } & Partial<StartTicketJobBody>,
) {
  const body: StartTicketJobBody = {
    id: randomUUID(),
    wish,
    among: { by: "refs", refs },
    confirmation: refs.length,
    ...more,
  };
  return (await startTicketJob(asActor(runtime, viewer), body)).job;
}

/** A job with all its rows. */
export function readJob(runtime: Runtime, viewer: Viewer, id: string): Promise<TicketJobResult> {
  return readJobWithRows({ runtime, viewer }, id, { offset: 0, limit: 1_000 });
}
