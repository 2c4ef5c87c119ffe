/** Fields of machines that were uploaded and that nothing else of the company depends on, by folded name. */
export interface MachineTexts {
  read(machineId: number, field: string): string | undefined;
  write(machineId: number, field: string, text: string): void;
  drop(machineId: number): void;
  /** The machine whose field was uploaded as this text, whatever its case. */
  find(field: string, text: string): number | undefined;
}

export function createMachineTexts(): MachineTexts {
  const texts = new Map<number, Map<string, string>>();
  return {
    read: (machineId, field) => texts.get(machineId)?.get(field),
    write: (machineId, field, text) => {
      const own = texts.get(machineId) ?? new Map<string, string>();
      texts.set(machineId, own.set(field, text));
    },
    drop: (machineId) => {
      texts.delete(machineId);
    },
    find: (field, text) => {
      const wanted = text.toLowerCase();
      for (const [id, own] of texts) if (own.get(field)?.toLowerCase() === wanted) return id;
      return undefined;
    },
  };
}
