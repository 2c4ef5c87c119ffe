import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
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

/**
 * Links, attachments, activities and messages. End users add links and files to their own requests;
 * everything else is for administrators (inferred).
 */
export function recordPartRoutes(world: World, { records, files, access }: PartStores) {
  const opened = (c: ApplianceContext) => {
    const viewer = access.viewing(c);
    return { viewer, stored: access.writable(c, viewer) };
  };
  const openedByAgent = (c: ApplianceContext) => {
    const both = opened(c);
    if (both.viewer.isEndUser) throw notAuthorized();
    return both;
  };
  const keep = (
    stored: StoredRecord,
    list: Parameters<typeof withEntries>[1],
    viewer: Viewer,
  ): StoredRecord => {
    const changed = withEntries(stored, list, viewer, world);
    records.put(changed);
    return changed;
  };
  const attach = (stored: StoredRecord, added: StoredFiles, viewer: Viewer) => {
    const owner = { table: "service_req", id: stored.record.id } as const;
    const entries = added.map((file) => attachmentOf(files.add(owner, file), world.clock.now()));
    const known = entriesOf(stored, "attachments", world);
    return keep(stored, { key: "attachments", entries: [...known, ...entries] }, viewer);
  };

  const app = new Hono<ApplianceEnv>()
    .post("/:id/link", async (c) => {
      const { viewer, stored } = opened(c);
      const known = entriesOf(stored, "links", world);
      const link = readLink(await readBody(c), known);
      keep(stored, { key: "links", entries: [...known, link] }, viewer);
      return c.body("");
    })
    .delete("/:id/link", async (c) => {
      const { viewer, stored } = openedByAgent(c);
      const entries = without(entriesOf(stored, "links", world), "name", await readBody(c));
      keep(stored, { key: "links", entries }, viewer);
      return c.body("");
    })
    .post("/:id/attachment", async (c) => {
      const { viewer, stored } = opened(c);
      const file = await readUploadedFile(c, files);
      // While a large file arrives the record may be changed, or be deleted.
      attach(records.get(stored.record.id) ?? stored, [file], viewer);
      return c.body("");
    })
    .delete("/:id/attachment", async (c) => {
      const { viewer, stored } = openedByAgent(c);
      const known = entriesOf(stored, "attachments", world);
      const entries = without(known, "fileId", await readBody(c));
      for (const entry of known) {
        if (!entries.includes(entry)) files.remove(String(entry["fileId"]));
      }
      keep(stored, { key: "attachments", entries }, viewer);
      return c.body("");
    })
    .post("/:id/activity", async (c) => {
      const { viewer, stored } = openedByAgent(c);
      const known = entriesOf(stored, "activities", world);
      const activity = readActivity(await readBody(c), known, world);
      keep(stored, { key: "activities", entries: [...known, activity] }, viewer);
      return c.body("");
    })
    .delete("/:id/activity", async (c) => {
      const { viewer, stored } = openedByAgent(c);
      const known = entriesOf(stored, "activities", world);
      const entries = without(known, "id", await readBody(c));
      keep(stored, { key: "activities", entries }, viewer);
      return c.body("");
    });
  return app.post("/:id/message", async (c) => {
    const { viewer, stored } = openedByAgent(c);
    const form = await readUpload(c, files);
    const drop = () => form.files.forEach(({ file }) => files.shelf.drop(file));
    try {
      const sent = { method: c.req.query("method") || "email", files: namesOf(form.files) };
      const message = readMessage(form.fields.get("message"), sent, viewer, world);
      const known = entriesOf(stored, "messages", world);
      const id = known.length + 1;
      const told = keep(
        stored,
        { key: "messages", entries: [...known, { id, ...message }] },
        viewer,
      );
      const isAttached = c.req.query("addAttachmentToSr") !== "false" && form.files.length > 0;
      if (!isAttached) drop();
      else attach(told, filesOf(form.files), viewer);
    } catch (error) {
      drop();
      throw error;
    }
    return c.body("");
  });
}

type Parts = Awaited<ReturnType<typeof readUpload>>["files"];
type StoredFiles = readonly Parts[number]["file"][];
const filesOf = (parts: Parts): StoredFiles => parts.map(({ file }) => file);
const namesOf = (parts: Parts) => parts.map(({ file }) => file.name);
