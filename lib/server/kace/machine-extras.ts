import "server-only";
import type { Ref } from "@/lib/domain/ref";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { MachineExtras } from "@/lib/server/upstream/machine-extras";
import type { Call } from "@/lib/server/upstream/port";
import { z } from "zod";
import type { Send } from "./client";
import type { OperationId } from "./operations";
import { nativeIdOf } from "./reader";
import { int, normalise, text } from "./wire";

const CustomWire = z.object({ name: text, type: text, value: text });
const FileWire = z.object({ id: text, name: text, size: int });

/** What a session is told of a machine on demand. Refs of other things have none of it. */
export function createMachineExtras(send: Send): MachineExtras {
  return {
    async readCustomValues(machine, call) {
      const asked = {
        operation: "machines.custom_inventory_fields",
        collection: "custominventory",
      } as const;
      const rows = await readRowsOf(send, { ...asked, machine, shape: CustomWire }, call);
      return rows.flatMap(({ name, ...rest }) => (name === null ? [] : [{ name, ...rest }]));
    },
    async readFiles(machine, call) {
      const asked = { operation: "machines.uploaded_files", collection: "uploadedfiles" } as const;
      const rows = await readRowsOf(send, { ...asked, machine, shape: FileWire }, call);
      return rows.flatMap(({ id, name, size }) =>
        id !== null && /^\d{1,15}$/.test(id)
          ? [{ id, name: name ?? `File ${id}`, bytes: size }]
          : [],
      );
    },
  };
}

interface Asked<Shape extends z.ZodType> {
  operation: OperationId;
  collection: string;
  machine: Ref;
  shape: Shape;
}

/** Rows of a small list without envelope of its own; a machine that the session does not see has none. */
async function readRowsOf<Shape extends z.ZodType>(
  send: Send,
  { operation, collection, machine, shape }: Asked<Shape>,
  call: Call,
): Promise<z.infer<Shape>[]> {
  const machineID = nativeIdOf(machine, "machine");
  if (machineID === null) return [];
  try {
    const answer = await send(operation, { path: { machineID } }, call);
    const body: unknown = normalise(answer.json());
    const held =
      typeof body === "object" && body !== null && !Array.isArray(body)
        ? Object.entries(body).find(([key]) => key === collection)?.[1]
        : body;
    return [held ?? []].flat().flatMap((row) => {
      const parsed = shape.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    });
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status === 404) return [];
    throw error;
  }
}
