import { spawn } from "node:child_process";
import { ROOT } from "./root.mjs";

/** How long a child may take to end by itself before it is ended. */
const GRACE_MS = 15_000;

/**
 * Children of a script. Each leads a process group of its own, so that Ctrl-C reaches this script
 * alone, which then ends exactly what it started.
 */
export class Processes {
  /** @type {Map<string, import("node:child_process").ChildProcess>} */
  #children = new Map();
  #ending = false;
  /** Called when a child ends that nobody asked to end. @type {(name: string, code: number | null) => void} */
  onUnexpectedEnd = () => undefined;

  /**
   * Starts `node args`. Lines of standard output go to `onLine`, standard error to ours or to `onErrorLine`.
   * @param {string} name
   * @param {string[]} args
   * @param {{ env?: Record<string, string | undefined>, onLine?: (line: string) => void, onErrorLine?: (line: string) => void }} [options]
   */
  start(name, args, options = {}) {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      detached: process.platform !== "win32",
      // A pipe that closes with this script tells the child that its parent is gone.
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...options.env },
    });
    this.#children.set(name, child);
    eachLine(child.stdout, options.onLine ?? (() => undefined));
    eachLine(child.stderr, options.onErrorLine ?? ((line) => console.error(`${name}: ${line}`)));
    child.on("exit", (code) => {
      this.#children.delete(name);
      if (!this.#ending) this.onUnexpectedEnd(name, code);
    });
    return child;
  }

  /** Ends one child, or does nothing when it is not running. @param {string} name @param {NodeJS.Signals} [signal] */
  async end(name, signal = "SIGTERM") {
    const child = this.#children.get(name);
    if (!child || child.exitCode !== null) return;
    child.removeAllListeners("exit");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    const hard = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    await ended;
    clearTimeout(hard);
    this.#children.delete(name);
  }

  /** Ends a child and everything that it started at once, as a power cut would. @param {string} name */
  async kill(name) {
    const child = this.#children.get(name);
    if (!child?.pid) return;
    child.removeAllListeners("exit");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
    await ended;
    this.#children.delete(name);
  }

  /** Ends all children, last started first. */
  async endAll() {
    this.#ending = true;
    for (const name of [...this.#children.keys()].reverse()) await this.end(name);
  }
}

/** @param {import("node:stream").Readable} stream @param {(line: string) => void} onLine */
function eachLine(stream, onLine) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
}
