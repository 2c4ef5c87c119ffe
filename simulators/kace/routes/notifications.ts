import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { answerDone } from "../render";
import { readJson } from "../request-body";
import type { NotificationRow } from "../workbench/notifications";

/** `/api/user_notifications`: what the signed-in person was told. */
export function notificationRoutes(gate: Gate) {
  const touch = (verb: "markRead" | "remove") =>
    gate.write(async (c, { session, store }) => {
      const ids = await readIds(c);
      return answerDone(c, store.workbench.notifications[verb](session.user.id, ids));
    });
  return new Hono<ApplianceEnv>()
    .get("/notifications", gate.read(listNotifications))
    .post("/notification_controller/mark_as_read", touch("markRead"))
    .post("/notification_controller/delete", touch("remove"));
}

function listNotifications(c: ApplianceContext, { session, store }: Desk): Response {
  const rows = store.workbench.notifications.of(session.user.id);
  return c.json({ Count: rows.length, Warnings: {}, UserNotifications: rows.map(describe) });
}

/** Ids are text and times seconds, as the reference has them. */
function describe(row: NotificationRow) {
  return {
    notification_id: String(row.id),
    notification_type: row.type,
    title: row.title,
    body: row.body,
    new: Number(row.isNew),
    timestamp: Math.floor(row.at / 1_000),
    time_started: Math.floor(row.startedAt / 1_000),
  };
}

const idSchema = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
const bodySchema = z.looseObject({ NotificationIDs: z.array(idSchema).min(1) });

async function readIds(c: ApplianceContext): Promise<number[]> {
  const body = bodySchema.safeParse(await readJson(c));
  if (!body.success) throw new KaceWriteRefusal(400, "NotificationIDs must be a list of ids.");
  return body.data.NotificationIDs;
}
