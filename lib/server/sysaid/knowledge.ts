import "server-only";
import type { Clock } from "@/lib/server/http/clock";
import type { Call } from "@/lib/server/upstream/port";
import type { NoteHabit } from "./notes";
import { type Directory, createDirectory } from "./directory";
import { STATUS_FIELDS } from "./fields";
import { idOf } from "./item";
import type { OperationId } from "./operations";
import type { PageLengths } from "./paging";
import type { Caller } from "./session";
import { type WireRecord, parseCiTypes, parseRecords } from "./wire";

const TYPES_KEPT_MS = 60 * 60_000;

/** What one SysAid has told so far and single answers leave out; shared by its readers. */
export interface Knowledge {
  clock: Clock;
  noteHabit: NoteHabit;
  /** Lists that answered 400 to the fields that are asked for by name; they are read with all fields. */
  refusesFields: Set<OperationId>;
  lengths: PageLengths;
  /** Until when (epoch ms) action items are not asked for: the server refused to list them. */
  actionItems: { refusedUntil: number };
  directory: Directory;
  /** Classes of statuses by id. Lists tell them, forms do not. */
  statusClasses: ReadonlyMap<string, number>;
  learnStatuses(records: readonly WireRecord[]): void;
  /** Asks for the class of a form's status unless it is known; once per status. */
  askStatus(caller: Caller, form: WireRecord, call: Call): Promise<void>;
  /** Names of CI types by id, read anew every hour. */
  ciTypes(caller: Caller, call: Call): Promise<ReadonlyMap<string, string>>;
}

export function createKnowledge(clock: Clock): Knowledge {
  const lengths = { longest: 0 };
  const statusClasses = new Map<string, number>();
  let types: { names: ReadonlyMap<string, string>; until: number } | null = null;

  const learnStatuses = (records: readonly WireRecord[]) => {
    for (const record of records) {
      const id = idOf(record, "status");
      const valueClass = record.items.get("status")?.valueClass ?? null;
      if (id !== null && valueClass !== null) statusClasses.set(id, valueClass);
    }
  };

  return {
    clock,
    noteHabit: { replaces: null, turns: new Map() },
    refusesFields: new Set(),
    lengths,
    actionItems: { refusedUntil: 0 },
    directory: createDirectory(clock, lengths),
    statusClasses,
    learnStatuses,
    async askStatus(caller, form, call) {
      learnStatuses([form]);
      const id = idOf(form, "status");
      if (id === null || statusClasses.has(id)) return;
      const query = { fields: STATUS_FIELDS, type: "all", ids: [form.id] } as const;
      const answer = await caller.send("sr.list", { query }, call);
      learnStatuses(parseRecords(answer, "sr.list"));
    },
    async ciTypes(caller, call) {
      if (types !== null && clock.now() < types.until) return types.names;
      const read = parseCiTypes(await caller.send("cis.types", {}, call), "cis.types");
      const names = new Map(read.map(({ id, name }) => [id, name.trim()]));
      types = { names, until: clock.now() + TYPES_KEPT_MS };
      return names;
    },
  };
}
