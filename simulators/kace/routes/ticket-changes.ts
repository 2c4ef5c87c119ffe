import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { answerDone, answerError, answerList, answerOne, idOf, rowsOf } from "../render";
import { readJson } from "../request-body";
import type { ChangeRow } from "../ticket-history";
import { findTicket } from "../tickets";
import { answerFile } from "../../appliance/uploads/requests";

/** Changes of a ticket, their files, and who may see them. */
export function ticketChangeRoutes(gate: Gate) {
  return new Hono<ApplianceEnv>()
    .get(
      "/:id/changes",
      gate.read((c, desk) =>
        answerList(c, "Changes", {
          entity: desk.entities.change,
          rows: rowsOf(visibleChanges(c, desk)),
        }),
      ),
    )
    .get(
      "/:id/changes/:changeId",
      gate.read((c, desk) =>
        answerOne(c, "Changes", {
          entity: desk.entities.change,
          rows: rowsOf(visibleChanges(c, desk)),
          id: idOf(c, "changeId"),
        }),
      ),
    )
    .get("/:id/changes/:changeId/attachments/:attachmentId", gate.read(sendAttachment))
    .put("/:id/change/:changeId", gate.write(limitChange));
}

function visibleChanges(c: ApplianceContext, desk: Desk): readonly ChangeRow[] {
  const ticket = findTicket(c, desk);
  if (ticket === undefined) return [];
  const changes = desk.store.history.changesOf(ticket);
  return desk.visibility.ownersOnly ? changes : changes.filter((row) => !row.ownersOnly);
}

function findChange(c: ApplianceContext, desk: Desk): ChangeRow | undefined {
  const id = idOf(c, "changeId");
  return visibleChanges(c, desk).find((row) => row.id === id);
}

function sendAttachment(c: ApplianceContext, desk: Desk): Response {
  const change = findChange(c, desk);
  const files = change === undefined ? [] : desk.store.workbench.attachments.of(change);
  const id = idOf(c, "attachmentId");
  const attachment = files.find((row) => row.id === id);
  return attachment === undefined
    ? answerError(c, 404, "Attachment not found.")
    : answerFile(c, attachment.file);
}

const flag = z.union([z.boolean(), z.int(), z.enum(["0", "1", "true", "false"])]);
const bodySchema = z.looseObject({
  Changes: z.array(z.looseObject({ owners_only: flag })).min(1),
});

/** The one thing about a change that can be changed: whether owners alone see it. */
async function limitChange(c: ApplianceContext, desk: Desk): Promise<Response> {
  const change = findChange(c, desk);
  if (change === undefined) throw new KaceWriteRefusal(404, "Ticket change not found.");
  if (!desk.visibility.ownersOnly)
    throw new KaceWriteRefusal(403, "Only ticket owners may change who sees a comment.");
  const body = bodySchema.safeParse(await readJson(c));
  if (!body.success) throw new KaceWriteRefusal(400, "Invalid change data.");
  const wanted = body.data.Changes[0]?.owners_only;
  const ownersOnly = wanted === true || wanted === "true" || Number(wanted) === 1;
  desk.store.history.limitChange(change.id, ownersOnly);
  return answerDone(c, [change.id]);
}
