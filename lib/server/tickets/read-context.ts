import "server-only";
import type { TicketContext, TicketContextResult } from "@/lib/contracts/ticket-context";
import { findFullestDisk, judgePosture } from "@/lib/domain/posture";
import { titleWords } from "@/lib/domain/ticket-likeness";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import type { Db } from "@/lib/server/store/db";
import { readCiBeside } from "@/lib/server/store/read/ci-neighbours";
import { readPeers } from "@/lib/server/store/read/device-peers";
import {
  readAnchor,
  readRequester,
  readRequesterTickets,
  type RequesterAccount,
  type TicketAnchor,
} from "@/lib/server/store/read/ticket-context";
import {
  readDevicesBeside,
  type DeviceBeside,
  type DevicesBeside,
} from "@/lib/server/store/read/ticket-devices";
import { composeLinks } from "./compose-links";

type Asker = Pick<Actor, "runtime" | "viewer">;

const DAY_MS = 86_400_000;
/** How long back tickets about a device are counted; its model's median counts the same. */
const RECENT_DAYS = 90;
/** One machine has no peers; a median of it would only repeat its own number. */
const PEERS_MIN = 2;
const SEARCH_WORDS_MAX = 4;

/**
 * What stands around a ticket: its requester, device, CI, the requester's other devices and tickets, and tickets of
 * the other system that are or may be the same matter. All of it from the index, as far as the viewer sees it; no
 * source is asked. `now` is epoch ms. Throws {@link absenceOf}.
 */
export async function readTicketContext(
  { runtime, viewer }: Asker,
  refText: string | undefined,
  now: number = Date.now(),
): Promise<TicketContextResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const { db } = runtime.store;
  const [anchor, sources] = await Promise.all([
    readAnchor(db, visibilityOf(viewer), ref),
    readSourceStatesFor(runtime, viewer),
  ]);
  if (!anchor) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  const nowIso = new Date(now).toISOString();
  const since = new Date(now - RECENT_DAYS * DAY_MS).toISOString().slice(0, 10);
  const [accounts, devices, tickets, ci, peers, links] = await Promise.all([
    readRequester(db, anchor),
    readDevicesBeside(db, anchor, { since, now: nowIso }),
    readRequesterTickets(db, anchor, nowIso),
    anchor.ciRef === null ? null : readCiBeside(db, anchor.sight, anchor.ciRef),
    readModel(db, anchor, nowIso),
    composeLinks(db, viewer, anchor),
  ]);
  const leadsNowhere = anchor.requesterRef === null && devices.own === null;
  return {
    context: {
      ref,
      requester: toRequester(anchor, accounts),
      device: toDevice(devices, peers, now),
      ticketsSince: since,
      devices: devices.others.map((one) => toContextDevice(one, now)),
      devicesTotal: devices.total,
      tickets,
      ci,
      ...links,
      searchWords: leadsNowhere ? titleWords(anchor.title).slice(0, SEARCH_WORDS_MAX) : [],
    },
    sources,
  };
}

/** How many tickets the machines of the device's model usually have; `null` where there is nothing to compare with. */
async function readModel(
  db: Db,
  { sight, deviceId }: TicketAnchor,
  now: string,
): Promise<{ machines: number; medianTickets: number } | null> {
  const peers = await readPeers(db, { sight, deviceId, records: [] }, now);
  const median = peers?.standings.tickets.median ?? null;
  if (peers === null || median === null || peers.total < PEERS_MIN) return null;
  return { machines: peers.total, medianTickets: median };
}

function toRequester(
  { requesterRef, requesterName }: TicketAnchor,
  accounts: readonly RequesterAccount[],
): TicketContext["requester"] {
  const [named] = accounts;
  if (named === undefined) {
    if (requesterName === null && requesterRef === null) {
      return { state: "missing", reason: "The ticket names nobody who asked for it." };
    }
    return {
      state: "named",
      name: requesterName ?? "Somebody",
      reason:
        requesterRef === null
          ? "The ticket says a name and no account, so nothing more is known of them."
          : "No account of theirs is shown to you.",
    };
  }
  const first = (pick: (account: RequesterAccount) => string | null) =>
    accounts.map(pick).find((value) => value !== null && value !== "") ?? null;
  return {
    state: "known",
    person: {
      ref: requesterRef ?? named.ref,
      name: first((one) => one.fullName) ?? named.userName,
      department: first((one) => one.department),
      site: first((one) => one.site),
      phone: first((one) => one.phone),
      email: first((one) => one.email),
      managerName: first((one) => one.managerName),
      accounts: accounts.map(({ ref, source, userName, isArchived }) => ({
        ref,
        source,
        userName,
        isArchived,
      })),
    },
  };
}

function toDevice(
  { own }: DevicesBeside,
  model: { machines: number; medianTickets: number } | null,
  now: number,
): TicketContext["device"] {
  return own === null
    ? { state: "missing", reason: "The ticket names no device that is shown to you." }
    : { state: "known", device: toContextDevice(own, now), model };
}

function toContextDevice(device: DeviceBeside, now: number): TicketContext["devices"][number] {
  const { told, deviceId: _, ...row } = device;
  if (told === null) {
    const reason = "What hangs on it has not been read yet.";
    return { ...row, posture: { state: "missing", reason } };
  }
  const { parts, sources } = told;
  const facts = judgePosture({ ...parts, kind: row.kind, lastSeenAt: row.lastSeenAt }, now);
  const diskName = findFullestDisk(parts.disks)?.name ?? null;
  return { ...row, posture: { state: "known", asOf: parts.asOf, sources, facts, diskName } };
}
