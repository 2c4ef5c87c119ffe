import "server-only";
import { afterAll, afterEach, beforeAll } from "vitest";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import type { Runtime } from "../runtime";
import { enter, fillIndex, openStage } from "./stage";

/** What a test brings: both simulated appliances, already listening, and how to end them. */
export interface Appliances {
  urls: Record<Source, string>;
  /** Of everybody. */
  password: string;
  clearFaults(): void;
  close(): Promise<void>;
}

/** A request that an appliance has heard, as its own log has it. */
interface Heard {
  method: string;
  url: string;
}

/**
 * The server's parts over both simulators with a filled index, for all tests of a file: stands before the file's own
 * `beforeAll`, ends after its tests, and takes ordered faults back after each. Readable once a test or hook runs.
 */
export function stageAppliances(start: () => Promise<Appliances>) {
  let runtime: Runtime;
  let appliances: Appliances;
  beforeAll(async () => {
    appliances = await start();
    const { urls, password } = appliances;
    runtime = await openStage({ urls, password });
    await fillIndex(runtime);
  });
  afterAll(async () => {
    await runtime.stop();
    await appliances.close();
  });
  afterEach(() => appliances.clearFaults());
  return {
    runtime: () => runtime,
    appliances: () => appliances,
    /** Signs somebody in, to both systems unless told, at the file's own server unless told. */
    enter(userName: string, sources: readonly Source[] = SOURCES, at = runtime): Promise<Viewer> {
      const right = { userName, password: appliances.password };
      return enter(at, Object.fromEntries(sources.map((source) => [source, right])));
    },
    as: (viewer: Viewer) => ({
      runtime,
      viewer,
      requestId: "r-1",
      signal: new AbortController().signal,
    }),
    /** How many writes a system has heard, whatever it answered, by the end of their addresses. */
    async writesHeard(source: Source, ending: RegExp): Promise<number> {
      const heard: Heard[] = await (
        await fetch(`${appliances.urls[source]}/__simulator/requests`)
      ).json();
      return heard.filter(({ method, url }) => method !== "GET" && ending.test(url)).length;
    },
  };
}
