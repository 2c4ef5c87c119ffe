import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:https";
import { type Server, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCertificate } from "./certificate";

const folder = mkdtempSync(join(tmpdir(), "sightline-certificate-"));
const [KEY, CERT] = [join(folder, "key.pem"), join(folder, "cert.pem")];
const servers: Server[] = [];
let pem = "";
let url = "";
let requests = 0;

beforeAll(async () => {
  const subject = ["-subj", "/O=Acme/CN=kace", "-addext", "subjectAltName=IP:127.0.0.1,DNS:kace"];
  const kind = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const files = ["-days", "40", "-keyout", KEY, "-out", CERT];
  execFileSync("openssl", [...kind, ...files, ...subject], { stdio: "ignore" });
  pem = readFileSync(CERT, "utf8");
  const server = createServer({ key: readFileSync(KEY), cert: pem }, (_request, response) => {
    requests += 1;
    response.end();
  });
  url = `https://127.0.0.1:${await listen(server)}`;
});
afterAll(async () => {
  for (const server of servers) await new Promise<void>((done) => server.close(() => done()));
  rmSync(folder, { recursive: true });
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

test("a certificate that nobody vouches for is shown with the reason, and no request is sent to it", async () => {
  const shown = await readCertificate({ url, ca: null });
  expect(shown).toMatchObject({
    subject: "Acme, kace",
    issuer: "Acme, kace",
    names: ["127.0.0.1", "kace"],
    selfSigned: true,
    distrust: "DEPTH_ZERO_SELF_SIGNED_CERT",
  });
  const days = (Date.parse(shown?.validUntil ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(39);
  expect(days).toBeLessThanOrEqual(40);
  expect(requests).toBe(0);
});

test("its private authority makes it trusted", async () => {
  expect(await readCertificate({ url, ca: pem })).toMatchObject({ distrust: null });
});

test("a certificate for another name is not trusted, whoever vouches for it", async () => {
  const elsewhere = url.replace("127.0.0.1", "localhost");
  expect(await readCertificate({ url: elsewhere, ca: pem })).toMatchObject({
    distrust: "ERR_TLS_CERT_ALTNAME_INVALID",
  });
});

test("a plain http address has none", async () => {
  expect(await readCertificate({ url: "http://kace.example", ca: null })).toBeNull();
});

test("a server that speaks no TLS, or nothing at all, ends in an error", async () => {
  const plain = await listen(createHttpServer());
  await expect(readCertificate({ url: `https://127.0.0.1:${plain}`, ca: null })).rejects.toThrow();
  const silent = await listen(createTcpServer((socket) => socket.resume()));
  const signal = AbortSignal.timeout(50);
  const looking = readCertificate({ url: `https://127.0.0.1:${silent}`, ca: null }, signal);
  await expect(looking).rejects.toMatchObject({ name: "TimeoutError" });
});
