import "server-only";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import type { Runtime } from "@/lib/server/runtime";
import { enter, fillIndex, openStage } from "@/lib/server/testing/stage";

/** What a test brings: both simulated appliances, already listening, and how to end them. */
export interface FormAppliances {
  urls: { kace: string; sysaid: string };
  password: string;
  clearFaults(): void;
  close(): Promise<void>;
}

/** The server's parts over both simulators, with people in them. Readable once a test runs. */
export function stageForms(start: () => Promise<FormAppliances>) {
  let runtime: Runtime;
  let appliances: FormAppliances;
  const people = new Map<string, Viewer>();
  beforeAll(async () => {
    appliances = await start();
    const { urls, password } = appliances;
    runtime = await openStage({ urls, password });
    await fillIndex(runtime);
    const right = (userName: string) => ({ userName, password });
    for (const name of ["ada", "abe", "leo"]) {
      people.set(name, await enter(runtime, { kace: right(name), sysaid: right(name) }));
    }
    people.set("rita", await enter(runtime, { kace: right("rita") }));
  });
  afterAll(async () => {
    await runtime.stop();
    await appliances.close();
  });
  afterEach(() => appliances.clearFaults());
  /** An actor for somebody. */
  const as = (name: string) => {
    const viewer = people.get(name);
    if (!viewer) throw new Error(`nobody is called ${name}`);
    return { runtime, viewer, requestId: "r-1", signal: new AbortController().signal };
  };
  return {
    as,
    runtime: () => runtime,
  };
}
