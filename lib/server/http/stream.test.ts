import { createServer, type RequestListener } from "node:http";
import type { EventEmitter } from "node:events";
import { afterEach, expect, test } from "vitest";
import {
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamTimeoutError,
} from "@/lib/server/upstream/errors";
import { createBudget } from "./budget";
import { createGateway } from "./gateway";
import { createJar } from "./jar";
import type { StreamRequest } from "./stream";

const CHUNK = Buffer.alloc(64 * 1024, 7);
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const budget = createBudget({ source: "kace", concurrency: 2 });
  const gateway = createGateway({
    source: "kace",
    baseUrl: `http://127.0.0.1:${address.port}`,
    ca: null,
    budget,
  });
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
    await gateway.close();
  });
  const jar = createJar();
  const stream = (request: Partial<StreamRequest> = {}) =>
    gateway.stream({
      operation: "files.read",
      method: "GET",
      path: "/file",
      body: null,
      jar,
      priority: "person",
      idempotent: true,
      isLarge: true,
      ...request,
    });
  return { stream, gateway, jar, budget, server };
}

const closeOf = (one: EventEmitter) =>
  new Promise<void>((resolve) => one.on("close", () => resolve()));

/** Counts what it gives, so that a test sees how far ahead of its reader it runs. */
function endless(chunks: number) {
  const given = { chunks: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (given.chunks >= chunks) return controller.close();
        given.chunks += 1;
        controller.enqueue(CHUNK);
      },
      cancel() {
        given.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, given };
}

async function drain(stream: ReadableStream<Uint8Array> | undefined): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream ?? []) bytes += chunk.byteLength;
  return bytes;
}

test("a body goes up as it is read, with its length, type and cookies, and the answer's cookies are kept", async () => {
  const seen: { bytes: number; headers: Record<string, unknown> } = { bytes: 0, headers: {} };
  const { stream, jar } = await setUp((request, response) => {
    seen.headers = request.headers;
    request.on("data", (chunk: Buffer) => (seen.bytes += chunk.length));
    request.on("end", () =>
      response.writeHead(201, { "set-cookie": "sid=2; Path=/", etag: '"x"' }).end("done"),
    );
  });
  const { stream: body } = endless(40);
  const length = String(40 * CHUNK.length);
  const answer = await stream({
    method: "POST",
    body,
    headers: {
      "content-type": "multipart/form-data; boundary=x",
      "content-length": length,
      referer: "/servicePortal",
      cookie: "evil=1",
    },
  });
  expect([answer.status, answer.headers.get("etag")]).toEqual([201, '"x"']);
  expect(await new Response(answer.body?.stream).text()).toBe("done");
  expect(seen.bytes).toBe(40 * CHUNK.length);
  expect(seen.headers).toMatchObject({
    "content-length": length,
    "content-type": "multipart/form-data; boundary=x",
  });
  expect(seen.headers).not.toHaveProperty("referer");
  expect(seen.headers).not.toHaveProperty("cookie");
  expect(await jar.getCookieString("http://127.0.0.1/")).toBe("sid=2");
});

test("a reader that stops taking stops the sender, and cancelling ends the connection", async () => {
  let given = 0;
  let closed: Promise<unknown> = Promise.resolve();
  const { stream } = await setUp((_request, response) => {
    closed = closeOf(response);
    const more = () => {
      while (response.write(CHUNK)) given += 1;
    };
    response.on("drain", more);
    more();
  });
  const answer = await stream();
  const reader = answer.body?.stream.getReader();
  for (let taken = 0; taken < 300; taken += 1) {
    await reader?.read();
    // What lies between the two: the buffers of two sockets and a stream, never a file.
    expect(given * CHUNK.length).toBeLessThan((taken + 1) * CHUNK.length + 24 * 1024 * 1024);
  }
  await reader?.cancel();
  await closed;
});

test("an upload waits for a server that takes nothing, and is given up with it", async () => {
  let answerNow: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (answerNow = resolve));
  const { stream, server } = await setUp((request) => {
    request.pause();
    answerNow();
  });
  const { stream: body, given } = endless(2_000);
  const call = stream({ method: "POST", body, idempotent: false });
  const failed = expect(call).rejects.toBeInstanceOf(UpstreamNetworkError);
  await arrived;
  server.closeAllConnections();
  await failed;
  expect(given.chunks).toBeLessThan(1_000);
  expect(given.cancelled).toBe(true);
});

