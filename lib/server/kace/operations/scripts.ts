import "server-only";
import type { Body } from "@/lib/server/upstream/operation";
import * as body from "./bodies";
import { createRows, json, query } from "./rows";
import { FILE, NOTHING, NUMBER, list, one } from "./schema";
import * as shape from "./shapes";

const { get, post, put, remove } = createRows("script");

const UPLOAD: Body = {
  kind: "multipart",
  fields: [
    { name: "file", required: true, type: "string", isFile: true, description: "The dependency" },
  ],
};
// A script may run by a schedule of its own, so whoever changes what is in it changes what runs on machines.
const RUNS = { danger: "runs_code" } as const;

/** Scripts, their files and steps, and their runs on machines. */
export const SCRIPTS = [
  get("scripts.list", "/api/scripts", {
    title: "List scripts",
    query: query("compatibleForMachineId", "count", "searchText", "sorting", "start", "type"),
    ...list(shape.Script),
  }),
  post("scripts.create", "/api/script", {
    title: "Create a script",
    body: json(body.Script),
    ...RUNS,
    ...one(shape.Script),
  }),
  get("scripts.run_status", "/api/script/runStatus/{runId}", {
    title: "Read how far a script's run is on each machine",
    ...one(shape.RunStatus),
  }),
  get("scripts.read", "/api/script/{scriptId}", {
    title: "Read one script",
    ...one(shape.Script),
  }),
  put("scripts.update", "/api/script/{scriptId}", {
    title: "Update a script",
    body: json(body.Script),
    ...RUNS,
    ...one(shape.Script),
  }),
  remove("scripts.delete", "/api/script/{scriptId}", {
    title: "Delete a script and its dependencies",
    ...NOTHING,
  }),
  post("scripts.run", "/api/script/{scriptId}/actions/run", {
    title: "Run a script on machines now",
    query: query("machineIDs!"),
    ...RUNS,
    ...NUMBER,
  }),
  get("script_dependencies.list", "/api/script/{scriptId}/dependencies", {
    title: "List the dependencies of a script",
    ...list(shape.Dependency),
  }),
  post("script_dependencies.create", "/api/script/{scriptId}/dependency/{dependencyName}", {
    title: "Upload a new dependency of a script",
    body: UPLOAD,
    ...RUNS,
    ...one(shape.Dependency),
  }),
  get("script_dependencies.read", "/api/script/{scriptId}/dependency/{dependencyName}", {
    title: "Read one dependency of a script",
    ...one(shape.Dependency),
  }),
  put("script_dependencies.update", "/api/script/{scriptId}/dependency/{dependencyName}", {
    title: "Replace a dependency of a script",
    body: UPLOAD,
    ...RUNS,
    ...one(shape.Dependency),
  }),
  remove("script_dependencies.delete", "/api/script/{scriptId}/dependency/{dependencyName}", {
    title: "Delete a dependency of a script",
    ...NOTHING,
  }),
  get(
    "script_dependencies.download",
    "/api/script/{scriptId}/dependency/{dependencyName}/download",
    { title: "Download a dependency of a script", ...FILE },
  ),
  post("script_tasks.create", "/api/script/{scriptId}/task", {
    title: "Add a task to a script",
    body: json(body.Task),
    ...RUNS,
    ...list(shape.Task),
  }),
  get("script_tasks.read", "/api/script/{scriptId}/task/{orderId}", {
    title: "Read one task of a script",
    ...one(shape.Task),
  }),
  put("script_tasks.update", "/api/script/{scriptId}/task/{orderId}", {
    title: "Update a task of a script",
    body: json(body.Task),
    ...RUNS,
    ...list(shape.Task),
  }),
  remove("script_tasks.delete", "/api/script/{scriptId}/task/{orderId}", {
    title: "Delete a task of a script",
    ...list(shape.Task),
  }),
  get("script_tasks.list", "/api/script/{scriptId}/tasks", {
    title: "List the tasks of a script",
    ...list(shape.Task),
  }),
] as const;
