import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StoreInUseError, readProcessStart, takeLock } from "./embedded-lock";
import { findHome, findRunAs } from "./embedded-places";
import { openStore } from "./open";
import { listTickets } from "./read/tickets";
import { aTicket } from "./test-company";
import { applyTickets } from "./write/apply";

const ALL = { kace: "all" as const, sysaid: "all" as const, accountRefs: [], copiedAs: [] };
// Every test creates a cluster, and some start it three times.
vi.setConfig({ testTimeout: 120_000 });
let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sightline-embedded-"));
  await chmod(dataDir, 0o755);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  // Where the database's user could not enter, the cluster lay elsewhere.
  const home = await findHome(dataDir, await findRunAs());
  if (home !== dataDir) await rm(home, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

const open = () => openStore({ databaseUrl: null, dataDir });
const count = async (store: Awaited<ReturnType<typeof open>>) =>
  (await listTickets(store.db, ALL, { limit: 10, offset: 0 })).total;

async function writeInAnotherProcess(id: string): Promise<ChildProcess> {
  const script = join(process.cwd(), "lib/server/store/test-store-process.ts");
  const args = ["--conditions=react-server", "--import", "tsx", script, dataDir, id];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  for await (const chunk of child.stdout) if (String(chunk).includes("written")) return child;
  throw new Error("The process ended without writing");
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

test("a process that is killed loses no row, and the next one takes its server over", async () => {
  await kill(await writeInAnotherProcess("1"));
  await kill(await writeInAnotherProcess("2"));
  const store = await open();
  expect(await count(store)).toBe(2);
  await store.close();
});

test("a database server that is killed with its process loses no row", async () => {
  const child = await writeInAnotherProcess("1");
  const pid = (await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8")).split("\n")[0];
  process.kill(Number(pid), "SIGKILL");
  await kill(child);
  const store = await open();
  expect(await count(store)).toBe(1);
  await store.close();
});

test("two starts never share a data folder, and the refusal names the holder", async () => {
  const child = await writeInAnotherProcess("1");
  await expect(open()).rejects.toThrow(StoreInUseError);
  await expect(open()).rejects.toThrow(String(child.pid));
  await kill(child);
  const store = await open();
  await expect(open()).rejects.toThrow(StoreInUseError);
  await store.close();
});

test("a store that was closed opens again on the same port, leaving no process and no lock", async () => {
  const first = await open();
  await applyTickets(first, [aTicket("kace", 1)]);
  await first.close();
  expect(existsSync(join(dataDir, "postgres.lock"))).toBe(false);
  expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
  const second = await open();
  expect(second.databaseUrl).toBe(first.databaseUrl);
  expect(await count(second)).toBe(1);
  await second.close();
});

test("the password is generated, and nobody else may read it", async () => {
  const store = await open();
  expect((await stat(join(dataDir, "postgres.json"))).mode & 0o077).toBe(0);
  const wrong = store.databaseUrl.replace(/:[0-9a-f]{48}@/, ":guess@");
  await expect(openStore({ databaseUrl: wrong, dataDir })).rejects.toThrow();
  await store.close();
});

test("a first start that was killed half-way is begun anew", async () => {
  const lock = { pid: 2 ** 22 + 1, began: null };
  await writeFile(join(dataDir, "postgres.lock"), JSON.stringify(lock));
  const half = join(dataDir, "postgres.new");
  await writeFile(half, "half a cluster");
  const store = await open();
  expect(await count(store)).toBe(0);
  expect(existsSync(half)).toBe(false);
  await store.close();
});

test("a folder that the database's user cannot enter serves all the same", async () => {
  await chmod(dataDir, 0o700);
  const store = await open();
  await applyTickets(store, [aTicket("kace", 1)]);
  await store.close();
  const again = await open();
  expect(await count(again)).toBe(1);
  await again.close();
});

test("a lock whose number belongs to another process by now bars nobody", () => {
  const path = join(dataDir, "x.lock");
  const release = takeLock(path);
  expect(() => takeLock(path)).toThrow(StoreInUseError);
  release();
  takeLock(path)();
});

// Only where the kernel tells of processes under /proc can one be known to have ended before its parent noticed.
test.skipIf(!existsSync("/proc/self/stat"))(
  "a lock of a process that has ended bars nobody, though its parent has not noticed yet",
  async () => {
    // The child ends when something else has taken the shell's place, which never asks after it.
    const parent = spawn("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 60"]);
    children.push(parent);
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(line.toString());
    await vi.waitUntil(() => readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z "));
    const path = join(dataDir, "x.lock");
    await writeFile(path, JSON.stringify({ pid, began: readProcessStart(pid) }));
    takeLock(path)();
  },
);
