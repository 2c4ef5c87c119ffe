import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { Call } from "./port";

/** A script that a source can run on machines. */
export interface RunnableScript {
  ref: Ref;
  name: string;
  description: string | null;
  notes: string | null;
  /** The vendor's own word for its kind. */
  kind: string | null;
  /** `false`: a draft, or switched off. `null`: not told. */
  isEnabled: boolean | null;
  /** Names of the operating systems that it is meant for; empty where it is meant for all, or does not tell. */
  systems: string[];
}

/** An installation that a source brings to machines. */
export interface RunnableInstall {
  ref: Ref;
  name: string;
  /** `null`: not told. */
  isEnabled: boolean | null;
  fileName: string | null;
}

/** How far a run is on one machine. `words`: the vendor's own, if any. */
export interface MachineProgress {
  state: "running" | "done" | "failed";
  words: string | null;
}

/** Which of some machines an installation suits, and which it goes to already. */
export interface InstallFit {
  suits: ReadonlySet<Ref>;
  has: ReadonlySet<Ref>;
}

/**
 * What a person has a source do to machines, with that person's own rights. Every act is one request that is never
 * repeated; one that resolves was taken on by the source, not carried out by the machine yet. Refs that are none of
 * the source's are refused before anything is sent.
 */
export interface DeviceDesk {
  /** Has the machine's agent take inventory; it comes when the agent answers. */
  forceInventory(machine: Ref, call: Call): Promise<void>;
  /** `suits`: only those that suit this machine. */
  listScripts(call: Call, filter?: { suits?: Ref }): Promise<RunnableScript[]>;
  /** Starts one run on all of these and resolves with its number. */
  runScript(script: Ref, machines: readonly Ref[], call: Call): Promise<string>;
  /** How far a run is on each machine that the source tells of; `null` when it does not know the run (any more). */
  readRun(runId: string, call: Call): Promise<ReadonlyMap<Ref, MachineProgress> | null>;
  listInstalls(call: Call): Promise<RunnableInstall[]>;
  readInstallFit(install: Ref, machines: readonly Ref[], call: Call): Promise<InstallFit>;
  addToInstall(install: Ref, machines: readonly Ref[], call: Call): Promise<void>;
  removeFromInstall(install: Ref, machines: readonly Ref[], call: Call): Promise<void>;
  /** Asks for a device's asset to be archived, which the source does later. */
  archive(asset: Ref, reason: string, call: Call): Promise<void>;
  /** Takes that back while it is pending. */
  cancelArchive(asset: Ref, call: Call): Promise<void>;
}
