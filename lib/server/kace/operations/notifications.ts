import "server-only";
import * as body from "./bodies";
import { createRows, json } from "./rows";
import { WRITTEN, rows } from "./schema";
import * as shape from "./shapes";

const { get, post } = createRows("user_notifications");

const CONTROLLER = "/api/user_notifications/notification_controller";

/** What the appliance tells an account; each account sees and clears its own. */
export const NOTIFICATIONS = [
  get("notifications.list", "/api/user_notifications/notifications", {
    title: "List one's own notifications",
    ...rows("UserNotifications", shape.Notification),
  }),
  post("notifications.mark_read", `${CONTROLLER}/mark_as_read`, {
    title: "Mark notifications of one's own as read",
    body: json(body.NotificationIds),
    right: "everyone",
    ...WRITTEN,
  }),
  post("notifications.delete", `${CONTROLLER}/delete`, {
    title: "Delete notifications of one's own",
    body: json(body.NotificationIds),
    danger: "destroys",
    right: "everyone",
    ...WRITTEN,
  }),
] as const;
