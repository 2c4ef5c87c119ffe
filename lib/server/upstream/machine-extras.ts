import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { Call } from "./port";

/** A value that an organisation's own rule found on a machine. */
export interface CustomValue {
  name: string;
  /** The vendor's word for its type. */
  type: string | null;
  value: string | null;
}

/** A file that a machine's agent sent. */
export interface MachineFile {
  /** The source's id, digits alone. */
  id: string;
  name: string;
  bytes: number | null;
}

/** What a source tells of a machine only when asked for it, as the person who looks. */
export interface MachineExtras {
  readCustomValues(machine: Ref, call: Call): Promise<CustomValue[]>;
  readFiles(machine: Ref, call: Call): Promise<MachineFile[]>;
}
