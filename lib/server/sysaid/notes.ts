import "server-only";
import { UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import type { Knowledge } from "./knowledge";
import { type Note, notesOf } from "./map-events";
import type { Caller } from "./session";
import { parseOneRecord } from "./wire";

// A comment is an entry of the record's `notes`. The document's sample and known clients send the new entry
// alone and call that adding; that the others stay is written nowhere. So until it has been seen
// with this server, the entries are read before and after, and put back when the update has replaced them.
// Sending all of them at once would double every note of a server that adds.

/** Whether updates add to the notes or replace them; `null` until seen. */
export interface NoteHabit {
  replaces: boolean | null;
  /** The end of the last addition to each record that is under way: they go one after another. */
  turns: Map<string, Promise<unknown>>;
}

export interface NoteWriter {
  /** Adds a note to the service record. */
  add(recordId: string, text: string, call: Call): Promise<void>;
}

export function createNoteWriter(
  caller: Caller,
  { clock, noteHabit }: Pick<Knowledge, "clock" | "noteHabit">,
  userName: string | undefined,
): NoteWriter {
  const read = async (id: string, call: Call): Promise<Note[]> => {
    const input = { path: { id }, query: { fields: ["notes"] } };
    const form = parseOneRecord(await caller.send("sr.read", input, call), "sr.read");
    return form === null ? [] : notesOf(form);
  };
  const write = (id: string, notes: readonly Partial<Note>[], call: Call) =>
    caller.send(
      "sr.update",
      { path: { id }, body: { id, info: [{ key: "notes", value: notes }] } },
      call,
    );

  const add = async (id: string, text: string, call: Call): Promise<void> => {
    const note: Partial<Note> = {
      ...(userName === undefined ? {} : { userName }),
      createDate: clock.now(),
      text,
    };
    if (noteHabit.replaces === false) return void (await write(id, [note], call));
    const before = await read(id, call);
    if (noteHabit.replaces === true) return void (await write(id, [...before, note], call));
    await write(id, [note], call);
    if (before.length === 0) return;
    // The note is written: what fails from here on must not look like a note that was not.
    const after = await read(id, call).catch(leaveOpen);
    const kept = new Set(after.map(textOfNote));
    noteHabit.replaces = !before.every((one) => kept.has(textOfNote(one)));
    if (noteHabit.replaces) await write(id, [...before, note], call).catch(leaveOpen);
  };

  return {
    add(id, text, call) {
      // Two that read and write the same notes side by side would each leave the other's out.
      const before = noteHabit.turns.get(id) ?? Promise.resolve();
      const turn = before.then(() => add(id, text, call));
      const ended = turn
        .catch(() => undefined)
        .finally(() => {
          if (noteHabit.turns.get(id) === ended) noteHabit.turns.delete(id);
        });
      noteHabit.turns.set(id, ended);
      return turn;
    },
  };
}

function leaveOpen(cause: unknown): never {
  const issues = ["what became of the other notes was not told"];
  throw new UpstreamShapeError({ source: "sysaid", operation: "sr.update", issues, cause });
}

function textOfNote({ createDate, text }: Note): string {
  return `${createDate} ${text}`;
}
