import type { Company } from "../fleet/model";
import { createTable, type Table } from "./table";

/** A device that is inventoried over the network, without an agent. */
export interface NodeRow {
  id: number;
  hostName: string;
  ip: string;
  mac: string;
  osType: string;
  /** The machine that it is listed as, 0 where none. */
  machineId: number;
}

/** What stands on the network of a company without anybody having entered it: one for so many machines. */
const MACHINES_PER_STRANGER = 60;
const STRANGERS = ["camera", "badge-reader", "meeting-panel", "ups", "door-station", "sensor"];

/** The company's machines without an agent that were inventoried all the same, and what no list knows. */
export function createNodes({ machines }: Company["kace"]): Table<NodeRow> {
  const agentless = machines
    .filter((row) => row.clientVersion === "" && !row.manualEntry && row.ip !== "")
    .map(({ id, name, ip, mac, osName }) => ({
      hostName: name,
      ip,
      mac,
      osType: osName,
      machineId: id,
    }));
  const strangers = Array.from(
    { length: Math.ceil(machines.length / MACHINES_PER_STRANGER) },
    (_, at) => ({
      hostName: `${STRANGERS[at % STRANGERS.length] ?? "node"}-${at + 1}`,
      ip: `10.250.${Math.floor(at / 250)}.${(at % 250) + 2}`,
      mac: `00:40:8C:${hexPairs(0x10_0000 + at)}`,
      osType: "Linux",
      machineId: 0,
    }),
  );
  return createTable([...agentless, ...strangers].map((row, at) => ({ id: at + 1, ...row })));
}

const hexPairs = (number: number) =>
  (number.toString(16).padStart(6, "0").toUpperCase().match(/../g) ?? []).join(":");
