import { createServer, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { UpstreamBusyError } from "@/lib/server/upstream/errors";
import { createBudget } from "./budget";
import { createGateway } from "./gateway";
import { createJar } from "./jar";

// A server that answers when the test says so: what is on its way stays on its way until then.

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp(concurrency: number) {
  const held: ServerResponse[] = [];
  const server = createServer((_, response) => void held.push(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const gateway = createGateway({
    source: "sysaid",
    baseUrl: `http://127.0.0.1:${port}`,
    ca: null,
    budget: createBudget({ source: "sysaid", concurrency }),
  });
  closers.push(
    () => gateway.close(),
    () => new Promise((resolve) => server.close(resolve)),
  );
  const turn = new AbortController();
  const send = (turnSignal?: AbortSignal) =>
    gateway.send({
      ...{ operation: "sr.update", method: "PUT", path: "/api/v1/sr/1", jar: createJar() },
      ...{ priority: "refresh", idempotent: false, turnSignal },
    });
  const giveUp = () => {
    const facts = { source: "sysaid", operation: "sr.update", reason: "budget" } as const;
    turn.abort(new UpstreamBusyError({ ...facts, retryAt: 0 }));
  };
  const answer = () => held.splice(0).forEach((response) => response.end("{}"));
  return { held, send, turn, giveUp, answer };
}

test("a turn that is given up before it came sends nothing, with its own reason", async () => {
  const { held, send, turn, giveUp, answer } = await setUp(1);
  const first = send();
  await expect.poll(() => held.length).toBe(1);
  const second = send(turn.signal);
  giveUp();
  await expect(second).rejects.toThrow(UpstreamBusyError);
  answer();
  expect((await first).status).toBe(200);
  expect(held).toEqual([]);
});

test("what is on its way already goes on, whoever gives up its turn", async () => {
  const { held, send, turn, giveUp, answer } = await setUp(2);
  const sent = send(turn.signal);
  await expect.poll(() => held.length).toBe(1);
  giveUp();
  answer();
  expect((await sent).status).toBe(200);
});
