import { z } from "zod";
import type { ApplianceContext } from "../appliance/environment";
import { KaceWriteRefusal } from "./refusal";
import { readJson } from "./request-body";
import { parseWishes, type TicketWish } from "./ticket-changes";
import type { FileShelf, StoredFile } from "../appliance/uploads/file-shelf";
import { readForm, type UploadedForm } from "../appliance/uploads/requests";
import { MAX_ATTACHMENTS } from "./workbench/attachments";

// A write of tickets comes as JSON, or as a multipart form when files come with it: the part `Tickets`
// holds the tickets' JSON, `change.attachmentSet` names the parts that are the change's files, and such
// a part's name ends in brackets so that several files may share it (service desk examples).

export interface TicketWrite {
  wishes: readonly TicketWish[];
  /** The files that a ticket's change names. Throws {@link KaceWriteRefusal} for too many. */
  filesOf(wish: TicketWish): readonly StoredFile[];
}

/**
 * Reads a write and does it. Files that no change named are dropped, and all of them where the write
 * is refused.
 */
export async function withTicketWrite(
  c: ApplianceContext,
  shelf: FileShelf,
  write: (body: TicketWrite) => Response,
): Promise<Response> {
  const form = await readForm(c, shelf);
  if (form === null) return write({ wishes: parseWishes(await readJson(c)), filesOf: () => [] });
  const taken = new Set<StoredFile>();
  try {
    const answer = write({
      wishes: parseWishes(ticketsIn(form)),
      filesOf: (wish) => {
        const files = namedFiles(wish, form);
        for (const file of files) taken.add(file);
        return files;
      },
    });
    for (const { file } of form.files) if (!taken.has(file)) shelf.drop(file);
    return answer;
  } catch (error) {
    for (const { file } of form.files) shelf.drop(file);
    throw error;
  }
}

function ticketsIn(form: UploadedForm): unknown {
  const text = form.fields.get("Tickets") ?? "";
  const parsed = z
    .string()
    .transform((json, context): unknown => {
      try {
        return JSON.parse(json);
      } catch {
        context.addIssue({ code: "custom", message: "no JSON" });
        return z.NEVER;
      }
    })
    .safeParse(text);
  if (!parsed.success)
    throw new KaceWriteRefusal(400, "Invalid ticket data: the part Tickets holds no JSON.");
  return Array.isArray(parsed.data) ? { Tickets: parsed.data } : parsed.data;
}

const setSchema = z.union([
  z.string().transform((name) => [name]),
  z.array(z.string()),
  z.record(z.string(), z.string()).transform((names) => Object.values(names)),
]);

function namedFiles(wish: TicketWish, form: UploadedForm): StoredFile[] {
  const set = wish.change?.["attachmentSet"];
  if (set === undefined) return [];
  const names = setSchema.safeParse(set);
  if (!names.success)
    throw new KaceWriteRefusal(400, "Invalid ticket data: attachmentSet names no parts.");
  const wanted = new Set(names.data.map(withoutBrackets));
  const files = form.files.filter(({ part }) => wanted.has(withoutBrackets(part)));
  if (files.length > MAX_ATTACHMENTS)
    throw new KaceWriteRefusal(400, `At most ${MAX_ATTACHMENTS} files go into one ticket change.`);
  return files.map(({ file }) => file);
}

function withoutBrackets(name: string): string {
  return name.endsWith("[]") ? name.slice(0, -2) : name;
}
