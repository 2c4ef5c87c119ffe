import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import { mustFindScript } from "../find-script";
import type { Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { idOf } from "../render";
import { readBody } from "../request-body";
import { describeTasks, taskSchema, type Task } from "../workbench/scripts";

/** A script's tasks by their place, which begins at 1. Every write answers all tasks as they then stand. */
export function taskRoutes(gate: Gate) {
  return new Hono<ApplianceEnv>()
    .get(
      "/:id/tasks",
      gate.read((c, desk) => c.json(describeTasks(mustFindScript(c, desk).body.tasks))),
    )
    .get(
      "/:id/task/:orderId",
      gate.read((c, desk) => {
        const { tasks, at } = mustFindTask(c, desk);
        return c.json(describeTasks(tasks)[at]);
      }),
    )
    .post(
      "/:id/task",
      gate.administer(async (c, desk) => {
        const task = await readBody(c, taskSchema);
        return storeTasks(c, desk, [...mustFindScript(c, desk).body.tasks, task]);
      }),
    )
    .put(
      "/:id/task/:orderId",
      gate.administer(async (c, desk) => {
        const wanted = await readBody(c, taskSchema);
        const { tasks, at } = mustFindTask(c, desk);
        return storeTasks(
          c,
          desk,
          tasks.map((task, place) => (place === at ? { ...task, ...wanted } : task)),
        );
      }),
    )
    .delete(
      "/:id/task/:orderId",
      gate.administer((c, desk) => {
        const { tasks, at } = mustFindTask(c, desk);
        return storeTasks(
          c,
          desk,
          tasks.filter((_, place) => place !== at),
        );
      }),
    );
}

function mustFindTask(c: ApplianceContext, desk: Desk): { tasks: Task[]; at: number } {
  const { tasks } = mustFindScript(c, desk).body;
  const at = idOf(c, "orderId") - 1;
  if (tasks[at] === undefined) throw new KaceWriteRefusal(404, "Unknown task.");
  return { tasks, at };
}

function storeTasks(c: ApplianceContext, desk: Desk, tasks: Task[]): Response {
  const script = mustFindScript(c, desk);
  desk.store.workbench.scripts.put({ ...script, body: { ...script.body, tasks } });
  return c.json(describeTasks(tasks));
}
