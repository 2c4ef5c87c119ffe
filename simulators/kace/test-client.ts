import { afterAll, beforeAll, beforeEach } from "vitest";
import { z } from "zod";
import { startAppliance } from "../appliance/serve";
import { TINY_NOW, TINY_PASSWORD } from "../appliance/tiny-company";
import { createClock } from "../appliance/clock";
import { createKaceSimulator } from "./simulator";
import { createTestCompany } from "./test-company";

const recordSchema = z.record(z.string(), z.unknown());
export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

/** One signed-in caller over real HTTP: keeps cookies and the headers that login hands out. */
export interface Caller {
  login: Response;
  cookies: Map<string, string>;
  /** What every request of this caller carries. */
  headers: Readonly<Record<string, string>>;
  get(path: string, query?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body: unknown): Promise<Answer>;
  /** Sends a form or bytes as they are. */
  upload(method: string, path: string, body: FormData | Uint8Array<ArrayBuffer>): Promise<Answer>;
  /** The answer with its body unread. */
  download(path: string): Promise<Response>;
  /** Rows under the answer's only list. */
  rows(path: string, query?: Record<string, string>): Promise<Record<string, unknown>[]>;
}

export const LOGIN_PATH = "/ams/shared/api/security/login";
const VERSION = { "x-kace-api-version": "13" };
const JSON_TYPE = { "content-type": "application/json" };

/** Serves a fresh simulator for a test file, standing still in time, reset before each test. */
export function serveSimulator() {
  const { app, control } = createKaceSimulator({
    company: createTestCompany(),
    clock: createClock(TINY_NOW),
    truth: () => ({ devices: [] }),
  });
  let server: Awaited<ReturnType<typeof startAppliance>> | undefined;
  beforeAll(async () => {
    server = await startAppliance({ app });
  });
  beforeEach(() => control.reset());
  afterAll(async () => {
    await server?.close();
    control.reset();
  });
  const url = (path: string) => `${server?.url ?? ""}${path}`;

  const signIn = async (
    userName: string,
    rest: { password?: string; organizationName?: string } = {},
  ): Promise<Caller> => {
    const login = await fetch(url(LOGIN_PATH), {
      method: "POST",
      headers: { ...VERSION, ...JSON_TYPE },
      body: JSON.stringify({ userName, password: TINY_PASSWORD, ...rest }),
    });
    const cookies = new Map(
      login.headers.getSetCookie().map((line) => {
        const [pair = ""] = line.split(";");
        return [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
      }),
    );
    const echoed = ["x-dell-csrf-token", "x-kace-authorization"].flatMap((name) => {
      const value = login.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const headers = {
      ...VERSION,
      ...Object.fromEntries(echoed),
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    };
    const ask = async (path: string, init: RequestInit, type = {}): Promise<Answer> => {
      const answer = await fetch(url(path), { ...init, headers: { ...headers, ...type } });
      const text = await answer.text();
      const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
      const body = isJson ? z.unknown().parse(JSON.parse(text)) : {};
      const isRecord = typeof body === "object" && body !== null && !Array.isArray(body);
      const record = isRecord
        ? recordSchema.parse(body)
        : { [Array.isArray(body) ? "list" : "value"]: body };
      return { status: answer.status, headers: answer.headers, body: record };
    };
    const get: Caller["get"] = (path, query = {}) => {
      const search = Object.entries(query)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join("&");
      return ask(search === "" ? path : `${path}?${search}`, { method: "GET" });
    };
    const rows: Caller["rows"] = async (path, query) => rowsIn((await get(path, query)).body);
    return {
      login,
      cookies,
      headers,
      get,
      rows,
      send: (method, path, body) => ask(path, { method, body: JSON.stringify(body) }, JSON_TYPE),
      upload: (method, path, body) => ask(path, { method, body }),
      download: (path) => fetch(url(path), { headers }),
    };
  };
  return { control, signIn, url };
}

/** The rows of an envelope's collection. */
export function rowsIn(body: Record<string, unknown>): Record<string, unknown>[] {
  const list = Object.values(body).find((value) => Array.isArray(value));
  if (list === undefined) throw new Error(`no list: ${JSON.stringify(body)}`);
  return z.array(recordSchema).parse(list);
}
