import type { KaceTicket } from "../../fleet/model";

const TICKETS_TOLD = 400;
const PER_USER = 6;

export interface NotificationRow {
  id: number;
  userId: number;
  type: "ticket" | "script";
  title: string;
  body: string;
  /** Epoch ms. */
  at: number;
  startedAt: number;
  isNew: boolean;
}

/** What the bell of the appliance's own pages shows, by person. */
export interface Notifications {
  /** Newest first. */
  of(userId: number): readonly NotificationRow[];
  tell(told: Omit<NotificationRow, "id" | "isNew">): void;
  /** Both touch the user's own alone and give the ids that they touched. */
  markRead(userId: number, ids: readonly number[]): number[];
  remove(userId: number, ids: readonly number[]): number[];
}

/** `tickets` in ascending order of ids: their last ones are what people were told of. */
export function createNotifications(tickets: readonly KaceTicket[]): Notifications {
  const rows = new Map<number, NotificationRow[]>();
  let nextId = 1;
  const tell: Notifications["tell"] = (told) => {
    const own = rows.get(told.userId) ?? [];
    rows.set(told.userId, [{ ...told, id: nextId++, isNew: true }, ...own]);
  };
  for (const ticket of tickets.slice(-TICKETS_TOLD)) {
    const userId = ticket.ownerKaceUserId;
    if (userId === 0 || (rows.get(userId)?.length ?? 0) >= PER_USER) continue;
    tell({ userId, ...assignmentOf(ticket), at: ticket.modifiedAt, startedAt: ticket.createdAt });
  }
  const ownOf = (userId: number, ids: readonly number[]) =>
    (rows.get(userId) ?? []).filter((row) => ids.includes(row.id));
  return {
    of: (userId) => rows.get(userId) ?? [],
    tell,
    markRead: (userId, ids) =>
      ownOf(userId, ids).map((row) => {
        row.isNew = false;
        return row.id;
      }),
    remove: (userId, ids) => {
      const gone = ownOf(userId, ids);
      rows.set(
        userId,
        (rows.get(userId) ?? []).filter((row) => !gone.includes(row)),
      );
      return gone.map((row) => row.id);
    },
  };
}

/** How a ticket's owner is told of it. */
export function assignmentOf(ticket: KaceTicket) {
  const number = `TICK:${String(ticket.id).padStart(5, "0")}`;
  return { type: "ticket" as const, title: `${number} was assigned to you`, body: ticket.title };
}
