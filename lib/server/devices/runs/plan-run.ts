import "server-only";
import type {
  RunPlanBody,
  RunPlanResult,
  RunSubject,
  RunSubjectsQuery,
} from "@/lib/contracts/runs";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { KINDS_WITH_SUBJECT, type RunKind } from "@/lib/domain/run";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { actorFor } from "@/lib/server/auth/vault";
import { BadRequest, Forbidden, NotFound } from "@/lib/server/failures";
import { readCandidates } from "@/lib/server/store/read/run-candidates";
import type { DeviceDesk, RunnableScript } from "@/lib/server/upstream/device-desk";
import { chooseTargets, misfits, sortOutFit, type Chosen } from "./choose-targets";
import { refusalOf } from "./permission";

type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;

/**
 * What would be done to which devices, which are left out and why. Asks KACE as the viewer where only KACE knows
 * (does the script exist, whom does an install suit). Throws {@link BadRequest} and {@link NotFound}.
 */
export async function planRun(asker: Asker, body: RunPlanBody): Promise<RunPlanResult> {
  const { runtime, viewer } = asker;
  const refusal = refusalOf(viewer);
  const maxDevices = runtime.settings.runMaxDevices;
  const { candidates, unseen } = await readCandidates(
    runtime.store.db,
    visibilityOf(viewer),
    "kace",
    body.refs,
  );
  const chosen = chooseTargets(body.kind, candidates);
  const missing =
    unseen === 0
      ? []
      : [`${unseen} of what was picked is not there any more, or you may not see it.`];
  const plain = { ...chosen, refusal, warnings: missing, maxDevices, subjectName: null };
  const subjectRef = subjectOf(body);
  if (refusal !== null || subjectRef === null) return plain;
  const desk = await deskFor(asker);
  if (body.kind === "script") {
    const script = await findScript(desk, subjectRef, asker);
    return {
      ...plain,
      subjectName: script.name,
      warnings: [...missing, ...warningsOf(script, chosen)],
    };
  }
  const [installs, sorted] = await Promise.all([
    desk.listInstalls(callOf(asker)),
    sortOut(desk, { kind: body.kind, install: subjectRef, chosen }, asker),
  ]);
  const install = installs.find(({ ref }) => ref === subjectRef);
  if (!install) throw new NotFound("managed install");
  const off = "It is switched off in KACE, so nothing is installed until somebody switches it on.";
  const isOff = body.kind === "installAdd" && install.isEnabled === false;
  const warnings = [...missing, ...(isOff ? [off] : [])];
  return { ...plain, ...sorted, warnings, subjectName: install.name };
}

/** The scripts or managed installs that the viewer's own account sees in KACE. Throws {@link Forbidden}. */
export async function listSubjects(
  asker: Asker,
  { kind, device }: RunSubjectsQuery,
): Promise<{ subjects: RunSubject[] }> {
  const refusal = refusalOf(asker.viewer);
  if (refusal !== null) throw new Forbidden(refusal);
  const suits = device === undefined ? null : await machineFor(asker, device);
  const desk = await deskFor(asker);
  const call = callOf(asker);
  if (kind === "install") {
    const installs = await desk.listInstalls(call);
    return {
      subjects: installs.map(({ ref, name, isEnabled, fileName }) => ({
        ...{ ref, name, isEnabled, description: fileName, notes: null, systems: [] },
      })),
    };
  }
  const scripts = await desk.listScripts(call, suits === null ? {} : { suits });
  return { subjects: scripts };
}

/** The machine of a device that the viewer sees, where it has one. */
async function machineFor({ runtime, viewer }: Asker, ref: Ref): Promise<Ref | null> {
  const found = await readCandidates(runtime.store.db, visibilityOf(viewer), "kace", [ref]);
  return chooseTargets("script", found.candidates).targets[0]?.ref ?? null;
}

/** What the viewer's own session can do to machines. */
export async function deskFor({ runtime, viewer }: Asker): Promise<DeviceDesk> {
  const { devices } = await actorFor(runtime, viewer, "kace");
  if (!devices) throw new Forbidden("This source does nothing to machines.");
  return devices;
}

const callOf = ({ signal }: Asker) => ({ priority: "person" as const, signal });

function subjectOf({ kind, subjectRef }: RunPlanBody): Ref | null {
  if (!KINDS_WITH_SUBJECT.includes(kind)) return null;
  const entity = kind === "script" ? "script" : "install";
  if (subjectRef && splitRef(subjectRef).entity === entity) return subjectRef;
  const what = kind === "script" ? "a script" : "a managed install";
  throw new BadRequest({ subjectRef: `must name ${what} of KACE` });
}

async function findScript(desk: DeviceDesk, ref: Ref, asker: Asker): Promise<RunnableScript> {
  const script = (await desk.listScripts(callOf(asker))).find((one) => one.ref === ref);
  if (!script) throw new NotFound("script");
  return script;
}

async function sortOut(
  desk: DeviceDesk,
  { kind, install, chosen }: { kind: RunKind; install: Ref; chosen: Chosen },
  asker: Asker,
): Promise<Chosen> {
  if (kind !== "installAdd" && kind !== "installRemove") return chosen;
  if (chosen.targets.length === 0) return chosen;
  const machines = chosen.targets.map(({ ref }) => ref);
  return sortOutFit(kind, chosen, await desk.readInstallFit(install, machines, callOf(asker)));
}

function warningsOf({ systems, isEnabled }: RunnableScript, { targets }: Chosen): string[] {
  const warnings: string[] = [];
  const odd = misfits(systems, targets);
  if (odd.length > 0) {
    const names = odd.slice(0, 5).map(({ name }) => name);
    const more = odd.length > names.length ? ` and ${odd.length - names.length} more` : "";
    warnings.push(
      `The script is meant for ${systems.join(", ")}, and ${names.join(", ")}${more} ` +
        "run something else: KACE will hardly get it to run there.",
    );
  }
  if (isEnabled === false) warnings.push("The script is a draft, or switched off in KACE.");
  return warnings;
}
