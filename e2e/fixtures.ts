import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";
import { TicketDetailResult, ListTicketsResult } from "@/lib/contracts/tickets";
import { createAppliance, type Account, type Appliance, type Role, type Truth } from "./appliance";
import { openSession, signInAs, type Session } from "./session";
import { ADDRESS_NAMES } from "./set-up";

export interface Faults {
  /** Messages that this journey causes on purpose. */
  allow(pattern: RegExp): void;
  /** Watches a further browser, as the first one is. */
  watch(context: BrowserContext): void;
}

interface WorkerFixtures {
  truth: Truth;
  /** One session a role for the whole run: SysAid lets nobody in more than twice in five minutes. */
  sessions: (role: Role) => Promise<Session>;
}

interface TestFixtures {
  /** Fails the journey when a page writes an error to its console: a fault in a script, a refused policy, a failed request. */
  pageFaults: Faults;
  kace: Appliance;
  sysaid: Appliance;
  account: (role: Role) => Account;
  /** Somebody's session without a browser. */
  as: (role: Role) => Promise<Session>;
  /** Somebody who is not signed in. */
  stranger: Session;
  /** Gives the journey's browser somebody's session. */
  signIn: (role: Role) => Promise<void>;
  /** Gives the browser a session that no other journey shares, so that it may be ended. */
  signInAnew: (role: Role) => Promise<void>;
  /** A second browser, signed in as somebody. */
  openBrowser: (role: Role | null) => Promise<Page>;
}

const addressOf = (name: keyof typeof ADDRESS_NAMES): string => {
  const address = process.env[ADDRESS_NAMES[name]];
  if (!address) throw new Error(`${ADDRESS_NAMES[name]} is not set; start through Playwright.`);
  return address;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  baseURL: async ({}, provide) => provide(addressOf("url")),

  truth: [
    async ({}, provide) => provide(await createAppliance(addressOf("kace")).readTruth()),
    { scope: "worker" },
  ],

  sessions: [
    async ({ truth }, provide) => {
      const open = new Map<Role, Promise<Session>>();
      await provide((role) => {
        const known = open.get(role) ?? signInAs(addressOf("url"), accountOf(truth, role));
        open.set(role, known);
        return known;
      });
      for (const session of open.values()) await (await session).api.dispose();
    },
    { scope: "worker" },
  ],

  pageFaults: [
    async ({ context }, provide) => {
      const seen: string[] = [];
      const allowed: RegExp[] = [];
      const watch = (one: BrowserContext) => {
        one.on("console", (message) => {
          if (message.type() === "error") {
            seen.push(`${message.page()?.url()}: ${message.text()} ${message.location().url}`);
          }
        });
        one.on("weberror", (error) => seen.push(String(error.error())));
      };
      watch(context);
      await provide({ allow: (pattern) => void allowed.push(pattern), watch });
      expect(seen.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([]);
    },
    { auto: true },
  ],

  kace: async ({ sessions }, provide) => {
    const kace = createAppliance(addressOf("kace"));
    await provide(kace);
    await recover(kace, await sessions("agent"), "kace");
  },
  sysaid: async ({ sessions }, provide) => {
    const sysaid = createAppliance(addressOf("sysaid"));
    await provide(sysaid);
    await recover(sysaid, await sessions("agent"), "sysaid");
  },

  account: async ({ truth }, provide) => provide((role) => accountOf(truth, role)),
  as: async ({ sessions }, provide) => provide(sessions),
  stranger: async ({}, provide) => {
    const session = await openSession(addressOf("url"));
    await provide(session);
    await session.api.dispose();
  },
  signIn: async ({ context, sessions }, provide) =>
    provide(async (role) => giveSession(context, await sessions(role))),
  signInAnew: async ({ context, truth }, provide) =>
    provide(async (role) =>
      giveSession(context, await signInAs(addressOf("url"), accountOf(truth, role))),
    ),
  openBrowser: async ({ browser, pageFaults, sessions }, provide) => {
    const opened: BrowserContext[] = [];
    await provide(async (role) => {
      const context = await browser.newContext({ baseURL: addressOf("url") });
      opened.push(context);
      pageFaults.watch(context);
      if (role !== null) await giveSession(context, await sessions(role));
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

export { expect };

function accountOf(truth: Truth, role: Role): Account {
  const account = truth.accounts.find((one) => one.role === role);
  if (!account) throw new Error(`The company has no ${role}.`);
  return account;
}

async function giveSession(context: BrowserContext, session: Session): Promise<void> {
  await context.addCookies((await session.api.storageState()).cookies);
}

/** Clears what a journey ordered and waits until Sightline talks to the system again, for the next one. */
async function recover(appliance: Appliance, agent: Session, source: "kace" | "sysaid") {
  await appliance.clearFaults();
  const list = await agent.get(`/api/tickets?source=${source}&limit=1`, ListTicketsResult);
  const ref = list.rows[0]?.ref ?? "";
  const readState = async () => {
    const path = `/api/tickets/${encodeURIComponent(ref)}?fresh=1`;
    return (await agent.get(path, TicketDetailResult)).ticket.conversation.state;
  };
  await expect.poll(readState, { timeout: 75_000 }).toBe("live");
}
