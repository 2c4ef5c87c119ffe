import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { pretendSignedIn } from "../proxy/testing/door";
import type { Runtime } from "../runtime";
import { aTicket } from "../store/test-company";
import { applyTickets } from "../store/write/apply";
import { openStage, viewerIn } from "../testing/stage";
import { sendFiles } from "./send-files";

// A large file on its way to a ticket, over a system that is a plain server.

const MB = 1024 * 1024;
const SIZE_MB = 100;
const CHUNK = new Uint8Array(64 * 1024).fill(7);
const REF = toRef("kace", "ticket", 7);

let onUpload: (incoming: IncomingMessage, outgoing: ServerResponse) => void = () => undefined;
const upstream = createServer((incoming, outgoing) => {
  if (incoming.method === "POST") return onUpload(incoming, outgoing);
  outgoing.writeHead(404, { "content-type": "application/json" }).end("{}");
});
let runtime: Runtime;
let viewer: Viewer;
beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const address = upstream.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  runtime = await openStage({ urls: { kace: `http://127.0.0.1:${address.port}` }, password: "p" });
  const readAt = "2026-11-20T12:00:00.000Z";
  await applyTickets(runtime.store, [aTicket("kace", 7)], { readAt });
  const vaultId = await pretendSignedIn(runtime, "kace");
  viewer = await viewerIn(runtime, vaultId);
});
afterAll(async () => {
  upstream.closeAllConnections();
  upstream.close();
  await runtime.stop();
});

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");
/** Memory that is held and not merely left to be collected, in MB. */
function heldMb(): number {
  if (typeof collect === "function") collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MB;
}

/** A body that makes its bytes when they are taken. */
function largeRequest(signal: AbortSignal) {
  const head = new TextEncoder().encode(
    JSON.stringify({
      files: [{ name: "big.bin", type: "", sizeBytes: SIZE_MB * MB }],
      comment: null,
    }),
  );
  let left = (SIZE_MB * MB) / CHUNK.length;
  let isHead = true;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isHead) controller.enqueue(head);
        else if (left-- > 0) controller.enqueue(CHUNK);
        else controller.close();
        isHead = false;
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: "POST", body, duplex: "half", signal };
  const request = new Request("https://sightline.example/", init);
  return { request, headBytes: head.byteLength };
}

test("a file of 100 MB goes to a ticket whole, with its length, in little memory", async () => {
  const before = heldMb();
  let most = 0;
  let bytes = 0;
  let announced = 0;
  onUpload = (incoming, outgoing) => {
    announced = Number(incoming.headers["content-length"]);
    incoming.on("data", (chunk: Buffer) => {
      const wasMb = Math.floor(bytes / (8 * MB));
      bytes += chunk.length;
      if (Math.floor(bytes / (8 * MB)) !== wasMb) most = Math.max(most, heldMb() - before);
    });
    incoming.on("end", () =>
      outgoing
        .writeHead(200, { "content-type": "application/json" })
        .end('{"Result":"Success","IDs":[7]}'),
    );
  };
  const { signal } = new AbortController();
  const actor = { runtime, viewer, requestId: "r", signal };
  const { arrival } = await sendFiles(actor, REF, largeRequest(signal));
  expect(arrival).toBe("told");
  expect(bytes).toBe(announced);
  expect(bytes).toBeGreaterThan(SIZE_MB * MB);
  expect(most).toBeLessThan(30);
}, 60_000);

test("who leaves within an upload ends the call to the system", async () => {
  const control = new AbortController();
  const cut = new Promise<void>((resolve) => {
    onUpload = (incoming) => {
      incoming.on("error", () => undefined);
      incoming.on("close", () => resolve());
      incoming.once("data", () => control.abort(new Error("left")));
      incoming.pause();
      incoming.resume();
    };
  });
  const actor = { runtime, viewer, requestId: "r", signal: control.signal };
  await expect(sendFiles(actor, REF, largeRequest(control.signal))).rejects.toThrow();
  await cut;
});
