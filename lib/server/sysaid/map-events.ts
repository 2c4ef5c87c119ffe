import "server-only";
import { z } from "zod";
import { toRef } from "@/lib/domain/ref";
import type { FieldStep, TicketEvent, TicketEventKind } from "@/lib/domain/ticket";
import { numberOf, toIso } from "./item";
import { withoutDomain } from "./map";
import type { FindAccount } from "./map-device";
import { type WireRecord, cleanText, toNumber } from "./wire";

// A record's conversation lies in four fields of its form. Only the notes' shape is documented; the
// others are read by the names that their kin use. What has neither time nor text is left out.

/** A note as it is written and read. */
export interface Note {
  userName: string;
  /** Epoch ms. */
  createDate: number;
  text: string;
}

const Entries = z.array(z.record(z.string(), z.unknown()));

/** A field's list of objects; it can be a JSON text, and is a blank text when there are none. */
function entriesOf(record: WireRecord, key: string): Map<string, unknown>[] {
  const value = record.items.get(key)?.value;
  const parsed = Entries.safeParse(typeof value === "string" ? parseText(value) : value);
  if (!parsed.success) return [];
  return parsed.data.map(
    (entry) =>
      new Map(
        Object.entries(entry).map(([name, v]) => [name.replaceAll("_", "").toLowerCase(), v]),
      ),
  );
}

function parseText(text: string): unknown {
  if (!/^\s*\[/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function firstText(entry: Map<string, unknown>, names: readonly string[]): string | null {
  for (const name of names) {
    const text = cleanText(entry.get(name));
    if (text !== null) return text;
  }
  return null;
}

function firstNumber(entry: Map<string, unknown>, names: readonly string[]): number | null {
  for (const name of names) {
    const number = toNumber(entry.get(name));
    if (number !== null) return number;
  }
  return null;
}

const AUTHOR = [
  "username",
  "user",
  "fromuser",
  "author",
  "updateuser",
  "userid",
  "fromuserid",
] as const;
const TIME = [
  "createdate",
  "date",
  "time",
  "sentdate",
  "updatetime",
  "totime",
  "fromtime",
  "changetime",
] as const;
const TEXT = [
  "text",
  "msgbody",
  "body",
  "description",
  "message",
  "subject",
  "msgsubject",
] as const;

const FIELD = ["fieldcaption", "keycaption", "caption", "field", "key"] as const;
/** As the document's sample and recorded answers have it: two numbers. Nothing else ever reaches an address. */
const FILE_ID = /^[\w-]{1,80}$/;
/** A file of which no time is told. */
const EPOCH = new Date(0).toISOString();

/** The notes of a form, as they would be written again. */
export function notesOf(record: WireRecord): Note[] {
  return entriesOf(record, "notes").map((entry) => ({
    userName: firstText(entry, AUTHOR) ?? "",
    createDate: firstNumber(entry, TIME) ?? 0,
    text: cleanText(entry.get("text")) ?? "",
  }));
}

/** The addresses of a form's links. */
export function linkAddressesOf(record: WireRecord): string[] {
  return entriesOf(record, "links").flatMap((entry) => firstText(entry, ["link", "url"]) ?? []);
}

/** The conversation of a form, oldest first. Notes are the agents' own; messages went out to people. */
export function toEvents(record: WireRecord, findAccount: FindAccount): TicketEvent[] {
  const sources: [string, TicketEventKind][] = [
    ["notes", "internal"],
    ["messages", "comment"],
    ["activities", "work"],
    ["history", "change"],
  ];
  return sources
    .flatMap(([key, kind]) => eventsOf(entriesOf(record, key), kind, findAccount))
    .concat(fileEventsOf(record))
    .sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
}

function eventsOf(
  entries: Map<string, unknown>[],
  kind: TicketEventKind,
  findAccount: FindAccount,
): TicketEvent[] {
  const taken = new Map<string, number>();
  return entries.flatMap((entry) => {
    const at = toIso(firstNumber(entry, TIME));
    const body = kind === "change" ? changeText(entry) : firstText(entry, TEXT);
    if (at === null || body === null) return [];
    // Notes have no id: their moment names them, and a number those of the same moment.
    const name = firstText(entry, ["id"]) ?? String(Date.parse(at));
    const nth = taken.get(name) ?? 0;
    taken.set(name, nth + 1);
    const id = nth === 0 ? `${kind}-${name}` : `${kind}-${name}-${nth}`;
    const author = firstText(entry, AUTHOR);
    const minutes = kind === "work" ? minutesOf(entry) : null;
    const step = kind === "change" ? stepOf(entry) : null;
    const steps = step === null ? [] : [step];
    const who = authorOf(author, findAccount);
    return [{ id, kind, at, ...who, body, minutes, attachments: [], steps }];
  });
}

/**
 * A record's files, one entry each: the list names neither who added a file nor with which note. That everybody who
 * sees the record may see them is a guess from SysAid's own pages; a file comes through the reader's session all the same.
 */
function fileEventsOf(record: WireRecord): TicketEvent[] {
  return entriesOf(record, "attachments").flatMap((entry) => {
    const fileId = firstText(entry, ["fileid"]);
    if (fileId === null || !FILE_ID.test(fileId)) return [];
    const name = firstText(entry, ["realfilename", "filename"]) ?? `File ${fileId}`;
    const told = firstNumber(entry, ["filedate"]) ?? numberOf(record, "insert_time");
    return [
      {
        id: `file-${fileId}`,
        kind: "comment" as const,
        at: toIso(told) ?? EPOCH,
        authorRef: null,
        authorName: null,
        body: "",
        minutes: null,
        attachments: [{ id: fileId, name, sizeBytes: null }],
        steps: [],
      },
    ];
  });
}

function authorOf(
  author: string | null,
  findAccount: FindAccount,
): Pick<TicketEvent, "authorRef" | "authorName"> {
  if (author === null) return { authorRef: null, authorName: null };
  const isId = /^\d+$/.test(author);
  return {
    authorRef: isId ? toRef("sysaid", "user", author) : findAccount(author),
    authorName: isId ? null : withoutDomain(author),
  };
}

function changeText(entry: Map<string, unknown>): string | null {
  const step = stepOf(entry);
  if (step === null) return firstText(entry, TEXT) ?? firstText(entry, FIELD);
  return `${step.field}: ${step.before ?? "–"} → ${step.after ?? "–"}`;
}

/** What an entry of the history says; `null` where it names no field or no value. */
function stepOf(entry: Map<string, unknown>): FieldStep | null {
  const field = firstText(entry, FIELD);
  const before = firstText(entry, ["oldvaluecaption", "oldvalue", "before", "from"]);
  const after = firstText(entry, ["newvaluecaption", "newvalue", "after", "to", "value"]);
  return field === null || (before === null && after === null) ? null : { field, before, after };
}

function minutesOf(entry: Map<string, unknown>): number | null {
  const [from, to] = [toNumber(entry.get("fromtime")), toNumber(entry.get("totime"))];
  if (from === null || to === null || to < from) return null;
  return Math.round((to - from) / 60_000);
}
