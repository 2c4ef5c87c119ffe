import type { NodeRow } from "../nodes";
import { blanks, CAPITAL, fieldsFrom, type Entity } from "../query";

const LIMITED = fieldsFrom<NodeRow>("limited");
const STANDARD = fieldsFrom<NodeRow>("standard");

/** Agentless nodes, spelled as the other lists of the inventory are. */
export const nodeEntity: Entity<NodeRow> = {
  names: ["node", "nodes"],
  spelling: CAPITAL,
  fields: [
    LIMITED.integer("id", (row) => row.id),
    LIMITED.text("host_name", (row) => row.hostName, { aliases: ["name"] }),
    STANDARD.text("real_name", (row) => row.hostName),
    STANDARD.text("ip", (row) => row.ip),
    STANDARD.text("mac", (row) => row.mac),
    STANDARD.text("os_type", (row) => row.osType),
    STANDARD.integer("ping_status", (row) => Number(row.ip !== "")),
    ...blanks("extended", ["snmp_status", "snmp_version", "nmap_status", "socket_status"], 0),
    ...blanks("extended", ["snmp_contact", "snmp_sysdescr", "snmp_uptime"]),
    fieldsFrom<NodeRow>("all").integer("machine_id", (row) => row.machineId),
    ...blanks("all", ["aw_status", "chromeos_status", "cli_status", "dmm_status"], 0),
    ...blanks("all", ["g_mobile_status", "kmm_status", "ldap_status", "vmware_status"], 0),
    ...blanks("all", ["relay_machine_id", "scan_settings_id", "winrm_status"], 0),
    ...blanks("all", ["aw_id", "chromeos_id", "dmm_id", "g_mobile_id", "kmm_id"]),
    ...blanks("all", ["snmp_walk_data", "vmware_type"]),
  ],
  relations: [],
};
