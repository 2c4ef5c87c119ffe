import "server-only";
import { type Entity, type Ref, toRef } from "@/lib/domain/ref";
import {
  UpstreamHttpError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import type { DeviceDesk } from "@/lib/server/upstream/device-desk";
import type { Call } from "@/lib/server/upstream/port";
import type { Filling, Send } from "./client";
import { requireConfirmed } from "./confirm";
import {
  InstallWire,
  RunStatusWire,
  TargetWire,
  parseRunId,
  parseScripts,
  toInstall,
  toProgress,
} from "./desk-wire";
import type { OperationId } from "./operations";
import { readAll } from "./paging";
import { nativeIdOf } from "./reader";
import { normalise } from "./wire";

// What an appliance does to machines. It reads a list of machines that is missing or empty in its own way, and the
// word "all" as every machine there is: only digits ever reach its parameters, and never none.

/** Machines that one filter names; a longer one would not fit into every server's address line. */
const FIT_CHUNK = 100;

/** Adds what can be done to machines. Each act is one request that is never repeated. */
export function createDeviceDesk(send: Send): DeviceDesk {
  return {
    async forceInventory(machine, call) {
      const id = idOf(machine, "machine");
      await act(send, "machines.force_inventory", { path: { id } }, call);
    },
    async listScripts(call, { suits } = {}) {
      const own: Record<string, string> = { type: "all", sorting: "name asc" };
      if (suits) own["compatibleForMachineId"] = idOf(suits, "machine");
      const answer = await send("scripts.list", { query: { own } }, call);
      const scripts = parseScripts(normalise(answer.json()));
      if (scripts === null) throw misread("scripts.list", "no list of scripts");
      return scripts;
    },
    async runScript(script, machines, call) {
      const path = { scriptId: idOf(script, "script") };
      const own = { machineIDs: idsOf(machines).join(",") };
      const answer = await send("scripts.run", { path, query: { own } }, call);
      const runId = parseRunId(answer.text);
      if (runId === null) throw misread("scripts.run", "no number of a run");
      return runId;
    },
    readRun: (runId, call) => readRun(send, runId, call),
    async listInstalls(call) {
      const rows = await readAll(
        send,
        { operation: "managed_installs.list", shape: InstallWire },
        call,
      );
      return rows.map(toInstall);
    },
    async readInstallFit(install, machines, call) {
      const id = idOf(install, "install");
      const [suits, has] = await Promise.all([
        readAmong(send, "managed_installs.compatible_machines", { id, machines }, call),
        readAmong(send, "managed_installs.machines", { id, machines }, call),
      ]);
      return { suits, has };
    },
    addToInstall: (install, machines, call) =>
      target(send, "managed_installs.add_machines", { install, machines }, call),
    removeFromInstall: (install, machines, call) =>
      target(send, "managed_installs.remove_machines", { install, machines }, call),
    async archive(asset, reason, call) {
      if (reason.trim() === "") throw new UpstreamRefusal("kace", "Archiving needs a reason.");
      const filling = { path: { id: idOf(asset, "asset") }, body: { archive_reason: reason } };
      await act(send, "assets.archive", filling, call);
    },
    async cancelArchive(asset, call) {
      await act(send, "assets.cancel_archive", { path: { id: idOf(asset, "asset") } }, call);
    },
  };
}

async function act(send: Send, id: OperationId, filling: Filling, call: Call): Promise<void> {
  requireConfirmed(id, await send(id, filling, call));
}

async function target(
  send: Send,
  operation: "managed_installs.add_machines" | "managed_installs.remove_machines",
  { install, machines }: { install: Ref; machines: readonly Ref[] },
  call: Call,
): Promise<void> {
  const body = { Machines: idsOf(machines).map(Number) };
  // The reference promises an empty answer; what comes all the same is not relied on.
  await send(operation, { path: { id: idOf(install, "install") }, body }, call);
}

async function readRun(send: Send, runId: string, call: Call): ReturnType<DeviceDesk["readRun"]> {
  if (!/^\d{1,15}$/.test(runId)) throw new UpstreamRefusal("kace", "This is no run of KACE.");
  try {
    const answer = await send("scripts.run_status", { path: { runId } }, call);
    const parsed = RunStatusWire.safeParse(normalise(answer.json()));
    if (!parsed.success) throw misread("scripts.run_status", "no state of a run");
    return toProgress(parsed.data);
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status === 404) return null;
    throw error;
  }
}

/** Which of these machines a list of an install holds. What it holds besides is not asked for. */
async function readAmong(
  send: Send,
  operation: "managed_installs.compatible_machines" | "managed_installs.machines",
  { id, machines }: { id: string; machines: readonly Ref[] },
  call: Call,
): Promise<ReadonlySet<Ref>> {
  const found = new Set<Ref>();
  const ids = idsOf(machines).map(Number);
  for (let start = 0; start < ids.length; start += FIT_CHUNK) {
    const value = ids.slice(start, start + FIT_CHUNK);
    const conditions = [{ field: "id", operator: "in" as const, value }];
    const rows = await readAll(
      send,
      { operation, shape: TargetWire, path: { id }, conditions },
      call,
    );
    for (const row of rows) if (value.includes(row.id)) found.add(toRef("kace", "machine", row.id));
  }
  return found;
}

const NAMES: Partial<Record<Entity, string>> = {
  machine: "machine of KACE",
  asset: "asset of KACE",
  script: "script of KACE",
  install: "managed install of KACE",
};

function idOf(ref: Ref, entity: "machine" | "asset" | "script" | "install"): string {
  const id = nativeIdOf(ref, entity);
  if (id === null) throw new UpstreamRefusal("kace", `This is no ${NAMES[entity]}.`);
  return id;
}

function idsOf(machines: readonly Ref[]): string[] {
  const ids = [...new Set(machines.map((ref) => idOf(ref, "machine")))];
  if (ids.length === 0) throw new UpstreamRefusal("kace", "No machine is named.");
  return ids;
}

function misread(operation: OperationId, issue: string): UpstreamShapeError {
  return new UpstreamShapeError({ source: "kace", operation, issues: [issue] });
}
