import { createHash } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer, request } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { openStage } from "../testing/stage";
import { type Door, askRaw, cookieFor, openDoor, pretendSignedIn } from "./testing/door";

// Large bodies and people who leave, over a system that is a plain server.

const MB = 1024 * 1024;
const SIZE_MB = 100;
const CHUNK = Buffer.alloc(64 * 1024, "0123456789abcdef");
const CHUNKS = (SIZE_MB * MB) / CHUNK.length;
const DOWN = "/api/kace/api/service_desk/tickets/1/changes/2/attachments/3";
const UP = "/api/kace/api/script/1/dependency/big.bin";

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;
let answer: Listener = (_, outgoing) => void outgoing.end();
const upstream = createServer((incoming, outgoing) => answer(incoming, outgoing));
let runtime: Runtime;
let door: Door;
let headers: Record<string, string>;
beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const address = upstream.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  runtime = await openStage({ urls: { kace: `http://127.0.0.1:${address.port}` }, password: "p" });
  door = await openDoor(runtime);
  const cookie = await cookieFor(await pretendSignedIn(runtime, "kace"));
  headers = { cookie, "x-sightline": "1" };
});
afterEach(() => (answer = (_, outgoing) => void outgoing.end()));
afterAll(async () => {
  await door.close();
  upstream.closeAllConnections();
  upstream.close();
  await runtime.stop();
});

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");
/** Memory that is held and not merely left to be collected, in MB. */
function heldMb(): number {
  if (typeof collect === "function") collect();
  // What lies outside the heap includes the buffers.
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MB;
}

/** Looks at the memory from time to time while bytes pass, and tells the most that was held more than before. */
function watchMemory() {
  const before = heldMb();
  let most = 0;
  let passed = 0;
  return {
    pass(bytes: number) {
      const [was, is] = [passed, passed + bytes];
      passed = is;
      if (Math.floor(was / (8 * MB)) !== Math.floor(is / (8 * MB))) {
        most = Math.max(most, heldMb() - before);
      }
    },
    most: () => most,
  };
}

/** Writes the file as fast as it is taken. */
function writeFile(to: { write(chunk: Buffer): boolean; end(): unknown } & NodeJS.EventEmitter) {
  let written = 0;
  const more = () => {
    while (written < CHUNKS) {
      written += 1;
      if (!to.write(CHUNK)) return;
    }
    to.end();
  };
  to.on("drain", more);
  more();
}

test("a file of 100 MB comes down whole, in little memory, as a file and nothing else", async () => {
  answer = (_incoming, outgoing) => {
    outgoing.writeHead(200, {
      "content-type": "text/html",
      "content-length": String(SIZE_MB * MB),
      "content-disposition": 'inline; filename="big.html"',
      "set-cookie": "lb=2; Path=/",
      server: "nginx/1.2",
      location: "https://kace.corp.example/",
      "x-powered-by": "PHP",
    });
    writeFile(outgoing);
  };
  const memory = watchMemory();
  const { port } = new URL(door.url);
  const told = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: DOWN, headers }, resolve).on("error", reject).end();
  });
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of told) {
    if (!(chunk instanceof Buffer)) throw new Error("no bytes");
    bytes += chunk.length;
    hash.update(chunk);
    memory.pass(chunk.length);
  }
  expect(bytes).toBe(SIZE_MB * MB);
  const expected = createHash("sha256");
  for (let n = 0; n < CHUNKS; n += 1) expected.update(CHUNK);
  expect(hash.digest("hex")).toBe(expected.digest("hex"));
  expect(told.headers).toMatchObject({
    "content-length": String(SIZE_MB * MB),
    "content-disposition": 'attachment; filename="big.html"',
    "content-security-policy": "sandbox; default-src 'none'",
  });
  for (const name of ["set-cookie", "location", "server", "x-powered-by"]) {
    expect(told.headers).not.toHaveProperty(name);
  }
  expect(memory.most()).toBeLessThan(50);
});

test("a file of 100 MB goes up whole, in little memory, with its length and type", async () => {
  let bytes = 0;
  let seen: IncomingMessage["headers"] = {};
  const memory = watchMemory();
  answer = (incoming, outgoing) => {
    seen = incoming.headers;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      memory.pass(chunk.length);
    });
    incoming.on("end", () =>
      outgoing.writeHead(200, { "content-type": "application/json" }).end("{}"),
    );
  };
  const { port } = new URL(door.url);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asked = request({
      host: "127.0.0.1",
      port,
      path: UP,
      method: "POST",
      headers: {
        ...headers,
        "content-type": "multipart/form-data; boundary=x",
        "content-length": String(SIZE_MB * MB),
      },
    });
    asked.on("response", (told) => resolve(told.resume().statusCode)).on("error", reject);
    writeFile(asked);
  });
  expect([status, bytes]).toEqual([200, SIZE_MB * MB]);
  expect(seen).toMatchObject({
    "content-type": "multipart/form-data; boundary=x",
    "content-length": String(SIZE_MB * MB),
  });
  // The person's own session, as the system renewed it the last time.
  expect(seen.cookie).toBe("kboxid=s3cr3t-session; lb=2");
  expect(memory.most()).toBeLessThan(50);
});

