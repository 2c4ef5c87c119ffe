import type { HealthResult } from "@/lib/contracts/metrics";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

type Step = HealthResult["sync"]["steps"][number];

/** How far something is, over all its parts. `total` is `null` while a part does not know its own. */
export interface Progress {
  done: number;
  total: number | null;
}

const WORDS: Readonly<Record<string, string>> = {
  accounts: "people",
  relationTypes: "relation types",
  cis: "CIs",
  software: "software titles",
};

const BACKGROUND_WORDS: Readonly<Record<string, string>> = {
  conversations: "ticket conversations",
  relations: "CI relations",
  parts: "machine details",
  nodes: "agentless nodes",
  operatingSystems: "operating systems",
  startupPrograms: "start-up programs",
  managedInstalls: "managed installs",
  assetTypes: "asset types",
  licenses: "licences",
  softwareUse: "metered programs",
};

/** What a step reads, in words: `KACE tickets`. */
export function wordsOf(step: { source: Source; entity: string; background: boolean }): string {
  const words = step.background ? BACKGROUND_WORDS : WORDS;
  return `${SOURCE_LABELS[step.source].label} ${words[step.entity] ?? step.entity}`;
}

/** All steps together. A finished step counts whole; one that has not begun hides the total. */
export function addUp(steps: readonly Step[]): Progress {
  let total: number | null = 0;
  let done = 0;
  for (const step of steps) {
    done += step.done;
    const own: number | null = step.finished ? step.done : step.total;
    total = total === null || own === null ? null : total + Math.max(own, step.done);
  }
  return { done, total: steps.length === 0 ? null : total };
}

/** The steps that still run, what people look at first at the front. */
export function runningSteps(steps: readonly Step[], background: boolean): Step[] {
  return steps.filter((step) => step.background === background && !step.finished);
}

/** What is said aloud: changes by quarters alone, for a counting voice would never end. */
export function spokenProgress({ done, total }: Progress): string {
  if (total === null || total === 0) return "The index is being filled.";
  const quarter = Math.min(3, Math.floor((done / total) * 4)) * 25;
  return quarter === 0 ? "The index is being filled." : `The index is ${quarter} % filled.`;
}
