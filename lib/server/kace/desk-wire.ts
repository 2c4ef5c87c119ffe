import "server-only";
import { z } from "zod";
import { toRef, type Ref } from "@/lib/domain/ref";
import type {
  MachineProgress,
  RunnableInstall,
  RunnableScript,
} from "@/lib/server/upstream/device-desk";
import { relatedList, text } from "./wire";

// Scripts, their runs and managed installs as the appliance tells them, keys already in small letters. Every key may
// be missing: the reference marks all of them as optional.

const id = z.preprocess(
  (value) => (typeof value === "string" && /^\d+$/.test(value.trim()) ? Number(value) : value),
  z.int().positive(),
);
const yes = text.transform((text) => {
  if (text === null) return null;
  return ["1", "true", "yes"].includes(text.toLowerCase());
});

const SystemWire = z.union([
  z.string(),
  z.looseObject({ name: z.string() }).transform((s) => s.name),
]);

const ScriptWire = z.object({
  id,
  name: text,
  description: text,
  notes: text,
  type: text,
  enabled: yes.default(null),
  ostypes: relatedList(SystemWire),
});

const ScriptList = relatedList(ScriptWire);

/** The scripts of an answer, or `null` where it holds no list. The list comes bare; a wrapped one is read too. */
export function parseScripts(value: unknown): RunnableScript[] | null {
  const isWrapped = typeof value === "object" && value !== null && "scripts" in value;
  const list: unknown = isWrapped ? value.scripts : value;
  return Array.isArray(list) ? ScriptList.parse(list).map(toScript) : null;
}

function toScript(wire: z.infer<typeof ScriptWire>): RunnableScript {
  return {
    ref: toRef("kace", "script", wire.id),
    name: wire.name ?? `Script ${wire.id}`,
    description: wire.description,
    notes: wire.notes,
    kind: wire.type,
    isEnabled: wire.enabled,
    systems: [...new Set(wire.ostypes)],
  };
}

export const InstallWire = z.object({
  id,
  name: text,
  enabled: yes.default(null),
  file_name: text,
});

export function toInstall(wire: z.infer<typeof InstallWire>): RunnableInstall {
  return {
    ref: toRef("kace", "install", wire.id),
    name: wire.name ?? `Managed install ${wire.id}`,
    isEnabled: wire.enabled,
    fileName: wire.file_name,
  };
}

export const TargetWire = z.object({ id });

/** The number of a run: the answer is bare digits, as text, JSON or quoted JSON. */
export function parseRunId(text: string): string | null {
  const digits = /^\s*"?(\d{1,15})"?\s*$/.exec(text)?.[1];
  return digits === undefined || Number(digits) === 0 ? null : digits;
}

const RunMachine = z.object({ machineid: id, requeststatus: text });
export const RunStatusWire = z.object({
  targeted: relatedList(RunMachine),
  pending: relatedList(RunMachine),
  success: relatedList(RunMachine),
  failed: relatedList(RunMachine),
  pushfailed: relatedList(RunMachine),
});

/** How far each machine is. It may stand in several lists while it goes from one to the next: the later one counts. */
export function toProgress(run: z.infer<typeof RunStatusWire>): ReadonlyMap<Ref, MachineProgress> {
  const lists = [
    [run.targeted, "running", null],
    [run.pending, "running", null],
    [run.pushfailed, "failed", "KACE could not hand it to the machine"],
    [run.failed, "failed", null],
    [run.success, "done", null],
  ] as const;
  const progress = new Map<Ref, MachineProgress>();
  for (const [rows, state, words] of lists)
    for (const row of rows) {
      const ref = toRef("kace", "machine", row.machineid);
      progress.set(ref, { state, words: words ?? row.requeststatus });
    }
  return progress;
}