/** Resolves when the call to the system has ended without its answer's end. */
function untilCut(): { arrived: Promise<void>; cut: Promise<void> } {
  let arrive: () => void = () => undefined;
  let end: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const cut = new Promise<void>((resolve) => (end = resolve));
  const then = answer;
  answer = (incoming, outgoing) => {
    incoming.on("error", () => undefined);
    outgoing.on("close", () => !outgoing.writableFinished && end());
    then(incoming, outgoing);
    arrive();
  };
  return { arrived, cut };
}

test.each([
  ["before the answer", "GET", DOWN, () => undefined],
  [
    "within a download",
    "GET",
    DOWN,
    (_: IncomingMessage, to: ServerResponse) => void to.write(CHUNK),
  ],
  ["within an upload", "POST", UP, (from: IncomingMessage) => void from.resume()],
] as const)("who leaves %s ends the call to the system", async (_when, method, path, listener) => {
  answer = listener;
  const { arrived, cut } = untilCut();
  const { port } = new URL(door.url);
  const asked = request({
    host: "127.0.0.1",
    port,
    path,
    method,
    headers: { ...headers, ...(method === "POST" ? { "transfer-encoding": "chunked" } : {}) },
  });
  asked.on("error", () => undefined);
  if (method === "POST") asked.write(CHUNK);
  else asked.end();
  await arrived;
  asked.destroy();
  await cut;
  if (method === "GET") return;
  // It was on its way: nobody knows whether the system made something of it.
  const outcomeOf = async () => (await readAudit(runtime.store.db, 1))[0]?.outcome;
  await expect.poll(outcomeOf).toBe("unknown");
});

test("an answer that breaks off breaks off for the caller too, and harms nobody else", async () => {
  answer = (_incoming, outgoing) => {
    outgoing.writeHead(200, {
      "content-type": "application/octet-stream",
      "content-length": "1000000",
    });
    outgoing.write(CHUNK, () => outgoing.destroy());
  };
  await expect(askRaw(door, { path: DOWN, headers })).rejects.toThrow();
  answer = (_incoming, outgoing) => void outgoing.end("whole");
  expect((await askRaw(door, { path: DOWN, headers })).text).toBe("whole");
});

test.each([
  ["image/svg+xml", undefined, "attachment"],
  ["text/html", 'attachment; filename="a.html"', 'attachment; filename="a.html"'],
  ["text/plain", undefined, "attachment"],
  ["image/png", undefined, undefined],
  ["application/pdf", "inline", "attachment"],
  [undefined, undefined, "attachment"],
])("a file of the type %s, said to be %s, is for saving: %s", async (type, said, disposition) => {
  answer = (_incoming, outgoing) => {
    if (type) outgoing.setHeader("content-type", type);
    if (said) outgoing.setHeader("content-disposition", said);
    outgoing.end("<svg onload=alert(1)>");
  };
  const told = await askRaw(door, { path: DOWN, headers });
  expect(told.status).toBe(200);
  expect(told.headers["content-disposition"]).toBe(disposition);
  expect(told.headers["content-type"]).toBe(type ?? "application/octet-stream");
  expect(told.headers["x-content-type-options"]).toBe("nosniff");
});

test("parts of a file and unchanged ones are asked for and told as the system does it", async () => {
  let seen: IncomingMessage["headers"] = {};
  answer = (incoming, outgoing) => {
    seen = incoming.headers;
    if (incoming.headers["if-none-match"])
      return void outgoing.writeHead(304, { etag: '"1"' }).end();
    const part = { "content-range": "bytes 0-1/10", "accept-ranges": "bytes", etag: '"1"' };
    outgoing.writeHead(206, { "content-type": "image/png", ...part }).end("ab");
  };
  const part = await askRaw(door, { path: DOWN, headers: { ...headers, range: "bytes=0-1" } });
  expect([part.status, part.text]).toEqual([206, "ab"]);
  expect(part.headers).toMatchObject({ "content-range": "bytes 0-1/10", etag: '"1"' });
  expect(seen.range).toBe("bytes=0-1");
  const same = await askRaw(door, { path: DOWN, headers: { ...headers, "if-none-match": '"1"' } });
  expect([same.status, same.text, same.headers.etag]).toEqual([304, "", '"1"']);
});

test("JSON under another name is JSON, and a page in its place never passes", async () => {
  const path = "/api/kace/api/inventory/machines";
  answer = (_incoming, outgoing) => {
    outgoing.writeHead(200, { "content-type": "text/html;charset=UTF-8" }).end('{"Machines":[]}');
  };
  const told = await askRaw(door, { path, headers });
  expect([told.status, told.headers["content-type"], told.json]).toEqual([
    200,
    "application/json",
    { Machines: [] },
  ]);
  answer = (incoming, outgoing) => {
    const isProof = incoming.url?.startsWith("/api/users/me");
    if (isProof)
      return void outgoing.writeHead(200, { "content-type": "application/json" }).end("{}");
    outgoing.writeHead(200, { "content-type": "text/html" }).end("\n<html><script>x</script>");
  };
  const page = await askRaw(door, { path, headers });
  expect(page.status).toBe(403);
  expect(page.text).not.toContain("<");
});
