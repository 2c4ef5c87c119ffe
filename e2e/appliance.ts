import { z } from "zod";

// A simulated appliance as a test sees it: its switches, its truth, and its own API signed in as somebody.

const SignIn = z.object({
  userName: z.string(),
  password: z.string(),
  secondFactorCode: z.string().optional(),
});
const ROLES = [
  "administrator",
  "agent",
  "manager",
  "user",
  "secondFactor",
  "kaceOnly",
  "service",
] as const;
const Account = z.object({
  role: z.enum(ROLES),
  personId: z.number(),
  kace: SignIn.optional(),
  sysaid: SignIn.omit({ secondFactorCode: true }).optional(),
});
export type Account = z.infer<typeof Account>;
export type Role = Exclude<Account["role"], "service">;

const Truth = z.object({
  devices: z.array(
    z.object({
      kaceMachines: z.array(z.number()),
      kaceAssets: z.array(z.number()),
      sysaidAssets: z.array(z.string()),
      sysaidCis: z.array(z.number()),
    }),
  ),
  people: z.array(
    z.object({
      id: z.number(),
      kaceUser: z.number().optional(),
      sysaidUser: z.number().optional(),
      managerId: z.number().nullable(),
    }),
  ),
  accounts: z.array(Account),
});
export type Truth = z.infer<typeof Truth>;

/** What may go wrong at an appliance. */
export type Fault =
  | { kind: "delay"; ms: number; carriedOut?: boolean }
  | { kind: "status"; status: number; body?: unknown; carriedOut?: boolean }
  | { kind: "reset"; carriedOut?: boolean }
  | { kind: "html" }
  | { kind: "expired" }
  | { kind: "empty" };

export interface FaultOrder {
  method?: string;
  /** Exact, or with `*`. */
  path: string;
  /** Left out: until cleared. */
  times?: number;
  fault: Fault;
}

export interface Appliance {
  url: string;
  /** Orders a fault; it hits every caller of the route. */
  order(order: FaultOrder): Promise<void>;
  clearFaults(): Promise<void>;
  set(settings: Record<string, unknown>): Promise<void>;
  readTruth(): Promise<Truth>;
  /** The API's own answers to somebody, past Sightline. */
  signIn(account: { userName: string; password: string }): Promise<ApplianceSession>;
}

export interface ApplianceSession {
  /** The JSON of a `GET`; an error for any status but 200. */
  get(path: string): Promise<unknown>;
  /** Changes something, as a colleague would in the system's own pages. */
  put(path: string, body: unknown): Promise<void>;
}

/** Speaks to the simulator at `url`, KACE's or SysAid's. */
export function createAppliance(url: string): Appliance {
  const control = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}/__simulator/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    url,
    order: async (order) => void (await control("POST", "faults", order)),
    clearFaults: async () => void (await control("DELETE", "faults")),
    set: async (settings) => void (await control("POST", "settings", settings)),
    readTruth: async () => Truth.parse(await (await control("GET", "truth")).json()),
    signIn: (account) => signIn(url, account),
  };
}

const LOGINS = ["/ams/shared/api/security/login", "/api/v1/login"];

async function signIn(
  url: string,
  { userName, password }: { userName: string; password: string },
): Promise<ApplianceSession> {
  const headers = { "content-type": "application/json", "x-kace-api-version": "13" };
  const body = JSON.stringify({ userName, user_name: userName, password });
  for (const path of LOGINS) {
    const answer = await fetch(`${url}${path}`, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
    });
    if (answer.status !== 200) continue;
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    return {
      get: async (wanted) => {
        const read = await fetch(`${url}${wanted}`, { headers: { ...headers, cookie } });
        if (!read.ok) throw new Error(`GET ${wanted}: ${read.status} ${await read.text()}`);
        return read.json();
      },
      put: async (wanted, change) => {
        const written = await fetch(`${url}${wanted}`, {
          method: "PUT",
          headers: { ...headers, cookie },
          body: JSON.stringify(change),
        });
        if (!written.ok)
          throw new Error(`PUT ${wanted}: ${written.status} ${await written.text()}`);
      },
    };
  }
  throw new Error(`${url} does not let ${userName} in.`);
}
