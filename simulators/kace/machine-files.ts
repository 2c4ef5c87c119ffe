import type { KaceMachine } from "../fleet/model";
import type { LocalTime } from "./local-time";
import { textFile, type StoredFile } from "../appliance/uploads/file-shelf";

// What a machine's custom inventory rules found and what its agent sent. Made from the machine when asked
// for: the same machine always has the same.

export interface CustomInventory {
  name: string;
  type: "TEXT" | "NUMBER" | "DATE";
  value: string;
}

/** Results of custom inventory rules; machines that run no agent have none. */
export function customInventoryOf(machine: KaceMachine, time: LocalTime): CustomInventory[] {
  if (machine.clientVersion === "" || machine.lastInventoryAt === null) return [];
  const channels = ["Current", "MonthlyEnterprise", "SemiAnnual"];
  return [
    {
      name: "Office update channel",
      type: "TEXT",
      value: channels[machine.id % channels.length] ?? "",
    },
    { name: "Local administrators", type: "NUMBER", value: String(1 + (machine.id % 4)) },
    { name: "Restart pending", type: "TEXT", value: machine.id % 5 === 0 ? "yes" : "no" },
    {
      name: "Certificate renewed",
      type: "DATE",
      value: time.format(machine.lastInventoryAt - (machine.id % 300) * 86_400_000),
    },
  ];
}

export interface UploadedFile {
  id: number;
  file: StoredFile;
}

/** What the agent uploaded for a look at a troubled machine: one machine in six has such files. */
export function uploadedFilesOf(machine: KaceMachine): UploadedFile[] {
  if (machine.clientVersion === "" || machine.id % 6 !== 1) return [];
  return [
    { id: machine.id * 10 + 1, file: textFile("msinfo32.txt", systemReport(machine)) },
    { id: machine.id * 10 + 2, file: textFile("kagent.log", agentLog(machine)) },
  ];
}

function systemReport({ name, osName, osVersion, manufacturer, model, serial }: KaceMachine) {
  return [
    ["OS Name", osName],
    ["Version", osVersion],
    ["System Name", name],
    ["System Manufacturer", manufacturer],
    ["System Model", model],
    ["Serial Number", serial],
  ]
    .map(([key, value]) => `${key}\t${value}\r\n`)
    .join("");
}

function agentLog({ id, name, clientVersion }: KaceMachine): string {
  const lines = Array.from({ length: 200 + (id % 400) }, (_, at) => {
    const seconds = String(at % 60).padStart(2, "0");
    return `[02:${String(at % 60).padStart(2, "0")}:${seconds}] [info] ${name} agent ${clientVersion}: inventory step ${at}`;
  });
  return `${lines.join("\n")}\n`;
}
