import { Agent, request } from "undici";
import { readPart } from "./memory.mjs";
import { formatMs, median, percentile } from "./figures.mjs";

// What the proxy adds to a call, and what a large file through it costs.

const WARM_UP = 15;
const LOOK_EVERY_MS = 50;
const MB = 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, "sightline");

/**
 * @typedef {{ name: string, path: string, url: string, tries: number, login: { path: string, body: unknown } }} SmallCall
 * `path` at the system at `url`; the proxy has it below `/api/<source>`.
 */

/**
 * The same small calls through the proxy and straight to the system, one after the other, so that whatever else the
 * machine does hits both alike.
 * @param {import("./session.mjs").Session} session
 * @param {{ kace: string, sysaid: string }} urls
 * @param {{ kace?: Credentials, sysaid?: Credentials }} account
 * @param {number} tries
 * @typedef {{ userName: string, password: string }} Credentials
 * @returns {Promise<string[][]>} rows of a table
 */
export async function raceProxy(session, urls, account, tries) {
  const rows = [];
  for (const call of callsOf(urls, account, tries)) {
    const direct = await signInDirectly(call);
    /** @type {number[]} */
    const proxied = [];
    /** @type {number[]} */
    const straight = [];
    const byProxy = () => session.send(call.path, { encoding: "identity" });
    for (let round = -WARM_UP; round < call.tries; round += 1) {
      const isProxyFirst = round % 2 === 0;
      const first = await timed(isProxyFirst ? byProxy : direct.ask);
      const second = await timed(isProxyFirst ? direct.ask : byProxy);
      if (round < 0) continue;
      proxied.push(isProxyFirst ? first : second);
      straight.push(isProxyFirst ? second : first);
    }
    await direct.close();
    rows.push([
      call.name,
      formatMs(median(proxied)),
      formatMs(percentile(proxied, 0.99)),
      formatMs(median(straight)),
      formatMs(percentile(straight, 0.99)),
      formatMs(median(proxied) - median(straight)),
    ]);
  }
  return rows;
}

export const PROXY_HEADINGS = ["call", "proxy ms", "99 %", "direct ms", "99 %", "added ms"];

/**
 * Sends a file up to a script's dependencies and takes it down again, and watches the server meanwhile.
 * @param {string} url
 * @param {import("./session.mjs").Session} session
 * @param {number} sizeMb
 * @returns {Promise<string[][]>} rows of a table
 */
export async function carryFile(url, session, sizeMb) {
  const [script] = await session.get("/api/kace/api/scripts?count=1");
  if (script === undefined) return [];
  const path = `/api/kace/api/script/${script.id}/dependency/bench.bin`;
  const agent = new Agent({ bodyTimeout: 0, headersTimeout: 0 });
  const send = (
    /** @type {"GET" | "POST" | "DELETE"} */ method,
    /** @type {string} */ to,
    rest = {},
  ) =>
    request(new URL(to, url), {
      method,
      dispatcher: agent,
      headers: {
        cookie: session.cookie,
        "x-sightline": "1",
        "content-type": "multipart/form-data; boundary=b",
      },
      ...rest,
    });
  const rows = [];
  const up = await watched(async () => {
    const answer = await send("POST", path, { body: formOf(sizeMb) });
    await answer.body.dump();
    return answer.statusCode;
  });
  rows.push(["up", ...up]);
  const down = await watched(async () => {
    const answer = await send("GET", `${path}/download`);
    let bytes = 0;
    for await (const chunk of answer.body) bytes += chunk.length;
    return bytes === sizeMb * MB ? answer.statusCode : `${bytes} bytes`;
  });
  rows.push(["down", ...down]);
  await (await send("DELETE", path)).body.dump();
  await agent.close();
  return rows;
}

export const FILE_HEADINGS = ["way", "status", "seconds", "more memory, MB"];

/** @param {{ kace: string, sysaid: string }} urls @param {any} account @param {number} tries @returns {SmallCall[]} */
function callsOf(urls, { kace, sysaid }, tries) {
  const calls = [];
  if (kace) {
    const body = { userName: kace.userName, password: kace.password };
    const login = { path: "/ams/shared/api/security/login", body };
    const path = "/api/kace/api/users/me";
    calls.push({ name: "KACE: who am I", path, url: urls.kace, tries, login });
  }
  if (sysaid) {
    const body = { user_name: sysaid.userName, password: sysaid.password };
    const login = { path: "/api/v1/login", body };
    const path = "/api/sysaid/api/v1/ci/type";
    // SysAid counts a person's calls in five minutes, whichever way they come.
    calls.push({
      name: "SysAid: types of CIs",
      path,
      url: urls.sysaid,
      tries: Math.min(tries, 100),
      login,
    });
  }
  return calls;
}

/** @param {SmallCall} call */
async function signInDirectly({ name, path, url, login }) {
  const agent = new Agent();
  const headers = { "x-kace-api-version": "8", accept: "application/json" };
  const answer = await request(new URL(login.path, url), {
    method: "POST",
    dispatcher: agent,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(login.body),
  });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`${name}: signed in with ${answer.statusCode}.`);
  const cookie = [answer.headers["set-cookie"] ?? []]
    .flat()
    .map((line) => line.split(";")[0])
    .join("; ");
  const target = new URL(path.replace(/^\/api\/(kace|sysaid)/, ""), url);
  return {
    ask: async () => {
      const told = await request(target, { dispatcher: agent, headers: { ...headers, cookie } });
      const bytes = Buffer.from(await told.body.arrayBuffer());
      return { status: told.statusCode, bytes };
    },
    close: () => agent.close(),
  };
}

/** @param {() => Promise<{ status: number, bytes: Buffer }>} ask */
async function timed(ask) {
  const startedAt = performance.now();
  const { status, bytes } = await ask();
  if (status !== 200)
    throw new Error(`It was answered with ${status}: ${bytes.toString().slice(0, 300)}`);
  return performance.now() - startedAt;
}

/** @param {number} sizeMb */
async function* formOf(sizeMb) {
  yield Buffer.from(
    '--b\r\ncontent-disposition: form-data; name="file"; filename="bench.bin"\r\ncontent-type: application/octet-stream\r\n\r\n',
  );
  for (let at = 0; at < sizeMb * MB; at += CHUNK.length) yield CHUNK;
  yield Buffer.from("\r\n--b--\r\n");
}

/** Status, seconds, and how much more memory the server held than before. @param {() => Promise<unknown>} work */
async function watched(work) {
  const before = readPart("server");
  let most = 0;
  const timer = setInterval(() => {
    const now = readPart("server");
    if (now !== null && before !== null) most = Math.max(most, now - before);
  }, LOOK_EVERY_MS);
  const startedAt = performance.now();
  const status = await work();
  clearInterval(timer);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return [String(status), seconds, before === null ? "–" : (most / 1_000_000).toFixed(0)];
}
