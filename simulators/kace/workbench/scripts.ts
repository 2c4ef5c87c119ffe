import { z } from "zod";
import { platformOf, type Platform } from "../../fleet/platforms";
import type { ScriptPlan } from "../../fleet/templates/scripts";
import { createTable, type Table } from "../table";
import { textFile, type StoredFile } from "../../appliance/uploads/file-shelf";

/** What is left out may also be said to be null. */
const given = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema.optional());
const digits = z.string().regex(/^-?\d+$/);
const truth = z.enum(["true", "false"]).transform((word) => word === "true");
const wholeNumber = given(z.union([z.int(), digits.transform(Number)]));
const flag = given(z.union([z.boolean(), truth]));
const text = given(z.string());
const anyList = given(z.array(z.unknown()));

const stepSchema = z.object({ id: wholeNumber, params: z.unknown() });
const steps = given(z.array(stepSchema));

/** What a task's body may hold, after the reference's TaskDTO; its order is the appliance's to give. */
export const taskSchema = z.object({
  attempts: wholeNumber,
  onFailure: text,
  onRemediationFailure: steps,
  onRemediationSuccess: steps,
  onVerifyFailure: steps,
  onVerifySuccess: steps,
  verify: steps,
});

export type Task = z.infer<typeof taskSchema>;

/** What a script's body may hold, after the reference's ScriptShellDTO. */
export const scriptSchema = z.object({
  alertDialogOptions: anyList,
  alertDialogTimeout: wholeNumber,
  alertDialogTimeoutAction: text,
  alertEnabled: flag,
  alertMessage: text,
  alertSnoozeDuration: wholeNumber,
  description: text,
  enabled: flag,
  fileName: text,
  machines: anyList,
  name: given(z.string().trim().min(1)),
  notes: text,
  osTypes: anyList,
  removeFiles: flag,
  runAs: wholeNumber,
  schedule: anyList,
  scheduleType: text,
  scriptText: text,
  status: text,
  tasks: given(z.array(taskSchema)),
  timeout: wholeNumber,
  type: text,
  uploadFile: flag,
  uploadFileName: text,
  uploadFilePath: text,
});

export type ScriptBody = z.infer<typeof scriptSchema>;

/** All of a script's body, none of it left out. */
export type WholeScript = { [Key in keyof ScriptBody]-?: NonNullable<ScriptBody[Key]> };

/** A script; all that it can say about itself has a value. */
export interface ScriptRow {
  id: number;
  /** Delivered with the appliance ("public"); the organisation's own are "private". */
  isDelivered: boolean;
  body: WholeScript;
  dependencies: ReadonlyMap<string, StoredFile>;
}

const PLATFORM_TYPES: Record<Platform, { id: number; name: string }> = {
  windows: { id: 1, name: "Windows" },
  mac: { id: 2, name: "Mac" },
  linux: { id: 3, name: "Linux" },
};

const BLANK: WholeScript = {
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
  return { id, isDelivered: false, dependencies: new Map(), body: { ...BLANK, ...saidIn(body) } };
}

/** The script with what an update says; a list that is given replaces the one before. */
export function updateScript(script: ScriptRow, body: ScriptBody): ScriptRow {
  return { ...script, body: { ...script.body, ...saidIn(body) } };
}

function saidIn(body: ScriptBody): Partial<WholeScript> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

const osTypeSchema = z.looseObject({ id: z.unknown(), name: z.unknown() });

/** True where a script runs on such a system; one without systems of its own runs on all with an agent. */
export function runsOn(script: ScriptRow, osName: string): boolean {
  const platform = platformOf(osName);
  if (platform === null) return false;
  const { osTypes } = script.body;
  const { id, name } = PLATFORM_TYPES[platform];
  return (
    osTypes.length === 0 ||
    osTypes.some((one) => {
      const named = osTypeSchema.safeParse(one);
      return named.success && (named.data.id === id || named.data.name === name);
    })
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
