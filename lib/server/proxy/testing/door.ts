import "server-only";
import { type IncomingMessage, type ServerResponse, createServer, request as ask } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { encode } from "next-auth/jwt";
import { toRef } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import { openVaultEntry } from "@/lib/server/auth/sign-in";
import type { Runtime } from "@/lib/server/runtime";
import { TEST_SECRET } from "@/lib/server/testing/stage";
import { proxyRoute } from "../proxy-route";

// For tests only: the proxy's routes behind a real HTTP server, as the framework puts them there.

/** Where routes find the server's parts. */
const RUNTIME_KEY = Symbol.for("sightline.runtime");

export interface Door {
  url: string;
  /** Requests that are under way. */
  underWay(): number;
  close(): Promise<void>;
}

/** Serves `/api/<source>/…` of these parts on a free port. */
export async function openDoor(runtime: Runtime): Promise<Door> {
  Reflect.set(globalThis, RUNTIME_KEY, Promise.resolve(runtime));
  let underWay = 0;
  const server = createServer((incoming, outgoing) => {
    underWay += 1;
    outgoing.on("close", () => (underWay -= 1));
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The door has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    underWay: () => underWay,
    close: () =>
      new Promise((resolve) => {
        Reflect.deleteProperty(globalThis, RUNTIME_KEY);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const [rawPath = ""] = (incoming.url ?? "").split("?");
  const [, api, name, ...path] = rawPath.replace(/\/$/, "").split("/");
  const source = SOURCES.find((one) => one === name);
  if (api !== "api" || source === undefined) return void outgoing.writeHead(404).end();
  const left = new AbortController();
  outgoing.on("close", () => !outgoing.writableFinished && left.abort(new Error("left")));
  const headers = new Headers();
  for (const [header, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(header, one);
  }
  const hasBody = !["GET", "HEAD"].includes(incoming.method ?? "");
  const request = new Request(new URL(incoming.url ?? "/", "http://sightline.example"), {
    method: incoming.method ?? "GET",
    headers,
    signal: left.signal,
    ...(hasBody ? { body: toWeb(incoming), duplex: "half" } : {}),
  });
  const response = await proxyRoute(source)(request, { params: Promise.resolve({ path }) });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) return void outgoing.end();
  // As the framework does it: a caller who leaves cancels the answer.
  await pipeline(response.body, outgoing);
}

function toWeb(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = incoming[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: () => void incoming.resume(),
    },
    { highWaterMark: 0 },
  );
}

/** What came back through the door, read whole. */
export interface Told {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: unknown;
}

/** Sends a request line exactly as it is spelled, as no browser would. */
export function askRaw(
  door: Door,
  wanted: {
    method?: string;
    path: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
  },
): Promise<Told> {
  const { port } = new URL(door.url);
  const { method = "GET", path, headers, body } = wanted;
  return new Promise((resolve, reject) => {
    const request = ask({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      Readable.from(response)
        .toArray()
        .then((chunks: Buffer[]) => {
          const text = Buffer.concat(chunks).toString("utf8");
          const { statusCode: status = 0, headers: told } = response;
          resolve({ status, headers: told, text, json: parse(text) });
        }, reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The cookie of a vault entry's browser. */
export async function cookieFor(vaultId: string): Promise<string> {
  const token = await encode({ token: { sub: vaultId }, secret: TEST_SECRET });
  return `next-auth.session-token=${token}`;
}

/** Somebody who is signed in with a session that nobody checks, for sources that are plain test servers. */
export async function pretendSignedIn(runtime: Runtime, source: Source): Promise<string> {
  const cookie = {
    key: "kboxid",
    value: "s3cr3t-session",
    domain: "127.0.0.1",
    path: "/",
    hostOnly: true,
  };
  const cookies = JSON.stringify({ version: "tough-cookie@6", cookies: [cookie] });
  const session = { source, cookies, headers: {}, organization: null };
  const account = {
    ref: toRef(source, "user", 7),
    userName: "ada",
    fullName: "Ada",
    email: null,
    role: "administrator",
    isManager: false,
    organization: null,
    awayIn: null,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  } as const;
  const sealed = { session, verifier: null, idleMs: 3_600_000 };
  return openVaultEntry(runtime, [{ sealed, account }]);
}