test("what goes wrong where an upload comes from is told as it is, and ends the upload", async () => {
  let cut: Promise<unknown> = Promise.resolve();
  const { stream, gateway } = await setUp((request) => {
    cut = closeOf(request);
    request.on("error", () => undefined).resume();
  });
  for (let n = 0; n < 8; n += 1) {
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at++ > 3) throw new RangeError("too much");
        controller.enqueue(CHUNK);
      },
    });
    await expect(stream({ method: "POST", body, idempotent: false })).rejects.toThrow("too much");
    await cut;
  }
  // It says nothing about the server, so the server is not spared for it.
  expect(gateway.condition().breakerOpenUntil).toBeNull();
});

test("a caller who leaves ends the call, before the answer and within it", async () => {
  let closed: Promise<unknown> = Promise.resolve();
  let arrive: () => void = () => undefined;
  let isSilent = true;
  const { stream, gateway } = await setUp((_request, response) => {
    closed = closeOf(response);
    if (!isSilent) response.write(CHUNK);
    arrive();
  });
  const leaving = new AbortController();
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const call = expect(stream({ signal: leaving.signal })).rejects.toThrow("left");
  await arrived;
  leaving.abort(new Error("left"));
  await call;
  await closed;
  isSilent = false;
  const again = new AbortController();
  const answer = await stream({ signal: again.signal });
  const reader = answer.body?.stream.getReader();
  await reader?.read();
  again.abort(new Error("left again"));
  await expect(reader?.read()).rejects.toThrow("left again");
  await closed;
  // Nobody reads this one: it must free its place all the same.
  for (let n = 0; n < 8; n += 1) {
    const unread = new AbortController();
    await stream({ signal: unread.signal });
    unread.abort();
    await closed;
  }
  expect(gateway.condition().breakerOpenUntil).toBeNull();
});

test("files wait for one another and never for small calls, nor small calls for them", async () => {
  const held: (() => void)[] = [];
  const { stream, budget } = await setUp((request, response) => {
    if (request.url === "/small") response.end("{}");
    else {
      response.write("x");
      held.push(() => response.end());
    }
  });
  const files = await Promise.all(Array.from({ length: 6 }, () => stream()));
  const seventh = stream();
  for (let n = 0; n < 5; n += 1) {
    const small = await stream({ path: "/small", isLarge: false });
    expect(await new Response(small.body?.stream).text()).toBe("{}");
  }
  expect(held.length).toBe(6);
  held[0]?.();
  await drain(files[0]?.body?.stream);
  await seventh;
  expect(held.length).toBe(7);
  expect(budget.condition().recentCalls).toBe(12);
});

test("an error's message is read and its body let go; nothing moving is a time-out", async () => {
  const { stream } = await setUp((request, response) => {
    if (request.url === "/silent") return;
    response.writeHead(403, { "content-type": "application/json", "retry-after": "7" });
    response.end(JSON.stringify({ errorDescription: "No right" }));
  });
  const error: unknown = await stream().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UpstreamHttpError);
  expect(error).toMatchObject({ status: 403, upstreamMessage: "No right", retryAfterMs: 7000 });
  const late = stream({ path: "/silent", idleTimeoutMs: 20, idempotent: false });
  await expect(late).rejects.toBeInstanceOf(UpstreamTimeoutError);
});

test("a look at the beginning takes nothing from it", async () => {
  const { stream } = await setUp((_request, response) => response.end("\n\n  <!doctype html><p>"));
  const { body } = await stream();
  expect(await body?.peek()).toBe("<!doctype html><p>");
  expect(await new Response(body?.stream).text()).toBe("\n\n  <!doctype html><p>");
});

test.each([
  [{ idempotent: true }, 2],
  [{ idempotent: false }, 1],
  [{ idempotent: true, method: "POST", body: new Blob(["{}"]).stream() }, 1],
] as const)("%j is sent %i times", async (request, times) => {
  let seen = 0;
  const { stream } = await setUp((_request, response) => {
    seen += 1;
    if (seen === 1) response.writeHead(503, { "retry-after": "0" }).end();
    else response.end("{}");
  });
  await stream({ isLarge: false, ...request }).catch(() => null);
  expect(seen).toBe(times);
});
