import "server-only";
import type { DeviceRecord } from "@/lib/domain/device";
import { splitRef, type Entity, type Ref } from "@/lib/domain/ref";
import type { SoftwareTitle } from "@/lib/domain/software";
import { knownTitles } from "../store/backlog-repo";
import type { Store } from "../store/db";
import { rejoinDevices } from "../store/join/devices";
import { applyCis, applyDeviceRecords, applySoftware, applyTickets } from "../store/write/apply";
import { applyDeviceParts } from "../store/write/apply-device-parts";
import { applyRelations, applyTicketEvents } from "../store/write/apply-parts";
import { markGone, type SweptEntity } from "../store/write/removal";
import type { Call, UpstreamReader } from "../upstream/port";

/** `unsupported`: this kind of record is only read as part of its list. */
export type Refreshed = "read" | "gone" | "unsupported";

type RefreshOne = (
  store: Store,
  reader: UpstreamReader,
  ref: Ref,
  call: Call,
) => Promise<Refreshed>;

const REFRESH: Partial<Record<Entity, RefreshOne>> = {
  ticket: refreshTicket,
  record: refreshTicket,
  machine: refreshDevice("machines"),
  node: refreshDevice("machines"),
  asset: refreshDevice("assets"),
  ci: refreshCi,
};

/**
 * Reads one record again, with what hangs on it, and brings the index up to date: after a write, or
 * because somebody looks at it. Throws the errors of the upstream.
 */
export async function refreshRecord(
  store: Store,
  reader: UpstreamReader,
  ref: Ref,
  call: Call,
): Promise<Refreshed> {
  const refresh = REFRESH[splitRef(ref).entity];
  return refresh === undefined ? "unsupported" : refresh(store, reader, ref, call);
}

/** When the request went out: what came later knows more than its answer. */
const asked = () => ({ readAt: new Date().toISOString(), single: true });

async function refreshTicket(
  store: Store,
  reader: UpstreamReader,
  ref: Ref,
  call: Call,
): Promise<Refreshed> {
  const at = asked();
  const found = await reader.readTicket(ref, call);
  if (found === null) return removeGone(store, "tickets", ref, at);
  await applyTickets(store, [found.ticket], at);
  await applyTicketEvents(store, ref, found.events, { ...at, of: found.ticket.updatedAt });
  return "read";
}

function refreshDevice(list: "machines" | "assets"): RefreshOne {
  return async (store, reader, ref, call) => {
    const at = asked();
    const record = await reader.readDeviceRecord(ref, call);
    if (record === null) return removeGone(store, list, ref, at);
    await writeDevice(store, record, at);
    return "read";
  };
}

async function refreshCi(
  store: Store,
  reader: UpstreamReader,
  ref: Ref,
  call: Call,
): Promise<Refreshed> {
  const at = asked();
  const found = await reader.readCi(ref, call);
  if (found === null) return removeGone(store, "cis", ref, at);
  await applyCis(store, [found.ci], at);
  if (found.record) await writeDevice(store, found.record, at);
  await refreshRelations(store, reader, ref, call);
  return "read";
}

/** Reads a CI's outgoing relations again. */
export async function refreshRelations(
  store: Store,
  reader: UpstreamReader,
  ref: Ref,
  call: Call,
): Promise<void> {
  const at = asked();
  await applyRelations(store, ref, await reader.readRelations(ref, call), at);
}

/** Reads again what hangs on a device record: software, programs, disks, patches. Nothing where the source has none. */
export async function refreshParts(
  store: Store,
  reader: UpstreamReader,
  ref: Ref,
  call: Call,
): Promise<void> {
  const at = asked();
  const found = await reader.readParts(ref, call);
  if (found === null) return;
  await writeTitles(store, found.titles, at);
  await applyDeviceParts(store, found, at);
}

/** A machine names its titles with less than the list of titles knows, so only unknown ones are written. */
async function writeTitles(
  store: Store,
  titles: SoftwareTitle[],
  at: { readAt: string },
): Promise<void> {
  const known = await knownTitles(
    store.db,
    titles.map((title) => title.ref),
  );
  const unknown = titles.filter((title) => !known.has(title.ref));
  if (unknown.length > 0) await applySoftware(store, unknown, { ...at, firstFill: true });
}

async function writeDevice(
  store: Store,
  record: DeviceRecord,
  at: { readAt: string },
): Promise<void> {
  const { created, changed } = await applyDeviceRecords(store, [record], at);
  if (created.length + changed.length > 0) await rejoinDevices(store, [...created, ...changed]);
}

async function removeGone(
  store: Store,
  list: SweptEntity,
  ref: Ref,
  at: { readAt: string },
): Promise<Refreshed> {
  const gone = await markGone(store, list, [ref], at);
  if (list !== "tickets" && gone.length > 0) await rejoinDevices(store, gone);
  return "gone";
}
