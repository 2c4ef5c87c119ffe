import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { RunKind } from "@/lib/domain/run";
import type { Viewer } from "@/lib/domain/viewer";
import { audited } from "@/lib/server/audit";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { DeviceDesk } from "@/lib/server/upstream/device-desk";
import type { Call } from "@/lib/server/upstream/port";
import type { Runtime } from "@/lib/server/runtime";
import type { StoredRun } from "@/lib/server/store/runs-repo";

/** A run with the session that it goes out with. */
export interface Hands {
  runtime: Runtime;
  viewer: Viewer;
  desk: DeviceDesk;
  run: StoredRun;
}

const OPERATIONS: Record<RunKind, string> = {
  forceInventory: "devices.forceInventory",
  script: "devices.runScript",
  installAdd: "devices.addToInstall",
  installRemove: "devices.removeFromInstall",
  archive: "devices.archive",
  cancelArchive: "devices.cancelArchive",
};

/** Sends the act of a run for one device, once, and leaves a line in the audit. */
export async function sendOne({ runtime, viewer, desk, run }: Hands, ref: Ref): Promise<void> {
  const act = auditOf(run, { target: ref, detail: { runId: run.id } });
  const call: Call = { priority: "person" };
  await audited({ runtime, viewer, requestId: run.id }, act, () => {
    switch (run.kind) {
      case "forceInventory":
        return desk.forceInventory(ref, call);
      case "archive":
        return desk.archive(ref, String(run.options["reason"] ?? ""), call);
      case "cancelArchive":
        return desk.cancelArchive(ref, call);
      case "script":
      case "installAdd":
      case "installRemove":
        throw new UpstreamRefusal("kace", "This goes to all devices of a run at once.");
    }
  });
}

/** Sends the act of a run for all its devices in one request. Resolves with the source's number of a script's run. */
export async function sendTogether(
  { runtime, viewer, desk, run }: Hands,
  refs: readonly Ref[],
): Promise<string | null> {
  const { subjectRef } = run;
  if (subjectRef === null) throw new UpstreamRefusal("kace", "Nothing is named that could be run.");
  const detail = { runId: run.id, devices: refs };
  const call: Call = { priority: "person" };
  const act = auditOf(run, { target: subjectRef, detail });
  return audited({ runtime, viewer, requestId: run.id }, act, async () => {
    switch (run.kind) {
      case "script":
        return desk.runScript(subjectRef, refs, call);
      case "installAdd":
        await desk.addToInstall(subjectRef, refs, call);
        return null;
      case "installRemove":
        await desk.removeFromInstall(subjectRef, refs, call);
        return null;
      case "forceInventory":
      case "archive":
      case "cancelArchive":
        throw new UpstreamRefusal("kace", "This goes to the devices of a run one by one.");
    }
  });
}

function auditOf(
  { kind }: StoredRun,
  rest: { target: Ref; detail: Record<string, unknown> },
): Parameters<typeof audited>[1] {
  return { operation: OPERATIONS[kind], source: "kace", ...rest };
}
