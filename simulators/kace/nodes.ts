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

/** The company's machines without an agent that were inventoried all the same. */
export function createNodes({ machines }: Company["kace"]): Table<NodeRow> {
  const agentless = machines.filter(
    (row) => row.clientVersion === "" && !row.manualEntry && row.ip !== "",
  );
  return createTable(
    agentless.map(({ id, name, ip, mac, osName }, at) => ({
      id: at + 1,
      hostName: name,
      ip,
      mac,
      osType: osName,
      machineId: id,
    })),
  );
}
