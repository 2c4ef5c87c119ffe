import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { Appliance, Desk, Gate } from "../gate";
import { mustFindScript } from "../find-script";
import { KaceWriteRefusal } from "../refusal";
import { answerError, idOf } from "../render";
import { readBody } from "../request-body";
import {
  describeScript,
  newScript,
  runsOn,
  scriptSchema,
  updateScript,
  type ScriptRow,
} from "../workbench/scripts";
import { describeRun } from "../workbench/script-runs";
import { dependencyRoutes } from "./script-dependencies";
import { listScripts } from "./script-list";
import { taskRoutes } from "./script-tasks";

/** `/api/script` and `/api/scripts`: scripts, their files and tasks, and their runs on machines. */
export function scriptRoutes(appliance: Appliance, gate: Gate) {
  return (
    new Hono<ApplianceEnv>()
      .get("/scripts", gate.read(listScripts))
      .post("/script", gate.administer(createScript))
      // Before the scripts' own route, which would take the word for an id.
      .get(
        "/script/runStatus/:runId",
        gate.read((c, desk) => tellRun(c, desk, appliance.now())),
      )
      .get(
        "/script/:id",
        gate.read((c, desk) => c.json(describeScript(mustFindScript(c, desk)))),
      )
      .put("/script/:id", gate.administer(changeScript))
      .delete("/script/:id", gate.administer(removeScript))
      .post(
        "/script/:id/actions/run",
        gate.administer((c, desk) => runScript(c, desk, appliance.now())),
      )
      .route("/script", dependencyRoutes(gate))
      .route("/script", taskRoutes(gate))
  );
}

async function createScript(c: ApplianceContext, { store }: Desk): Promise<Response> {
  const body = await readBody(c, scriptSchema);
  if (body.name === undefined) throw new KaceWriteRefusal(400, "Name is required.");
  const { scripts } = store.workbench;
  const script = newScript(scripts.nextId(), body);
  scripts.put(script);
  return c.json(describeScript(script));
}

async function changeScript(c: ApplianceContext, desk: Desk): Promise<Response> {
  mustFindScript(c, desk);
  const body = await readBody(c, scriptSchema);
  const changed = updateScript(mustFindScript(c, desk), body);
  desk.store.workbench.scripts.put(changed);
  return c.json(describeScript(changed));
}

function removeScript(c: ApplianceContext, desk: Desk): Response {
  const script = mustFindScript(c, desk);
  for (const file of script.dependencies.values()) desk.store.files.drop(file);
  desk.store.workbench.scripts.remove(script.id);
  return c.body(null, 200);
}

/** Starts a run and answers its bare number. Machines that the script does not fit fail to be pushed to. */
function runScript(c: ApplianceContext, desk: Desk, now: number): Response {
  const script = mustFindScript(c, desk);
  const { runs, notifications } = desk.store.workbench;
  const machineIds = targetsOf(c.req.queries("machineIDs") ?? [], script, desk);
  const run = {
    id: runs.nextId(),
    script,
    userId: desk.session.user.id,
    startedAt: now,
    machineIds,
  };
  runs.put(run);
  notifications.tell({
    userId: run.userId,
    type: "script",
    title: `Script ${script.body.name} was started`,
    body: `Run ${run.id} on ${machineIds.length} devices`,
    at: now,
    startedAt: now,
  });
  return c.json(run.id);
}

/** `all` is every machine that the script fits; else ids, however they are listed. */
function targetsOf(wanted: readonly string[], script: ScriptRow, { store }: Desk): number[] {
  const words = wanted.flatMap((text) => text.split(/[\s,;[\]"]+/)).filter((word) => word !== "");
  if (words.length === 0) throw new KaceWriteRefusal(400, "machineIDs is required.");
  if (words.length === 1 && words[0]?.toLowerCase() === "all")
    return store.machines
      .all()
      .filter((machine) => runsOn(script, machine.osName))
      .map((machine) => machine.id);
  const unknown = words.find(
    (word) => !/^\d{1,15}$/.test(word) || store.machines.find(Number(word)) === undefined,
  );
  if (unknown !== undefined) throw new KaceWriteRefusal(400, `Device ${unknown} does not exist.`);
  return [...new Set(words.map(Number))];
}

function tellRun(c: ApplianceContext, { session, store }: Desk, now: number): Response {
  const run = store.workbench.runs.find(idOf(c, "runId"));
  if (run === undefined || session.user.account.roleId === 3)
    return answerError(c, 404, "Unknown run.");
  return c.json(describeRun(run, store, now));
}
