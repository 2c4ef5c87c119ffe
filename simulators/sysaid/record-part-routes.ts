import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import type { StoredFile } from "../appliance/uploads/file-shelf";
import { readBody } from "./answers";
import { notAuthorized } from "./api-error";
import type { Files } from "./files";
import type { RecordAccess } from "./record-access";
import {
  attachmentOf,
  entriesOf,
  readActivity,
  readLink,
  readMessage,
  withEntries,
  without,
} from "./record-parts";
import type { RecordStore, StoredRecord } from "./record-store";
import { readUpload, readUploadedFile } from "./uploads";
import type { Viewer } from "./viewer";
import type { World } from "./world";

export interface PartStores {
  records: RecordStore;
  files: Files;
  access: RecordAccess;
}

type List = Parameters<typeof withEntries>[1];
interface Opened {
  viewer: Viewer;
  stored: StoredRecord;
}
type Open = (c: ApplianceContext) => Opened;

/** How a record's lists are opened and changed. */
interface Desk extends PartStores {
  world: World;
  opened: Open;
  /** The same, for administrators alone. */
  openedByAgent: Open;
  keep(opened: Opened, list: List): Opened;
  attach(opened: Opened, added: StoredFiles): void;
}

function createDesk(world: World, stores: PartStores): Desk {
  const { records, files, access } = stores;
  const opened: Open = (c) => {
    const viewer = access.viewing(c);
    return { viewer, stored: access.writable(c, viewer) };
  };
  const keep: Desk["keep"] = ({ viewer, stored }, list) => {
    const changed = withEntries(stored, list, viewer, world);
    records.put(changed);
    return { viewer, stored: changed };
  };
  return {
    ...stores,
    world,
    opened,
    openedByAgent(c) {
      const both = opened(c);
      if (both.viewer.isEndUser) throw notAuthorized();
      return both;
    },
    keep,
    attach(both, added) {
      const owner = { table: "service_req", id: both.stored.record.id } as const;
      const entries = added.map((file) => attachmentOf(files.add(owner, file), world.clock.now()));
      const known = entriesOf(both.stored, "attachments", world);
      keep(both, { key: "attachments", entries: [...known, ...entries] });
    },
  };
}

/**
 * Links, attachments, activities and messages. End users add links and files to their own requests;
 * everything else is for administrators (inferred).
 */
export function recordPartRoutes(world: World, stores: PartStores) {
  const desk = createDesk(world, stores);
  const { opened, openedByAgent } = desk;
  return new Hono<ApplianceEnv>()
    .post(
      "/:id/link",
      change(desk, opened, (known, body) => [...known, readLink(body, known)], "links"),
    )
    .delete(
      "/:id/link",
      change(desk, openedByAgent, (known, body) => without(known, "name", body), "links"),
    )
    .post("/:id/attachment", (c) => addAttachment(c, desk))
    .delete("/:id/attachment", (c) => deleteAttachment(c, desk))
    .post(
      "/:id/activity",
      change(
        desk,
        openedByAgent,
        (known, body) => [...known, readActivity(body, known, world)],
        "activities",
      ),
    )
    .delete(
      "/:id/activity",
      change(desk, openedByAgent, (known, body) => without(known, "id", body), "activities"),
    )
    .post("/:id/message", (c) => sendMessage(c, desk));
}

/** A write of one list. What it changes is read after its body, during which others may have written. */
function change(
  { keep, world }: Desk,
  open: Open,
  edit: (known: List["entries"], body: unknown) => List["entries"],
  key: List["key"],
) {
  return async (c: ApplianceContext): Promise<Response> => {
    open(c);
    const body = await readBody(c);
    const both = open(c);
    keep(both, { key, entries: edit(entriesOf(both.stored, key, world), body) });
    return c.body("");
  };
}

async function addAttachment(c: ApplianceContext, desk: Desk): Promise<Response> {
  desk.opened(c);
  const file = await readUploadedFile(c, desk.files);
  return dropOnFault(desk, [file], () => {
    desk.attach(desk.opened(c), [file]);
    return c.body("");
  });
}

async function deleteAttachment(c: ApplianceContext, desk: Desk): Promise<Response> {
  desk.openedByAgent(c);
  const body = await readBody(c);
  const both = desk.openedByAgent(c);
  const known = entriesOf(both.stored, "attachments", desk.world);
  const entries = without(known, "fileId", body);
  for (const entry of known) {
    if (!entries.includes(entry)) desk.files.remove(String(entry["fileId"]));
  }
  desk.keep(both, { key: "attachments", entries });
  return c.body("");
}

async function sendMessage(c: ApplianceContext, desk: Desk): Promise<Response> {
  desk.openedByAgent(c);
  const form = await readUpload(c, desk.files);
  const added = form.files.map(({ file }) => file);
  return dropOnFault(desk, added, () => {
    const both = desk.openedByAgent(c);
    const method = c.req.query("method") || "email";
    const sent = { method, files: added.map(({ name }) => name) };
    const message = readMessage(form.fields.get("message"), sent, both.viewer, desk.world);
    const known = entriesOf(both.stored, "messages", desk.world);
    const entries = [...known, { id: known.length + 1, ...message }];
    const told = desk.keep(both, { key: "messages", entries });
    const isAttached = c.req.query("addAttachmentToSr") !== "false";
    if (isAttached && added.length > 0) desk.attach(told, added);
    else added.forEach((file) => desk.files.shelf.drop(file));
    return c.body("");
  });
}

/** Files that came with a refused request are nobody's. */
function dropOnFault<Result>({ files }: Desk, added: StoredFiles, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    added.forEach((file) => files.shelf.drop(file));
    throw error;
  }
}

type StoredFiles = readonly StoredFile[];
