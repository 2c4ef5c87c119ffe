import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { ApiError, apiGet, apiSend } from "./api";
import { shouldRetry } from "./query-client";

const open: { close: () => void }[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  open.push({ close: () => (server.closeAllConnections(), server.close()) });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("it succeeded"),
    (error: unknown) => (error instanceof ApiError ? error : expect.fail(String(error))),
  );

test("an answer with the names that were expected comes through as it is", async () => {
  const url = await serve((_, res) => res.end('{"rows":[1],"total":1}'));
  const result = await apiGet<{ rows: number[]; total: number }>(`${url}/api/x`, ["rows", "total"]);
  expect(result).toEqual({ rows: [1], total: 1 });
});

test("a problem of the server keeps its code, title, id, fields, source and wait", async () => {
  const url = await serve((_, res) => {
    res.writeHead(429, { "retry-after": "7" });
    res.end(
      '{"code":"rate_limited","title":"Slow down.","requestId":"r1","fields":{"q":"long"},"source":"sysaid"}',
    );
  });
  const error = await failure(apiGet(`${url}/api/x`, []));
  expect({ ...error }).toMatchObject({
    code: "rate_limited",
    title: "Slow down.",
    requestId: "r1",
    status: 429,
    fields: { q: "long" },
    source: "sysaid",
    retryAfterSeconds: 7,
  });
  expect(error.message).toBe("Slow down.");
});

test.each([
  ["a proxy's error page", 502, "<html>Bad gateway</html>"],
  ["an empty body", 500, ""],
  ["JSON that is no problem", 400, '["no"]'],
])(
  "%s becomes an error with its status and the request id of the header",
  async (_, status, body) => {
    const url = await serve((_request, res) => {
      res.writeHead(status, { "x-request-id": "from-header" });
      res.end(body);
    });
    const error = await failure(apiGet(`${url}/api/x`, []));
    expect([error.code, error.status, error.requestId]).toEqual([
      "unreadable",
      status,
      "from-header",
    ]);
  },
);

test("a sign-in page in place of JSON is an error, not an empty list", async () => {
  const url = await serve((_, res) => res.end("<html>Sign in</html>"));
  const error = await failure(apiGet<{ rows: unknown }>(`${url}/api/x`, ["rows"]));
  expect(error.code).toBe("unreadable");
});

test("a body that is cut off is an error", async () => {
  const url = await serve((_, res) => {
    res.writeHead(200, { "content-length": "100" });
    res.write('{"rows":[');
    setImmediate(() => res.destroy());
  });
  expect((await failure(apiGet<{ rows: unknown }>(`${url}/api/x`, ["rows"]))).code).toBe(
    "unreadable",
  );
});

test("no server at all is a network error", async () => {
  const url = await serve((_, res) => res.end());
  open.splice(0).forEach((server) => server.close());
  expect((await failure(apiGet(`${url}/api/x`, []))).code).toBe("network");
});

test("an abort rejects with the abort's own reason and is no ApiError", async () => {
  const url = await serve(() => undefined);
  const abort = new AbortController();
  const asked = apiGet(`${url}/api/x`, [], { signal: abort.signal });
  abort.abort();
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
});

test("a change is sent as JSON with the header that foreign forms cannot set", async () => {
  const seen: unknown[] = [];
  const url = await serve((req, res) => {
    let body = "";
    req.on("data", (part: Buffer) => (body += part.toString()));
    req.on("end", () => {
      seen.push(req.method, req.headers["x-sightline"], req.headers["content-type"], body);
      res.end('{"ok":true}');
    });
  });
  await apiSend<{ ok: boolean }>("PATCH", `${url}/api/x`, { act: "comment" }, ["ok"]);
  expect(seen).toEqual(["PATCH", "1", "application/json", '{"act":"comment"}']);
});

test("only a missing answer or a busy server is asked again, and once", () => {
  const fails = (code: ApiError["code"], status: number) =>
    shouldRetry(0, new ApiError({ code, title: "x", status }));
  expect(fails("network", 0)).toBe(true);
  expect(fails("source_unavailable", 502)).toBe(true);
  expect(fails("not_ready", 503)).toBe(true);
  expect(fails("source_not_configured", 503)).toBe(false);
  expect(fails("internal", 500)).toBe(false);
  expect(fails("rate_limited", 429)).toBe(false);
  expect(shouldRetry(1, new ApiError({ code: "network", title: "x", status: 0 }))).toBe(false);
  expect(shouldRetry(0, new TypeError("a bug"))).toBe(false);
});
