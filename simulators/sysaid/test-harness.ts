import { createTinyCompany, TINY_PASSWORD, type TinyOptions } from "../appliance/tiny-company";
import { startAppliance } from "../appliance/serve";
import { createSysaidSimulator, type SysaidSimulatorOptions } from "./simulator";

/** An info item, as tests read it. */
export interface Item {
  key: string;
  value: unknown;
  valueCaption: unknown;
  [name: string]: unknown;
}

/** A row of any info list. */
export interface Row {
  id: string;
  info: Item[];
  [name: string]: unknown;
}

/** Starts a simulator of the tiny company on a free port, without limits unless told. */
export async function startTiny(
  tiny: TinyOptions = {},
  settings: SysaidSimulatorOptions["settings"] = { loginLimit: 1_000, requestLimit: 100_000 },
) {
  const company = createTinyCompany(tiny);
  const simulator = createSysaidSimulator({ company, settings, truth: () => ({ people: [] }) });
  const server = await startAppliance({ app: simulator.app });
  const login = (userName: string, password = TINY_PASSWORD, headers: HeadersInit = {}) =>
    fetch(`${server.url}/api/v1/login`, {
      method: "POST",
      headers,
      body: JSON.stringify({ user_name: userName, password }),
    });
  const control = (path: string, body: unknown = {}) =>
    fetch(`${server.url}/__simulator/${path}`, { method: "POST", body: JSON.stringify(body) });
  const signIn = async (userName: string) => asCaller(server.url, await login(userName));
  const close = () => {
    // Uploaded files lie on disk; a test's process is ended before it could take them away itself.
    simulator.control.reset();
    return server.close();
  };
  const { passwords } = simulator;
  return { company, url: server.url, close, login, control, signIn, passwords };
}

/** Status and message of a refusal. */
export async function refusal(answer: Promise<Response>): Promise<[number, unknown]> {
  const response = await answer;
  const { message }: { message?: unknown } = await response.json();
  return [response.status, message];
}

export type Tiny = Awaited<ReturnType<typeof startTiny>>;

/** The cookies of an answer as a `Cookie` header. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .join("; ");
}

function asCaller(url: string, loginAnswer: Response) {
  const cookie = cookieOf(loginAnswer);
  const send = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { cookie, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const get = (path: string, headers?: Record<string, string>) =>
    send("GET", path, undefined, headers);
  const rows = async (path: string, headers?: Record<string, string>): Promise<Row[]> => {
    const found: unknown = await (await get(path, headers)).json();
    return Array.isArray(found) ? found : [];
  };
  const ids = async (path: string, headers?: Record<string, string>) =>
    (await rows(path, headers)).map(({ id }) => id);
  /** A form's values by key. */
  const form = async (path: string): Promise<Record<string, unknown>> => {
    const row: Row = await (await get(path)).json();
    return Object.fromEntries(row.info.map(({ key, value }) => [key, value]));
  };
  /** Sends a multipart form; files by the name of their part. */
  const upload = (path: string, fields: Record<string, string | File | File[]>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
    }
    return fetch(`${url}/api/v1/${path}`, { method: "POST", headers: { cookie }, body });
  };
  return { cookie, send, get, rows, ids, form, upload };
}

export type Caller = ReturnType<typeof asCaller>;
