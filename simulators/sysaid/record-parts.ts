import { z } from "zod";
import { ApiError } from "./api-error";
import type { KeptFile } from "./files";
import { ACTIVITIES, ATTACHMENTS, partsOf } from "./record-form";
import type { StoredRecord } from "./record-store";
import type { Viewer } from "./viewer";
import type { World } from "./world";

// Links, attachments, activities and messages of a record: lists of objects that only their own operations
// change. The form of an attachment was recorded, that of an activity follows what is posted; the others
// are inferred from what is posted.

/** The fields of a form that hold these lists. */
type PartKey = "links" | "attachments" | "activities" | "messages";

/** One entry of such a list. */
export type Entry = Readonly<Record<string, unknown>>;

const entriesSchema = z.array(z.record(z.string(), z.unknown()));

/** A record's list as it stands. */
export function entriesOf(stored: StoredRecord, key: PartKey, world: World): readonly Entry[] {
  const column = { activities: ACTIVITIES, attachments: ATTACHMENTS, links: null, messages: null }[
    key
  ];
  const parts = column === null ? stored.extra[key] : partsOf(column, stored, world);
  return Array.isArray(parts) ? entriesSchema.parse(parts) : [];
}

/** The record with another list, changed now by this person. */
export function withEntries(
  stored: StoredRecord,
  { key, entries }: { key: PartKey; entries: readonly Entry[] },
  viewer: Viewer,
  world: World,
): StoredRecord {
  return {
    record: { ...stored.record, updateTime: world.clock.now() },
    extra: { ...stored.extra, [key]: entries },
    updateUserId: viewer.id,
    version: stored.version + 1,
  };
}

const linkSchema = z.object({ name: z.string().trim().min(1), link: z.string().trim().min(1) });

export function readLink(body: unknown, known: readonly Entry[]): Entry {
  const read = linkSchema.safeParse(body);
  if (!read.success) throw new ApiError(400, "A link needs a name and an address");
  // A link is deleted by its name, so two cannot share one (inferred).
  const isTaken = known.some(({ name }) => name === read.data.name);
  if (isTaken) throw new ApiError(400, "Link name already exists");
  return read.data;
}

export function attachmentOf({ fileId, file }: KeptFile, now: number): Entry {
  const { name } = file;
  return { fileId, fileName: name, realFileName: name, chatSessionId: null, fileDate: now };
}

const activitySchema = z.object({
  userId: z.union([z.string(), z.number()]).transform(String),
  fromTime: z.coerce.number().int().min(1),
  toTime: z.coerce.number().int().min(1),
  description: z.string().nullish(),
});

export function readActivity(body: unknown, known: readonly Entry[], world: World): Entry {
  const read = activitySchema.safeParse(body);
  if (!read.success) throw new ApiError(400, "Invalid activity");
  const { userId, fromTime, toTime, description } = read.data;
  const { directory } = world;
  // A user name in the document's sample, an id by its name: both are taken.
  const member = directory.byUserName(userId) ?? directory.byId(Number(userId));
  if (member === undefined) throw new ApiError(400, "Invalid user id");
  if (toTime < fromTime) throw new ApiError(400, "Invalid activity time");
  const id = 1 + known.reduce((highest, entry) => Math.max(highest, Number(entry["id"])), 0);
  return {
    id,
    userId: member.user.userName,
    fromTime,
    toTime,
    description: description ?? "",
    totalTime: toTime - fromTime,
  };
}

/** The list without those entries that have this value; 400 where there is none. */
export function without(
  entries: readonly Entry[],
  member: "name" | "fileId" | "id",
  body: unknown,
): readonly Entry[] {
  const read = z.record(z.string(), z.unknown()).safeParse(body);
  const wanted = read.success ? read.data[member] : undefined;
  const kept = entries.filter((entry) => String(entry[member]) !== String(wanted));
  if (wanted === undefined || kept.length === entries.length) {
    throw new ApiError(400, `Invalid ${NAMES[member]}`);
  }
  return kept;
}

const NAMES = { name: "link name", fileId: "file id", id: "activity id" } as const;

const METHODS = ["email", "sms", "broadcast", "im"] as const;
const userList = z.union([z.string(), z.number()]).transform(String).nullish();
const messageSchema = z.object({
  fromUserId: userList,
  toUsers: userList,
  ccUsers: userList,
  msgSubject: z.string().nullish(),
  msgBody: z.string().nullish(),
});

/** The message of a form's part `message`, as the record keeps it. */
export function readMessage(
  text: string | undefined,
  { method, files }: { method: string; files: readonly string[] },
  viewer: Viewer,
  world: World,
): Entry {
  const isKnown = METHODS.some((known) => known === method.toLowerCase());
  if (!isKnown) throw new ApiError(400, "Invalid message method");
  const read = messageSchema.safeParse(parseJson(text));
  if (!read.success) throw new ApiError(400, "Invalid message");
  const { fromUserId, toUsers, ccUsers, msgSubject, msgBody } = read.data;
  const from = world.directory.byId(Number(fromUserId ?? viewer.id));
  if (from === undefined) throw new ApiError(400, "Invalid user id");
  return {
    method: method.toLowerCase(),
    fromUser: from.user.userName,
    toUsers: namesOf(toUsers, world),
    ccUsers: namesOf(ccUsers, world),
    msgSubject: msgSubject ?? "",
    msgBody: msgBody ?? "",
    files,
    createDate: world.clock.now(),
  };
}

/** Names of `1,23,[3]`; who does not exist is left out, and the others get the message, as documented. */
function namesOf(list: string | null | undefined, world: World): string {
  const names = (list ?? "").split(",").flatMap((entry) => {
    const group = /^\[(\d+)\]$/.exec(entry.trim())?.[1];
    if (group !== undefined) return world.captionOf("assigned_group", group) || [];
    return world.directory.byId(Number(entry))?.user.displayName ?? [];
  });
  return names.join(", ");
}

function parseJson(text: string | undefined): unknown {
  try {
    const parsed: unknown = JSON.parse(text ?? "");
    return parsed;
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiError(400, "Invalid JSON payload");
    throw error;
  }
}
