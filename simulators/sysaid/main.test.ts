import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

function startProgram(...flags: string[]) {
  const size = ["--devices", "50", "--tickets", "20", "--cis", "20"];
  return spawn(process.execPath, ["--import", "tsx", MAIN, ...size, ...flags], {
    stdio: ["pipe", "pipe", "inherit"],
  });
}

/** The address in the program's first line. */
async function readyUrl(child: ReturnType<typeof startProgram>): Promise<string> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the program ended with ${String(code)} before it was ready`);
  });
  const [line] = await Promise.race([once(child.stdout, "data"), ended]);
  return /^ready (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(String(line))?.[1] ?? "";
}

test("the program says where it is ready and ends when its parent's pipe closes", async () => {
  const child = startProgram("--exit-with-parent");
  const url = await readyUrl(child);
  expect((await fetch(`${url}/__simulator/ready`)).status).toBe(200);
  const truth = await (await fetch(`${url}/__simulator/truth`)).json();
  expect(truth.devices).toHaveLength(50);
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("the program ends cleanly when asked to, and serves the company's accounts meanwhile", async () => {
  const child = startProgram();
  const url = await readyUrl(child);
  const truth = await (await fetch(`${url}/__simulator/truth`)).json();
  for (const { sysaid } of truth.accounts) {
    if (sysaid === undefined) continue;
    const answer = await fetch(`${url}/api/v1/login`, {
      method: "POST",
      body: JSON.stringify({ user_name: sysaid.userName, password: sysaid.password }),
    });
    expect(answer.status, sysaid.userName).toBe(200);
  }
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
