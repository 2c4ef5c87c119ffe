import "server-only";
import type { CalendarsResult, CalendarsWrite } from "@/lib/contracts/calendars";
import { NO_CALENDARS, namedCalendars } from "@/lib/domain/sla/calendar-setting";
import type { Actor } from "@/lib/server/api/route";
import { BadRequest, Conflict } from "@/lib/server/failures";
import { writeAudit } from "@/lib/server/store/audit-repo";
import { readKeptCalendars, writeCalendars } from "@/lib/server/store/calendars-repo";
import { notifyMany } from "@/lib/server/store/notify";
import { listQueueNames } from "@/lib/server/store/read/queue-names";

/** The business calendars as they hold, with the queues that may have one of their own. */
export async function readBusinessCalendars({
  runtime,
}: Pick<Actor, "runtime">): Promise<CalendarsResult> {
  const { db } = runtime.store;
  const [kept, queues] = await Promise.all([readKeptCalendars(db), listQueueNames(db)]);
  return {
    calendars: kept?.value ?? NO_CALENDARS,
    queues,
    updatedAt: kept?.updatedAt ?? null,
    updatedBy: kept?.updatedBy ?? null,
  };
}

/**
 * Sets all business calendars and leaves a line in the audit. What is worked out from them follows behind this request;
 * open pages are told at once. Throws {@link Conflict} when somebody else set them since they were read, and
 * {@link BadRequest} for a queue that there is not.
 */
export async function writeBusinessCalendars(
  actor: Actor,
  { calendars, base }: CalendarsWrite,
): Promise<CalendarsResult> {
  const { runtime, viewer, requestId } = actor;
  await runtime.store.db.transaction(async (tx) => {
    const [kept, queues] = await Promise.all([readKeptCalendars(tx), listQueueNames(tx)]);
    if ((kept?.updatedAt ?? null) !== base) {
      throw new Conflict(
        `${kept?.updatedBy ?? "Somebody"} changed the calendars meanwhile. Nothing was saved; look at them as they are now.`,
      );
    }
    const before = namedCalendars(kept?.value ?? NO_CALENDARS);
    const after = namedCalendars(calendars);
    const known = new Set<string>([...queues.map(({ ref }) => ref), ...Object.keys(before)]);
    const unknown = Object.keys(calendars.queues).find((ref) => !known.has(ref));
    if (unknown !== undefined) throw new BadRequest({ calendars: `there is no queue ${unknown}` });
    const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    if (changed.length === 0) return;
    await writeCalendars(tx, calendars, viewer.name);
    await writeAudit(tx, {
      at: new Date().toISOString(),
      who: viewer.name,
      accountRef: (viewer.accounts.kace ?? viewer.accounts.sysaid)?.ref ?? null,
      operation: "calendars.set",
      target: null,
      outcome: "ok",
      requestId,
      detail: { calendars: changed },
    });
    // How much time is left is counted by them on every page.
    await notifyMany(tx, "ticket", 1);
  });
  return readBusinessCalendars(actor);
}
