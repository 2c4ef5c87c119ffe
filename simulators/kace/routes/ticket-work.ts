import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { Appliance, Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { answerDone, answerList, answerOne, idOf, rowsOf } from "../render";
import { readJson } from "../request-body";
import type { WorkRow } from "../ticket-history";
import { findTicket, mustFindTicket } from "../tickets";

/** Work of a ticket. */
export function ticketWorkRoutes(appliance: Appliance, gate: Gate) {
  return new Hono<ApplianceEnv>()
    .get(
      "/:id/work",
      gate.read((c, desk) =>
        answerList(c, "Work", { entity: desk.entities.work, rows: rowsOf(workOf(c, desk)) }),
      ),
    )
    .get(
      "/:id/work/:workId",
      gate.read((c, desk) =>
        answerOne(c, "Work", {
          entity: desk.entities.work,
          rows: rowsOf(workOf(c, desk)),
          id: idOf(c, "workId"),
        }),
      ),
    )
    .post(
      "/:id/work",
      gate.write((c, desk) => addWork(c, desk, appliance.now())),
    )
    .delete(
      "/:id/work/:workId",
      gate.write((c, desk) => removeWork(c, desk, appliance.now())),
    );
}

function workOf(c: ApplianceContext, desk: Desk): readonly WorkRow[] {
  const ticket = findTicket(c, desk);
  return ticket === undefined ? [] : desk.store.history.workOf(ticket);
}

const workSchema = z.looseObject({
  Work: z
    .array(
      z.looseObject({
        note: z.string().default(""),
        start: z.string().optional(),
        stop: z.string().optional(),
        adjustment_hours: z.union([z.number(), z.string().transform(Number)]).optional(),
      }),
    )
    .min(1),
});

async function addWork(c: ApplianceContext, desk: Desk, now: number): Promise<Response> {
  const ticket = mustFindTicket(c, desk);
  if (!desk.visibility.ownersOnly)
    throw new KaceWriteRefusal(403, "The role of this user does not permit to add work.");
  const body = workSchema.safeParse(await readJson(c));
  if (!body.success) throw new KaceWriteRefusal(400, "Invalid work data.");
  const { history, tickets, time } = desk.store;
  const IDs = body.data.Work.map(({ note, start, stop, adjustment_hours }) => {
    const at = time.parse(start ?? "") ?? now;
    const minutes = Math.max(0, Math.round(((time.parse(stop ?? "") ?? at) - at) / 60_000));
    return history.addWork({
      ticketId: ticket.id,
      userId: desk.session.user.id,
      at,
      note,
      minutes,
      adjustmentHours: Number.isFinite(adjustment_hours) ? adjustment_hours : 0,
    });
  });
  tickets.put({ ...ticket, modifiedAt: now });
  return answerDone(c, IDs);
}

function removeWork(c: ApplianceContext, desk: Desk, now: number): Response {
  const ticket = mustFindTicket(c, desk);
  if (!desk.visibility.ownersOnly)
    throw new KaceWriteRefusal(403, "The role of this user does not permit to remove work.");
  const id = idOf(c, "workId");
  if (!desk.store.history.workOf(ticket).some((row) => row.id === id))
    throw new KaceWriteRefusal(404, "Work not found.");
  desk.store.history.removeWork(id);
  desk.store.tickets.put({ ...ticket, modifiedAt: now });
  return answerDone(c, [id]);
}
