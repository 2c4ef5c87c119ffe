import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { Store } from "../store/db";
import { rejoinDevices } from "../store/join/devices";
import { readRecordsOfNodes } from "../store/join/node-records";
import { joinPeople } from "../store/join/people";
import {
  applyAccounts,
  applyCis,
  applyDeviceRecords,
  applyQueues,
  applySoftware,
  applyTickets,
  type Applied,
} from "../store/write/apply";
import { applyInventory, applyLicenses, applySoftwareUse } from "../store/write/apply-inventory";
import { applyRelationTypes } from "../store/write/apply-parts";
import { countForRemoval, markRemoved } from "../store/write/removal";
import type { InventoryEntry, SyncEntity } from "../upstream/port";
import type { Reading, SyncIndex } from "./index-port";
import { readEntityState, writeEntityState } from "./sync-rows";
import type { Timing } from "./timing";

/** Device records gather to this many, or for this long, before a fill joins them. */
const JOIN_REFS = 1_000;
const JOIN_WAIT_MS = 2_000;
/** Between two joinings of a fill lies this many times what the last one took, or a large fill would mostly join. */
const JOIN_REST = 3;
/** From here on, joining everything is quicker than finding the neighbours of each. */
const JOIN_ALL_REFS = 5_000;

/** The index as the sync engine writes it, over both sources: joins are made one after another. */
export function createIndexWriter(store: Store, timing: Pick<Timing, "now">): SyncIndex {
  const joins = createJoiner(store, timing);
  const inventory = async (rows: InventoryEntry[], reading: Reading) =>
    void (await applyInventory(store, rows, reading));
  // Whether a node answers is told by the rows of the devices that it is.
  const needNodes = async (nodes: readonly Ref[]) =>
    joins.needDevices({
      created: [],
      changed: await readRecordsOfNodes(store.db, nodes),
      unchanged: [],
    });
  return {
    apply: {
      accounts: async (rows, reading) => {
        const applied = await applyAccounts(store, rows, reading);
        if (isTouched(applied)) joins.needPeople();
      },
      queues: async (rows, reading) => void (await applyQueues(store, rows, reading)),
      machines: async (rows, reading) =>
        joins.needDevices(await applyDeviceRecords(store, rows, reading)),
      assets: async (rows, reading) =>
        joins.needDevices(await applyDeviceRecords(store, rows, reading)),
      tickets: async (rows, reading) => void (await applyTickets(store, rows, reading)),
      cis: async (rows, reading) => {
        const records = rows.flatMap(({ record }) => (record ? [record] : []));
        await applyCis(
          store,
          rows.map(({ ci }) => ci),
          reading,
        );
        joins.needDevices(await applyDeviceRecords(store, records, reading));
      },
      software: async (rows, reading) => void (await applySoftware(store, rows, reading)),
      relationTypes: (rows) => applyRelationTypes(store, rows),
      nodes: async (rows, reading) => {
        const { created, changed } = await applyInventory(store, rows, reading);
        await needNodes([...created, ...changed]);
      },
      operatingSystems: inventory,
      processes: inventory,
      services: inventory,
      startupPrograms: inventory,
      managedInstalls: inventory,
      scripts: inventory,
      assetTypes: inventory,
      licenses: async (rows, reading) => void (await applyLicenses(store, rows, reading)),
      softwareUse: (rows) => applySoftwareUse(store, rows),
    },
    settle: (when) => joins.settle(when),
    countSweep: async (source, entity, sweep) =>
      isUncounted(entity)
        ? { known: 0, seen: 0, removed: 0 }
        : countForRemoval(store, source, entity, sweep),
    markRemoved: async (source, entity, sweep) => {
      if (isUncounted(entity)) return;
      const gone = await markRemoved(store, source, entity, sweep);
      if (entity === "accounts") joins.needPeople();
      if (entity === "nodes") await needNodes(gone);
      if (entity === "machines" || entity === "assets" || entity === "cis") {
        joins.needDevices({ created: [], changed: gone, unchanged: [] });
      }
    },
    readState: (source, entity) => readEntityState(store, source, entity),
    writeState: (state) => writeEntityState(store, state),
  };
}

/** What is missing from a sweep of these says nothing: types stay for relations, use hangs on its machine. */
function isUncounted(entity: SyncEntity): entity is "relationTypes" | "softwareUse" {
  return entity === "relationTypes" || entity === "softwareUse";
}

function isTouched({ created, changed }: Applied): boolean {
  return created.length + changed.length > 0;
}

/**
 * Remembers what must be joined anew and does it, one joining at a time, since neighbourhoods overlap.
 * Everything is due at first: a process that was killed may have written what it did not get to join.
 */
function createJoiner(store: Store, timing: Pick<Timing, "now">) {
  let people = true;
  let all = true;
  let devices = new Set<Ref>();
  let waitsSince = timing.now();
  let notBefore = 0;
  let last: Promise<void> = Promise.resolve();

  const join = async () => {
    if (people) {
      people = false;
      await retrying(
        () => joinPeople(store),
        () => (people = true),
      );
    }
    if (devices.size === 0 && !all) return;
    const due = all || devices.size > JOIN_ALL_REFS ? "all" : [...devices];
    const before = { all, devices };
    all = false;
    devices = new Set();
    await retrying(
      () => rejoinDevices(store, due),
      () => {
        all ||= before.all;
        for (const ref of before.devices) devices.add(ref);
      },
    );
  };

  return {
    needPeople: () => {
      people = true;
    },
    needDevices: ({ created, changed }: Applied) => {
      if (devices.size === 0) waitsSince = timing.now();
      for (const ref of [...created, ...changed]) devices.add(ref);
    },
    settle: async (when: "page" | "end"): Promise<void> => {
      const now = timing.now();
      const isEnough = devices.size >= JOIN_REFS || now - waitsSince >= JOIN_WAIT_MS;
      if (when === "page" && (devices.size === 0 || !isEnough || now < notBefore)) return;
      const turn = last.then(async () => {
        const startedAt = timing.now();
        await join();
        notBefore = timing.now() + JOIN_REST * (timing.now() - startedAt);
      });
      // The next one goes on whatever becomes of this one; its caller hears of it.
      last = turn.catch(() => undefined);
      await turn;
    },
  };
}

/** A joining that failed is still due. */
async function retrying<Result>(work: () => Promise<Result>, onFailure: () => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    onFailure();
    throw error;
  }
}
