import "server-only";
import { z } from "zod";
import * as body from "./bodies";
import { ANY_DATA, COUNTED, LIST, ONE, createRows, json, query } from "./rows";
import { NOTHING, rows } from "./schema";
import * as shape from "./shapes";

const { get, put } = createRows("managed_install");

const MANAGED = "/api/managed_install/managed_installs";
const TARGETED = rows("Machines", shape.TargetedMachine);

/** Installations that the appliance brings to machines. */
export const MANAGED_INSTALLS = [
  get("managed_installs.machines", "/api/managed_install/mamaged_installs/{id}/machines", {
    title: "List the machines that a managed install goes to",
    // The reference misspells it; appliances were seen to answer the right spelling.
    spellings: [`${MANAGED}/{id}/machines`],
    query: query("offset", ...ANY_DATA),
    ...TARGETED,
  }),
  get("managed_installs.list", MANAGED, {
    title: "List managed installs",
    query: LIST,
    ...rows("MIs", shape.ManagedInstall, "ManagedInstalls", "Managed_installs"),
  }),
  get("managed_installs.read", `${MANAGED}/{id}`, {
    title: "Read one managed install",
    query: ONE,
    ...rows("MIs", shape.ManagedInstall, "ManagedInstalls", "Managed_installs"),
  }),
  put("managed_installs.add_machines", `${MANAGED}/{id}/add_to_machines`, {
    title: "Add machines to a managed install, which installs there",
    query: COUNTED,
    body: json(body.TargetedMachines),
    danger: "runs_code",
    ...NOTHING,
  }),
  get("managed_installs.compatible_machines", `${MANAGED}/{id}/compatible_machines`, {
    title: "List the machines that a managed install suits",
    query: query(...ANY_DATA, "use_pretty_print"),
    ...TARGETED,
  }),
  get("managed_installs.file", `${MANAGED}/{id}/file`, {
    title: "Read what file a managed install brings",
    query: ONE,
    ...rows("Files", z.unknown(), "File"),
  }),
  put("managed_installs.remove_machines", `${MANAGED}/{id}/remove_from_machines`, {
    title: "Take machines out of a managed install",
    query: COUNTED,
    body: json(body.TargetedMachines),
    ...NOTHING,
  }),
  get("mi.compatible_machines", "/api/mi/compatible_machines", {
    title: "List machines that managed installs suit",
    query: LIST,
    ...TARGETED,
  }),
  get("mi.files", "/api/mi/files", {
    title: "List the files that managed installs can bring",
    query: query(...ANY_DATA),
    ...rows("Files", z.unknown(), "File"),
  }),
] as const;
