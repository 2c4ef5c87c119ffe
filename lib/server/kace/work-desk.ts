import "server-only";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { WorkDesk, WorkEntry } from "@/lib/server/upstream/ticket-work-desk";
import type { Send } from "./client";
import type { ApplianceClock } from "./clock";
import { requireConfirmed } from "./confirm";
import type { ClockSource } from "./lookups";
import { nativeIdOf } from "./reader";

// The reference names `workData` a list of `hd_work` and says nothing of its times; the keys are those in which
// entries are read. A work entry belongs to the account that asks: nobody writes work for somebody else.

const HOUR_MS = 60 * 60_000;

export function createWorkDesk(send: Send, clocks: ClockSource): WorkDesk {
  return {
    async add(ref, entry, call) {
      const path = { ticketID: ticketIdOf(nativeIdOf(ref, "ticket")) };
      const clock = await clocks.clock(send, call);
      const body = { Work: [{ note: entry.note, ...spanOf(entry, clock) }] };
      requireConfirmed("tickets.add_work", await send("tickets.add_work", { path, body }, call));
    },
    async remove(ref, entryId, call) {
      const ticketID = ticketIdOf(nativeIdOf(ref, "ticket"));
      const workID = /^work-(\d{1,15})$/.exec(entryId)?.[1];
      if (workID === undefined) throw new UpstreamRefusal("kace", "This is no work entry of KACE.");
      const answer = await send("tickets.delete_work", { path: { ticketID, workID } }, call);
      requireConfirmed("tickets.delete_work", answer);
    },
  };
}

/**
 * In the night in which the clocks go back, local times cannot say every span: then the whole of it is written as
 * the adjustment, which the appliance adds to what the two times come to.
 */
function spanOf({ startedAt, endedAt }: WorkEntry, clock: ApplianceClock): Record<string, unknown> {
  const start = clock.toLocal(startedAt);
  const stop = clock.toLocal(endedAt);
  const span = Date.parse(endedAt) - Date.parse(startedAt);
  const told = Date.parse(clock.toIso(stop) ?? "") - Date.parse(clock.toIso(start) ?? "");
  if (Math.abs(told - span) < 1_000) return { start, stop };
  return { start, stop: start, adjustment_hours: Number((span / HOUR_MS).toFixed(4)) };
}

function ticketIdOf(id: string | null): string {
  if (id === null) throw new UpstreamRefusal("kace", "This is not a KACE ticket.");
  return id;
}
