import { Agent, request } from "undici";

const READ_TIMEOUT_MS = 120_000;

/**
 * Somebody's signed-in connection to the server, as a browser's: one cookie jar, kept-alive sockets and
 * compressed answers.
 */
export class Session {
  #url;
  /** @type {Map<string, string>} */
  #cookies = new Map();
  #agent = new Agent({ connections: 16, bodyTimeout: 0, headersTimeout: READ_TIMEOUT_MS });

  /** @param {string} url */
  constructor(url) {
    this.#url = url;
  }

  get cookie() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /**
   * Sends a request and gives its raw body, as large as it came over the wire.
   * @param {string} path
   * @param {{ method?: "GET" | "POST", body?: string, type?: string, encoding?: string }} [options]
   */
  async send(path, { method = "GET", body, type, encoding = "gzip" } = {}) {
    const answer = await request(new URL(path, this.#url), {
      method,
      dispatcher: this.#agent,
      headers: {
        cookie: this.cookie,
        "accept-encoding": encoding,
        "x-sightline": "1",
        ...(type === undefined ? {} : { "content-type": type }),
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of [answer.headers["set-cookie"] ?? []].flat()) this.#keep(line);
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    return { status: answer.statusCode, bytes };
  }

  /** The JSON of a `GET`. @param {string} path @returns {Promise<any>} */
  async get(path) {
    const { status, bytes } = await this.send(path, { encoding: "identity" });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${bytes.toString()}`);
    return JSON.parse(bytes.toString());
  }

  /** Sends JSON. @param {string} path @param {unknown} value @returns {Promise<any>} */
  async post(path, value) {
    const body = JSON.stringify(value);
    const type = "application/json";
    const answer = await this.send(path, { method: "POST", body, type, encoding: "identity" });
    if (answer.status !== 200) {
      throw new Error(`${path} answered ${answer.status}: ${answer.bytes.toString()}`);
    }
    return JSON.parse(answer.bytes.toString());
  }

  /** Opens a stream of events. @param {string} path @param {AbortSignal} signal */
  async listen(path, signal) {
    const answer = await request(new URL(path, this.#url), {
      dispatcher: this.#agent,
      headers: { cookie: this.cookie, accept: "text/event-stream" },
      signal,
    });
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`);
    return answer.body;
  }

  async close() {
    await this.#agent.destroy();
  }

  /** @param {string} line of `Set-Cookie` */
  #keep(line) {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

/**
 * @typedef {{ role: string, kace?: { userName: string, password: string }, sysaid?: { userName: string, password: string } }} Account
 */

/** Signs in as one of the demo's accounts, to every system that it has. @param {string} url @param {Account} account */
export async function signIn(url, { role, kace, sysaid }) {
  const session = new Session(url);
  const pick = (/** @type {NonNullable<Account["kace"]>} */ { userName, password }) => ({
    userName,
    password,
  });
  const { grant, outcomes } = await session.post("/api/account/sign-in", {
    ...(kace ? { kace: pick(kace) } : {}),
    ...(sysaid ? { sysaid: pick(sysaid) } : {}),
  });
  if (outcomes.some((/** @type {any} */ one) => one.outcome !== "connected")) {
    throw new Error(`The ${role} could not sign in: ${JSON.stringify(outcomes)}`);
  }
  const { csrfToken } = await session.get("/api/auth/csrf");
  const form = new URLSearchParams({ csrfToken, grant, json: "true" });
  const type = "application/x-www-form-urlencoded";
  const answer = await session.send("/api/auth/callback/credentials", {
    method: "POST",
    body: form.toString(),
    type,
  });
  if (answer.status !== 200) throw new Error(`The grant was answered with ${answer.status}.`);
  return session;
}
