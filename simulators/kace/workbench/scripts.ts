import { z } from "zod";
import { platformOf, type Platform } from "../../fleet/platforms";
import type { ScriptPlan } from "../../fleet/templates/scripts";
import { createTable, type Table } from "../table";
import { textFile, type StoredFile } from "../uploads/file-shelf";

const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);
const anyObject = z.record(z.string(), z.unknown());

const stepSchema = z.object({ id: wholeNumber.optional(), params: anyObject.optional() });
const steps = z.array(stepSchema).optional();

/** What a task's body may hold, after the reference's TaskDTO; its order is the appliance's to give. */
export const taskSchema = z.object({
  attempts: wholeNumber.optional(),
  onFailure: z.string().optional(),
  onRemediationFailure: steps,
  onRemediationSuccess: steps,
  onVerifyFailure: steps,
  onVerifySuccess: steps,
  verify: steps,
});

export type Task = z.infer<typeof taskSchema>;

/** What a script's body may hold, after the reference's ScriptShellDTO. */
export const scriptSchema = z.object({
  alertDialogOptions: z.array(anyObject).optional(),
  alertDialogTimeout: wholeNumber.optional(),
  alertDialogTimeoutAction: z.string().optional(),
  alertEnabled: flag.optional(),
  alertMessage: z.string().optional(),
  alertSnoozeDuration: wholeNumber.optional(),
  description: z.string().optional(),
  enabled: flag.optional(),
  fileName: z.string().optional(),
  machines: z.array(anyObject).optional(),
  name: z.string().trim().min(1).optional(),
  notes: z.string().optional(),
  osTypes: z.array(anyObject).optional(),
  removeFiles: flag.optional(),
  runAs: wholeNumber.optional(),
  schedule: z.array(z.string()).optional(),
  scheduleType: z.string().optional(),
  scriptText: z.string().optional(),
  status: z.string().optional(),
  tasks: z.array(taskSchema).optional(),
  timeout: wholeNumber.optional(),
  type: z.string().optional(),
  uploadFile: flag.optional(),
  uploadFileName: z.string().optional(),
  uploadFilePath: z.string().optional(),
});

export type ScriptBody = z.infer<typeof scriptSchema>;

/** A script; all that it can say about itself has a value. */
export interface ScriptRow {
  id: number;
  /** Delivered with the appliance ("public"); the organisation's own are "private". */
  isDelivered: boolean;
  body: Required<ScriptBody>;
  dependencies: ReadonlyMap<string, StoredFile>;
}

const PLATFORM_TYPES: Record<Platform, { id: number; name: string }> = {
  windows: { id: 1, name: "Windows" },
  mac: { id: 2, name: "Mac" },
  linux: { id: 3, name: "Linux" },
};

const BLANK: Required<ScriptBody> = {
  alertDialogOptions: [],
  alertDialogTimeout: 0,
  alertDialogTimeoutAction: "",
  alertEnabled: false,
  alertMessage: "",
  alertSnoozeDuration: 0,
  description: "",
  enabled: false,
  fileName: "",
  machines: [],
  name: "",
  notes: "",
  osTypes: [],
  removeFiles: true,
  runAs: 0,
  schedule: [],
  scheduleType: "none",
  scriptText: "",
  status: "Draft",
  tasks: [],
  timeout: 10,
  type: "shellScript",
  uploadFile: false,
  uploadFileName: "",
  uploadFilePath: "",
};

/** The scripts of an organisation as it begins. */
export function createScripts(plans: readonly ScriptPlan[]): Table<ScriptRow> {
  return createTable(plans.map((plan, at) => scriptOf(plan, at + 1)));
}

function scriptOf(plan: ScriptPlan, id: number): ScriptRow {
  const { name, description, notes, fileName, isDelivered, isEnabled } = plan;
  const files = plan.dependencies.map(([file, text]) => [file, textFile(file, text)] as const);
  return {
    id,
    isDelivered,
    dependencies: new Map(files),
    body: {
      ...BLANK,
      ...{ name, description, notes, fileName },
      enabled: isEnabled,
      status: isEnabled ? "Production" : "Draft",
      scriptText: plan.text,
      osTypes: plan.platforms.map((platform) => PLATFORM_TYPES[platform]),
      tasks: [{ attempts: 1, onFailure: "break", verify: [], onVerifySuccess: [] }],
    },
  };
}

/** A new script of the organisation; its name must be given. */
export function newScript(id: number, body: ScriptBody): ScriptRow {
  return { id, isDelivered: false, dependencies: new Map(), body: { ...BLANK, ...given(body) } };
}

/** The script with what an update says; a list that is given replaces the one before. */
export function updateScript(script: ScriptRow, body: ScriptBody): ScriptRow {
  return { ...script, body: { ...script.body, ...given(body) } };
}

function given(body: ScriptBody): Partial<Required<ScriptBody>> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** True where a script runs on such a system; one without systems of its own runs on all with an agent. */
export function runsOn(script: ScriptRow, osName: string): boolean {
  const platform = platformOf(osName);
  if (platform === null) return false;
  const { osTypes } = script.body;
  const { id, name } = PLATFORM_TYPES[platform];
  return (
    osTypes.length === 0 ||
    osTypes.some((one) => Number(one["id"]) === id || String(one["name"]) === name)
  );
}

/** As the reference's ScriptShellDTO. */
export function describeScript({ id, body, dependencies }: ScriptRow) {
  return {
    id,
    ...body,
    tasks: describeTasks(body.tasks),
    dependencies: [...dependencies.values()].map(describeDependency),
  };
}

/** As the reference's DependencyDTO. */
export function describeDependency(file: StoredFile) {
  return { name: file.name, fileSize: file.sizeBytes, checksum: file.checksum };
}

/** As the reference's TaskDTO, in their order, which begins at 1. */
export function describeTasks(tasks: readonly Task[]) {
  return tasks.map((task, at) => ({
    ordinalId: at + 1,
    attempts: task.attempts ?? 1,
    onFailure: task.onFailure ?? "break",
    onRemediationFailure: task.onRemediationFailure ?? [],
    onRemediationSuccess: task.onRemediationSuccess ?? [],
    onVerifyFailure: task.onVerifyFailure ?? [],
    onVerifySuccess: task.onVerifySuccess ?? [],
    verify: task.verify ?? [],
  }));
}
