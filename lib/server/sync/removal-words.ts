import "server-only";
import type { Source } from "@/lib/domain/source";
import type { SyncEntity } from "../upstream/port";
import { SOURCE_NAMES } from "./error-words";
import type { SweepCount } from "./removal-guard";

/** What people call the rows of an entity. */
export const ENTITY_WORDS = {
  accounts: "people",
  queues: "queues",
  machines: "machines",
  assets: "assets",
  tickets: "tickets",
  cis: "CIs",
  software: "software titles",
  relationTypes: "relation types",
  nodes: "agentless nodes",
  operatingSystems: "operating systems",
  processes: "processes",
  services: "services",
  startupPrograms: "start-up programs",
  managedInstalls: "managed installs",
  scripts: "scripts",
  assetTypes: "asset types",
  licenses: "licences",
  softwareUse: "metered machines",
} as const satisfies Record<SyncEntity, string>;

/** Why a sweep was not believed, for people. */
export function removalWords(
  source: Source,
  entity: SyncEntity,
  reason: "empty_read" | "too_many",
  { known, removed }: SweepCount,
): string {
  const name = SOURCE_NAMES[source];
  const rows = ENTITY_WORDS[entity];
  if (reason === "empty_read") {
    return `${name} suddenly shows no ${rows} at all; the ${known} known ones are kept`;
  }
  return `${name} suddenly lacks ${removed} of ${known} ${rows}; they are kept`;
}
