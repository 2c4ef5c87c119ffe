import "server-only";
import type { RunDevice } from "@/lib/contracts/runs";
import type { Ref } from "@/lib/domain/ref";
import type { RunKind } from "@/lib/domain/run";
import type { Candidate, CandidateRecord } from "@/lib/server/store/read/run-candidates";
import type { InstallFit } from "@/lib/server/upstream/device-desk";

/** A device that is left out before anything is sent, and why. */
export interface LeftOut {
  ref: Ref;
  name: string;
  reason: string;
}
export interface Chosen {
  targets: RunDevice[];
  leftOut: LeftOut[];
}

/** How KACE's inventory tells that a machine has an agent: only then it knows the agent's version. */
const AGENT_FACT = "Agent version";
/** What an asset says while its archiving was asked for and not carried out yet. */
export const ARCHIVING_FACT = "Archiving";

/** Which record of each device a kind of act is for, or why there is none. Pure. */
export function chooseTargets(kind: RunKind, candidates: readonly Candidate[]): Chosen {
  const chosen: Chosen = { targets: [], leftOut: [] };
  for (const candidate of candidates) {
    const found = isForAsset(kind) ? assetOf(candidate, kind) : machineOf(candidate);
    if (typeof found === "string") {
      chosen.leftOut.push({ ref: candidate.askedRef, name: candidate.name, reason: found });
    } else {
      chosen.targets.push({ ref: found.ref, name: candidate.name, osName: found.osName });
    }
  }
  return chosen;
}

/** Archiving is for the asset of a device, everything else for its machine. */
export function isForAsset(kind: RunKind): boolean {
  return kind === "archive" || kind === "cancelArchive";
}

/** The machine that checked in last: KACE may hold the same one twice, from before it was set up anew. */
function machineOf({ records }: Candidate): CandidateRecord | string {
  const machines = records.filter(({ kind }) => kind === "machine");
  if (machines.length === 0) return "KACE has no inventory of it.";
  const withAgent = machines.filter(({ facts }) => (facts[AGENT_FACT] ?? "") !== "");
  const [first] = withAgent.sort((a, b) => ((a.lastSeenAt ?? "") > (b.lastSeenAt ?? "") ? -1 : 1));
  return first ?? "It has no KACE agent.";
}

function assetOf(candidate: Candidate, kind: RunKind): CandidateRecord | string {
  const assets = candidate.records.filter((record) => record.kind === "asset");
  if (assets.length === 0) return "KACE keeps no asset of it.";
  const present = assets.filter(({ archived }) => !archived);
  const machine = machineOf(candidate);
  const linked = present.find(
    ({ linkedRef }) => typeof machine !== "string" && linkedRef === machine.ref,
  );
  const asset = linked ?? present[0];
  if (asset === undefined) return "It is archived in KACE already.";
  const isPending = asset.facts[ARCHIVING_FACT]?.toLowerCase() === "pending";
  if (kind === "archive") return isPending ? "Its archiving is pending already." : asset;
  return isPending ? asset : "No archiving of it is pending.";
}

/** What an installation suits, goes to already, or not yet. */
export function sortOutFit(
  kind: "installAdd" | "installRemove",
  { targets, leftOut }: Chosen,
  fit: InstallFit,
): Chosen {
  const reasonFor = ({ ref }: RunDevice): string | null => {
    if (kind === "installRemove") return fit.has.has(ref) ? null : "It does not go to this device.";
    if (fit.has.has(ref)) return "It goes to this device already.";
    return fit.suits.has(ref) ? null : "It does not suit this device’s operating system.";
  };
  const refused = targets.flatMap((target) => {
    const reason = reasonFor(target);
    return reason === null ? [] : [{ ref: target.ref, name: target.name, reason }];
  });
  return {
    targets: targets.filter((target) => reasonFor(target) === null),
    leftOut: [...leftOut, ...refused],
  };
}

type Platform = "windows" | "mac" | "linux";

function platformOf(system: string): Platform | null {
  if (/windows/i.test(system)) return "windows";
  if (/mac|os x|darwin/i.test(system)) return "mac";
  return /linux|ubuntu|debian|red ?hat|centos|suse|fedora|raspbian/i.test(system) ? "linux" : null;
}

/** Devices whose operating system is none of those that a script is meant for. What is not told is not judged. */
export function misfits(systems: readonly string[], targets: readonly RunDevice[]): RunDevice[] {
  const meantFor = systems.map(platformOf);
  if (meantFor.length === 0 || meantFor.includes(null)) return [];
  return targets.filter(({ osName }) => {
    const platform = osName === null ? null : platformOf(osName);
    return platform !== null && !meantFor.includes(platform);
  });
}
