import "server-only";
import { type Ref, toRef } from "@/lib/domain/ref";
import { log } from "@/lib/server/log";
import type { Clock } from "@/lib/server/http/clock";
import { UpstreamError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import { USER_NAME_FIELDS } from "./fields";
import { userNameOf, withoutDomain } from "./map";
import { type PageLengths, parseOffsetCursor, readOffsetPage } from "./paging";
import type { Caller } from "./session";
import { type WireRecord, parseRecords } from "./wire";

// Assets, CIs and notes name their people by user name, everything else by id. So the account's user names
// are held here, read anew from time to time as they are few beside what names them.

const KEPT_MS = 60 * 60_000;
/** After a failed reading, names stay unknown for a while rather than cost a request each. */
const FAILED_PAUSE_MS = 5 * 60_000;

export interface Directory {
  /** Reads the names when they are missing or old. Never throws for an upstream's failure: names then stay as they are. */
  refresh(call: Call): Promise<void>;
  /** The account of a user name, `null` when unknown or when several have it. */
  find(userName: string | null): Ref | null;
  /** From now on read as this caller. */
  readAs(caller: Caller): void;
}

export function createDirectory(clock: Clock, lengths: PageLengths): Directory {
  let caller: Caller | null = null;
  let refs = new Map<string, Ref | null>();
  let freshUntil = 0;
  let reading: Promise<void> | null = null;

  const read = async (from: Caller, call: Call): Promise<void> => {
    try {
      refs = byName(await readAll(from, lengths, call));
      freshUntil = clock.now() + KEPT_MS;
    } catch (error) {
      if (!(error instanceof UpstreamError) && !(error instanceof UpstreamShapeError)) throw error;
      freshUntil = clock.now() + FAILED_PAUSE_MS;
      log.warn({ source: "sysaid", operation: "users.list" }, "user names could not be read");
    }
  };

  return {
    async refresh({ priority }) {
      if (caller === null || clock.now() < freshUntil) return;
      reading ??= read(caller, { priority }).finally(() => {
        reading = null;
      });
      await reading;
    },
    find(userName) {
      if (userName === null) return null;
      const name = userName.trim().toLowerCase();
      return refs.get(name) ?? refs.get(withoutDomain(name)) ?? null;
    },
    readAs(next) {
      caller = next;
      freshUntil = 0;
    },
  };
}

async function readAll(from: Caller, lengths: PageLengths, call: Call): Promise<WireRecord[]> {
  const users: WireRecord[] = [];
  const operation = "users.list";
  for (let cursor = parseOffsetCursor(null); ;) {
    const page = await readOffsetPage({
      operation,
      cursor,
      lengths,
      fetch: async (at) => {
        const query = { fields: USER_NAME_FIELDS, ...at };
        return parseRecords(await from.send(operation, { query }, call), operation);
      },
    });
    users.push(...page.rows);
    if (page.next === null) return users;
    cursor = page.next;
  }
}

/** A name that two accounts share points to neither. */
function byName(users: readonly WireRecord[]): Map<string, Ref | null> {
  const refs = new Map<string, Ref | null>();
  for (const user of users) {
    const ref = toRef("sysaid", "user", user.id);
    for (const name of new Set([userNameOf(user), user.name ?? ""])) {
      const key = name.trim().toLowerCase();
      if (key === "") continue;
      const known = refs.get(key);
      refs.set(key, known === undefined || known === ref ? ref : null);
    }
  }
  return refs;
}
