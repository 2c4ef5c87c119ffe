import type { AccountRole } from "@/lib/domain/person";
import type { RunKind } from "@/lib/domain/run";

// What people read about acts on devices. Only KACE does anything to machines.

export const RUN_KIND_LABELS = {
  forceInventory: "Force inventory",
  script: "Run a script",
  installAdd: "Add managed install",
  installRemove: "Remove managed install",
  archive: "Archive",
  cancelArchive: "Cancel archiving",
} as const satisfies Record<RunKind, string>;

/** What happens, in a sentence, before it does. */
export const RUN_KIND_EFFECTS = {
  forceInventory:
    "KACE asks the agent of each device for its inventory. It comes when the agent answers, usually within a few minutes.",
  script:
    "KACE runs the script on each device as soon as its agent can be reached. What has begun cannot be taken back.",
  installAdd:
    "Each device is added to the managed install in KACE, which installs there at the agent’s next visit.",
  installRemove:
    "Each device is taken out of the managed install in KACE. What is installed there already stays.",
  archive:
    "KACE is asked to archive the asset of each device, which it does after some days; until then it can be taken back. A device that is archived leaves the inventory. SysAid’s record of it stays as it is.",
  cancelArchive: "The request to archive is taken back. SysAid’s record was never touched.",
} as const satisfies Record<RunKind, string>;

/** Why somebody of this role in KACE may not act on machines; `null`: they may try. No role: not signed in. */
export function runRefusal(role: AccountRole | null): string | null {
  switch (role) {
    case null:
      return "You are not signed in to KACE, which is what acts on machines.";
    case "readonly":
      return "Your role in KACE only reads.";
    case "user":
      return "KACE lets only its agents and administrators act on machines.";
    case "agent":
    case "administrator":
      return null;
  }
}
