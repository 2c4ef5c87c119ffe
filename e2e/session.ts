import { request, type APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { SignInResult } from "@/lib/contracts/account";
import { Problem } from "@/lib/contracts/problem";
import type { Account } from "./appliance";

const PAGE_ROWS = 500;

/** Somebody's session at Sightline, without a browser. */
export interface Session {
  api: APIRequestContext;
  /** The checked answer of a `GET`; an error for any status but 200. */
  get<Result extends z.ZodType>(path: string, result: Result): Promise<z.infer<Result>>;
  /** The problem that a request is answered with; an error when it succeeds. */
  refusalOf(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Problem>;
  /** Every row of a list, page by page, and its total. */
  listAll<Row>(
    path: string,
    result: z.ZodType<{ rows: Row[]; total: number }>,
    query?: Record<string, string>,
  ): Promise<{ rows: Row[]; total: number }>;
}

/** A session that is not signed in. */
export async function openSession(url: string): Promise<Session> {
  // What a page of our own would send with its writes.
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { "x-sightline": "1" } });
  const session: Session = {
    api,
    get: async (path, result) => {
      const answer = await api.get(path);
      if (answer.status() !== 200) throw new Error(`${path}: ${await answer.text()}`);
      return result.parse(await answer.json());
    },
    refusalOf: async (method, path, body) => {
      const answer = await api.fetch(path, {
        method,
        ...(body === undefined ? {} : { data: body }),
      });
      if (answer.ok()) throw new Error(`${method} ${path} was answered: ${await answer.text()}`);
      return Problem.parse(await answer.json());
    },
    listAll: async (path, result, query = {}) => {
      const readPage = (offset: number) => {
        const search = new URLSearchParams({
          ...query,
          limit: `${PAGE_ROWS}`,
          offset: `${offset}`,
        });
        return session.get(`${path}?${search}`, result);
      };
      const first = await readPage(0);
      const rows = [...first.rows];
      while (rows.length < first.total) {
        const page = await readPage(rows.length);
        if (page.rows.length === 0) break;
        rows.push(...page.rows);
      }
      return { rows, total: first.total };
    },
  };
  return session;
}

/** Signs in to Sightline as an account, to all systems that it has. */
export async function signInAs(url: string, account: Account): Promise<Session> {
  const session = await openSession(url);
  const { kace, sysaid } = account;
  const answer = await session.api.post("/api/account/sign-in", {
    data: {
      ...(kace ? { kace: { userName: kace.userName, password: kace.password } } : {}),
      ...(sysaid ? { sysaid: { userName: sysaid.userName, password: sysaid.password } } : {}),
    },
  });
  if (!answer.ok()) throw new Error(`${account.role}: ${await answer.text()}`);
  const first = SignInResult.parse(await answer.json());
  if (first.grant !== null) await takeCookie(session, first.grant);
  for (const outcome of first.outcomes) {
    if (outcome.outcome === "connected") continue;
    if (outcome.outcome !== "second_factor" || !kace?.secondFactorCode) {
      throw new Error(`${account.role}: ${JSON.stringify(outcome)}`);
    }
    const data = { ticket: outcome.ticket, code: kace.secondFactorCode };
    const second = await session.api.post("/api/account/second-factor", { data });
    if (!second.ok()) throw new Error(`${account.role}: ${await second.text()}`);
    const { grant } = SignInResult.parse(await second.json());
    if (grant !== null) await takeCookie(session, grant);
  }
  return session;
}

/** Turns the one-time grant into next-auth's cookie. */
async function takeCookie({ api }: Session, grant: string): Promise<void> {
  const { csrfToken } = z
    .object({ csrfToken: z.string() })
    .parse(await (await api.get("/api/auth/csrf")).json());
  const answer = await api.post("/api/auth/callback/credentials", {
    form: { csrfToken, grant, json: "true" },
    maxRedirects: 0,
  });
  if (!answer.ok()) throw new Error(`The grant was not taken: ${await answer.text()}`);
}
