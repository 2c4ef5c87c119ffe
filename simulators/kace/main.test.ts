import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the program says where it is ready and ends when its parent's pipe closes", async () => {
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const sizes = ["--devices", "50", "--tickets", "20", "--cis", "10"];
  const child = spawn(process.execPath, ["--import", "tsx", main, "--exit-with-parent", ...sizes], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  // Ends with nothing, and so fails at once, when the program dies before it is ready.
  const told = await child.stdout.iterator({ destroyOnReturn: false }).next();
  const url = /^ready (http:\/\/127\.0\.0\.1:\d+)\n/.exec(String(told.value))?.[1];
  expect((await fetch(`${url}/__simulator/ready`)).status).toBe(200);
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});
