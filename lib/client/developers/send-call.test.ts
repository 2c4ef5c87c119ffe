import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiError } from "../api";
import type { PreparedCall } from "./prepare-call";
import { indent, sendCall } from "./send-call";

interface Seen {
  line: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const seen: Seen[] = [];
const PROBLEM = { code: "forbidden", title: "KACE says no.", requestId: "r-1", source: "kace" };
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const line = `${request.method} ${request.url}`;
    seen.push({ line, headers: request.headers, body: Buffer.concat(chunks).toString() });
    if (request.url === "/no") {
      response.writeHead(403, { "content-type": "application/json" });
      response.end(JSON.stringify(PROBLEM));
    } else if (request.url === "/file") {
      const disposition = 'attachment; filename="report.pdf"';
      response.writeHead(200, {
        "content-type": "application/pdf",
        "content-disposition": disposition,
      });
      response.end(Buffer.from([1, 2, 3]));
    } else if (request.url === "/long") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify("x".repeat(600 * 1024)));
    } else if (request.url === "/nothing") response.writeHead(204).end();
    else {
      response.writeHead(200, { "content-type": "application/json", etag: '"1"', server: "it" });
      response.end('{"a":[1]}');
    }
  });
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const callOf = (path: string, more: Partial<PreparedCall> = {}): PreparedCall => ({
  method: "GET",
  address: `${url}${path}`,
  body: { kind: "none" },
  reads: true,
  ...more,
});

test("JSON comes back on lines of its own, with the headers that tell a script something", async () => {
  const answer = await sendCall(callOf("/list?x=1"));
  expect(answer).toMatchObject({ status: 200, bytes: 9, text: indent('{"a":[1]}') });
  expect(answer.headers).toEqual([
    { name: "content-type", value: "application/json" },
    { name: "etag", value: '"1"' },
  ]);
  expect(seen.at(-1)?.headers["x-sightline"]).toBeUndefined();
});

test("a write is sent as it was shown, under the header that no other site can set", async () => {
  const body = { kind: "json", text: '{ "b" : 1 }' } as const;
  await sendCall(callOf("/put", { method: "PUT", body, reads: false }));
  const put = seen.at(-1);
  expect([put?.line, put?.body, put?.headers["x-sightline"], put?.headers["content-type"]]).toEqual(
    ["PUT /put", '{ "b" : 1 }', "1", "application/json"],
  );
});

test("a form goes as parts, its files under their own names", async () => {
  const parts = [
    { name: "message", value: "hi" },
    { name: "file", value: new File(["bytes"], "a.txt", { type: "text/plain" }) },
  ];
  await sendCall(callOf("/form", { method: "POST", body: { kind: "form", parts }, reads: false }));
  const post = seen.at(-1);
  expect(post?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(post?.body).toMatch(/name="message"\r\n\r\nhi\r\n/);
  expect(post?.body).toMatch(/name="file"; filename="a.txt"\r\n[^]*\r\n\r\nbytes\r\n/);
});

test("bytes and endless text are for a file, nothing is nothing", async () => {
  const file = await sendCall(callOf("/file"));
  expect([file.text, file.bytes, file.fileName]).toEqual([null, 3, "report.pdf"]);
  expect([...new Uint8Array(await file.content.arrayBuffer())]).toEqual([1, 2, 3]);
  expect((await sendCall(callOf("/long"))).text).toBeNull();
  expect(await sendCall(callOf("/nothing"))).toMatchObject({ status: 204, text: "", bytes: 0 });
});

test("a refusal is Sightline's own problem, words and all", async () => {
  const refusal = await sendCall(callOf("/no")).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ApiError);
  expect(refusal).toMatchObject({ ...PROBLEM, status: 403 });
});
