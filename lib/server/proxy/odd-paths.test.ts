import { createServer, request } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { straighten, watchOddPaths } from "./odd-paths";

test.each([
  ["/api/kace/api/users/me", "/api/kace/api/users/me"],
  ["/api/kace/api/users/me/?x=../a//b", "/api/kace/api/users/me?x=../a//b"],
  ["/api/kace/a%2fb", "/api/kace/a%2fb"],
  ["/api/sysaid/api/v1/asset/0A:3E,x%20y", "/api/sysaid/api/v1/asset/0A:3E,x%20y"],
  ["/api/kace/a/../b", "/api/kace/-"],
  ["/api/kace/a/%2e%2E/b?c", "/api/kace/-"],
  ["/api/kace/a/.", "/api/kace/-"],
  ["/api/kace//a", "/api/kace/-"],
  ["/api/kace/a//", "/api/kace/-"],
  ["/api/kace/a\\b", "/api/kace/-"],
  ["/api/kace/%zz", "/api/kace/-"],
  ["/api/kace/%E0%A4", "/api/kace/-"],
  ["/api/kace/../../etc", "/api/kace/-"],
  ["/api/tickets/../sysaid/api/v1/sr", "/api/sysaid/-"],
  ["//api/kace/x", "/api/kace/-"],
  ["/api/tickets/../devices", "/api/tickets/../devices"],
  ["/tickets//x/", "/tickets//x/"],
  ["/api/kacex/../y", "/api/kacex/../y"],
  ["*", "*"],
])("%s goes on as %s", (url, plain) => {
  expect(straighten(url)).toBe(plain);
});

test("what goes on to the proxy means the same to everybody who cleans it", () => {
  const part = fc.oneof(
    fc.constantFrom("api", "kace", "sysaid", "..", ".", "%2e%2E", "", "\\", "a.b", "%2f", "%", "x"),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const raw = `/api/kace/${parts.join("/")}`.replace(/[^\x21-\x7e]/g, "_");
      const plain = straighten(raw);
      const { pathname } = new URL(plain, "http://n");
      const meant = (plain.split(/[?#]/)[0] ?? "").split("/").map(decodeURIComponent);
      expect(pathname.split("/").map(decodeURIComponent)).toEqual(meant);
      expect(plain).toMatch(/^\/api\/(kace|sysaid)/);
      expect(straighten(plain)).toBe(plain);
    }),
  );
});

test("a server of this process sees plain addresses and usual methods alone", async () => {
  const end = watchOddPaths();
  const seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    outgoing.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const ask = (path: string, method = "GET") =>
    new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port, method, path }, (answer) =>
        answer.resume().on("end", resolve),
      )
        .on("error", reject)
        .end();
    });
  await ask("/api/kace/a/../b");
  await ask("/api/kace/a", "TRACE");
  await ask("/api/kacex", "TRACE");
  end();
  await ask("/api/kace/a/../b");
  server.closeAllConnections();
  server.close();
  expect(seen).toEqual([
    "GET /api/kace/-",
    "OPTIONS /api/kace/a",
    "TRACE /api/kacex",
    "GET /api/kace/a/../b",
  ]);
});
