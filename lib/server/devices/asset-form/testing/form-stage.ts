import "server-only";
import { beforeAll } from "vitest";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { stageAppliances, type Appliances } from "@/lib/server/testing/appliance-stage";
import { openForm } from "../open-form";

export const ASSET = toRef("kace", "asset", 1);
export const CI = toRef("sysaid", "ci", 1);

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
  return {
    as,
    runtime: stage.runtime,
    /** What a field holds in its source now. */
    valueOf: async (ref: Ref, key: string) =>
      (await openForm(as("ada"), ref)).form.fields.find((field) => field.key === key)?.value,
  };
}
