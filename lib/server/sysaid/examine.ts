import "server-only";
import type { Call, Introduction, ServiceExaminer } from "@/lib/server/upstream/port";
import { USER_FIELDS } from "./fields";
import { toAccount, userNameOf } from "./map";
import type { Caller } from "./session";
import { parseCount, parseList, parseRecords, parseRelationTypes } from "./wire";

const ONE = { limit: 1 } as const;
const FOUND_MAX = 50;

/**
 * How the service account stands at SysAid. Only service records can be counted; of the other lists one
 * row shows that they may be read.
 * @param userName of the settings
 * @param version what sign-ins have told so far
 */
export function createExaminer(
  caller: Caller,
  userName: string,
  version: () => string | null,
): ServiceExaminer {
  return {
    introduce: (call) => introduce(caller, userName, version, call),
    probes: [
      {
        entity: "queues",
        async look(call) {
          const input = { path: { id: "assigned_group" }, query: { params: { entity: "sr" } } };
          return parseList(await caller.send("lists.read", input, call), "lists.read").length;
        },
      },
      { entity: "accounts", look: (call) => readOneRow(caller, "users.list", call) },
      {
        entity: "tickets",
        async look(call) {
          return parseCount(await caller.send("sr.count", { query: { type: "all" } }, call));
        },
      },
      { entity: "assets", look: (call) => readOneRow(caller, "assets.list", call) },
      { entity: "cis", look: (call) => readOneRow(caller, "cis.list", call) },
      {
        entity: "relationTypes",
        async look(call) {
          const operation = "cis.relationTypes";
          return parseRelationTypes(await caller.send(operation, {}, call), operation).length;
        },
      },
    ],
  };
}

/** One row of a list, which tells no number; an empty list is told as such. */
async function readOneRow(
  caller: Caller,
  operation: "users.list" | "assets.list" | "cis.list",
  call: Call,
): Promise<number | null> {
  const rows = parseRecords(await caller.send(operation, { query: ONE }, call), operation);
  return rows.length === 0 ? 0 : null;
}

async function introduce(
  caller: Caller,
  userName: string,
  version: () => string | null,
  call: Call,
): Promise<Introduction> {
  const query = { search: userName, fields: USER_FIELDS, limit: FOUND_MAX };
  const found = parseRecords(await caller.send("users.search", { query }, call), "users.search");
  const wanted = userName.trim().toLowerCase();
  const own = found.find((user) => userNameOf(user).toLowerCase() === wanted);
  return {
    userName: own ? userNameOf(own) : userName,
    role: own ? toAccount(own).role : null,
    version: version(),
    // Its times are moments, which need no zone.
    timeZone: null,
    organization: null,
  };
}
