import "server-only";
import { beforeAll } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { stageAppliances, type Appliances } from "@/lib/server/testing/appliance-stage";

/** The server's parts over both simulators, with people in them. Readable once a test runs. */
export function stageForms(start: () => Promise<Appliances>) {
  const stage = stageAppliances(start);
  const people = new Map<string, Viewer>();
  beforeAll(async () => {
    for (const name of ["ada", "abe", "leo"]) people.set(name, await stage.enter(name));
    people.set("rita", await stage.enter("rita", ["kace"]));
  });
  /** An actor for somebody. */
  const as = (name: string) => {
    const viewer = people.get(name);
    if (!viewer) throw new Error(`nobody is called ${name}`);
    return stage.as(viewer);
  };
  return { as, runtime: stage.runtime };
}
