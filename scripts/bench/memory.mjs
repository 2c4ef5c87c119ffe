import { readFileSync, readdirSync } from "node:fs";

// Peak memory of everything that the bench started. Linux tells it per process; elsewhere it is not measured.

const LOOK_EVERY_MS = 1000;

/** @typedef {"server" | "PostgreSQL" | "KACE simulator" | "SysAid simulator"} Part */

/** Watches this process's descendants until stopped. `read` gives the peaks in bytes, by part. */
export function watchMemory() {
  /** @type {Map<Part, number>} */
  const peaks = new Map();
  const look = () => {
    for (const [part, bytes] of readMemory()) {
      peaks.set(part, Math.max(bytes, peaks.get(part) ?? 0));
    }
  };
  const isKnown = process.platform === "linux";
  const timer = isKnown ? setInterval(look, LOOK_EVERY_MS) : undefined;
  return {
    read: () => new Map(peaks),
    stop: () => clearInterval(timer),
  };
}

/** What a part holds at this moment, in bytes; `null` where the system does not tell. @param {Part} part */
export function readPart(part) {
  return process.platform === "linux" ? (readMemory().get(part) ?? null) : null;
}

/** @returns {Map<Part, number>} */
function readMemory() {
  const processes = readProcesses();
  /** @type {Map<Part, number>} */
  const sums = new Map();
  for (const one of processes.values()) {
    if (!descendsFromUs(one, processes)) continue;
    const part = partOf(one.command);
    if (part) sums.set(part, (sums.get(part) ?? 0) + readResident(one.pid));
  }
  return sums;
}

/** @param {string} command @returns {Part | null} */
function partOf(command) {
  if (/postgres/.test(command.split(" ")[0] ?? "")) return "PostgreSQL";
  if (/simulators\/kace/.test(command)) return "KACE simulator";
  if (/simulators\/sysaid/.test(command)) return "SysAid simulator";
  return /next-server|next\/dist\/bin\/next/.test(command) ? "server" : null;
}

/**
 * Proportional size: memory that processes share, as PostgreSQL's do, counts once. Where the kernel does
 * not tell it, the resident size.
 * @param {number} pid
 */
function readResident(pid) {
  for (const [file, name] of [
    ["smaps_rollup", "Pss"],
    ["status", "VmRSS"],
  ]) {
    const text = readProc(`${pid}/${file}`);
    const found = text === null ? null : new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text);
    if (found) return Number(found[1]) * 1024;
  }
  return 0;
}

/** @typedef {{ pid: number, parent: number, command: string }} Process */

/** @returns {Map<number, Process>} */
function readProcesses() {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.flatMap((name) => {
      const stat = readProc(`${name}/stat`);
      const command = readProc(`${name}/cmdline`);
      if (stat === null || command === null) return [];
      // The name stands in parentheses and may hold spaces; the parent is the second field after it.
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      const pid = Number(name);
      return [[pid, { pid, parent, command: command.replaceAll("\0", " ") }]];
    }),
  );
}

/** @param {Process} one @param {Map<number, Process>} processes */
function descendsFromUs(one, processes) {
  for (let at = processes.get(one.parent); at; at = processes.get(at.parent)) {
    if (at.pid === process.pid) return true;
  }
  return false;
}

/** A file of a process, or `null` when the process has ended meanwhile. @param {string} path */
function readProc(path) {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
