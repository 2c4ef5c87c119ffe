import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import { mustFindScript } from "../find-script";
import type { Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import type { StoredFile } from "../../appliance/uploads/file-shelf";
import { answerFile, readFile } from "../../appliance/uploads/requests";
import { describeDependency, type ScriptRow } from "../workbench/scripts";

/** Files that a script needs beside it, each under its name. */
export function dependencyRoutes(gate: Gate) {
  return new Hono<ApplianceEnv>()
    .get(
      "/:id/dependencies",
      gate.read((c, desk) =>
        c.json([...mustFindScript(c, desk).dependencies.values()].map(describeDependency)),
      ),
    )
    .get(
      "/:id/dependency/:name",
      gate.read((c, desk) => c.json(describeDependency(mustFindDependency(c, desk)))),
    )
    .get(
      "/:id/dependency/:name/download",
      gate.read((c, desk) => answerFile(c, mustFindDependency(c, desk))),
    )
    .post("/:id/dependency/:name", gate.administer(addDependency))
    .put("/:id/dependency/:name", gate.administer(replaceDependency))
    .delete("/:id/dependency/:name", gate.administer(removeDependency));
}

function nameOf(c: ApplianceContext): string {
  return c.req.param("name") ?? "";
}

function mustFindDependency(c: ApplianceContext, desk: Desk): StoredFile {
  const file = mustFindScript(c, desk).dependencies.get(nameOf(c));
  if (file === undefined) throw new KaceWriteRefusal(404, "Unknown dependency.");
  return file;
}

async function addDependency(c: ApplianceContext, desk: Desk): Promise<Response> {
  if (mustFindScript(c, desk).dependencies.has(nameOf(c)))
    throw new KaceWriteRefusal(400, `Dependency ${nameOf(c)} exists already.`);
  return keepDependency(c, desk);
}

async function replaceDependency(c: ApplianceContext, desk: Desk): Promise<Response> {
  const before = mustFindDependency(c, desk);
  const answer = await keepDependency(c, desk);
  desk.store.files.drop(before);
  return answer;
}

/** The file goes by the path's name, whatever its upload calls it. */
async function keepDependency(c: ApplianceContext, desk: Desk): Promise<Response> {
  const name = nameOf(c);
  const { files } = desk.store;
  const file = files.rename(await readFile(c, files, name), name);
  storeDependencies(desk, mustFindScript(c, desk), (dependencies) => {
    dependencies.set(name, file);
  });
  return c.json(describeDependency(file));
}

function removeDependency(c: ApplianceContext, desk: Desk): Response {
  const file = mustFindDependency(c, desk);
  storeDependencies(desk, mustFindScript(c, desk), (dependencies) => {
    dependencies.delete(nameOf(c));
  });
  desk.store.files.drop(file);
  return c.body(null, 200);
}

function storeDependencies(
  { store }: Desk,
  script: ScriptRow,
  change: (dependencies: Map<string, StoredFile>) => void,
): void {
  const dependencies = new Map(script.dependencies);
  change(dependencies);
  store.workbench.scripts.put({ ...script, dependencies });
}
