import "server-only";
import type {
  Call,
  Introduction,
  Organizations,
  ServiceExaminer,
  SyncEntity,
} from "@/lib/server/upstream/port";
import { z } from "zod";
import { type Send, readOne, readRows } from "./client";
import { INVENTORY_PROBES } from "./inventory-readers";
import type { OperationId } from "./operations";
import { buildFiltering, type Condition } from "./query";
import { DEVICE_ASSET_TYPE_ID, roleOfId } from "./quirks";
import { readMe } from "./sign-in";
import { SessionWire, UserWire, normalise } from "./wire";

interface Listed {
  entity: SyncEntity;
  operation: OperationId;
  conditions?: readonly Condition[];
}

const DEVICES_ONLY = [
  { field: "asset_type_id", operator: "eq", value: DEVICE_ASSET_TYPE_ID },
] as const;

/** Longer than any zone or version; what is longer is neither. */
const TEXT_LENGTH_MAX = 60;

const LISTED: readonly Listed[] = [
  { entity: "queues", operation: "queues.list" },
  { entity: "accounts", operation: "users.list" },
  { entity: "tickets", operation: "tickets.list" },
  { entity: "machines", operation: "machines.list" },
  { entity: "assets", operation: "assets.list", conditions: DEVICES_ONLY },
  { entity: "software", operation: "softwares.list" },
  ...INVENTORY_PROBES,
];

/** How the service account stands at the appliance. Lists are counted, not read. */
export function createExaminer(send: Send): ServiceExaminer {
  return {
    introduce: (call) => introduce(send, call),
    readOrganizations: (call) => readOrganizations(send, call),
    probes: LISTED.map((listed) => ({
      entity: listed.entity,
      look: (call) => count(send, listed, call),
    })),
  };
}

/** The organisations of whoever asks. An appliance with one organisation may tell none. */
export async function readOrganizations(send: Send, call: Call): Promise<Organizations> {
  const me = await readMe(send, call);
  return {
    currentId: me.currentorgid === null ? null : String(me.currentorgid),
    all: me.orgs.map(({ id, name }) => ({ id: String(id), name: name ?? `Organisation ${id}` })),
  };
}

async function introduce(send: Send, call: Call): Promise<Introduction> {
  const answer = await send("users.me", {}, call);
  const body = normalise(answer.json());
  const me = SessionWire.parse((Array.isArray(body) ? body[0] : body) ?? {});
  const id = me.userid ?? me.loggedinid;
  const query = { shaping: "user all" };
  const reading = { operation: "users.read", shape: UserWire, query } as const;
  const user = id === null ? null : await readOne(send, { ...reading, path: { id } }, call);
  const version = me.restapiversion ?? answer.headers.get("x-kace-api-version");
  const current = me.orgs.find((one) => one.id === me.currentorgid) ?? null;
  return {
    userName: user?.user_name ?? me.loggedin,
    role: roleOfId(user?.role_id ?? null),
    version: version === null ? null : `API version ${version.slice(0, TEXT_LENGTH_MAX)}`,
    timeZone: me.localtimezone?.slice(0, TEXT_LENGTH_MAX) ?? null,
    organization: current?.name ?? null,
  };
}

async function count(send: Send, listed: Listed, call: Call): Promise<number | null> {
  const { operation, conditions = [] } = listed;
  const { filtering } = { filtering: "", ...buildFiltering(conditions) };
  const query = { countOnly: true, ...(filtering === "" ? {} : { filtering }) };
  const answer = await readRows(send, { operation, shape: z.unknown(), query }, call);
  // An appliance that sends rows all the same has shown that they may be read.
  return answer.count ?? (answer.rows.length > 0 ? answer.rows.length : null);
}
