import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { RecordedExample } from "@/lib/contracts/developers";
import type { Source } from "@/lib/domain/source";
import { createKaceUpstream } from "@/lib/server/kace";
import { EXAMPLES as KACE_EXAMPLES } from "@/lib/server/kace/operations/examples";
import { KACE_OPERATIONS, type OperationId as KaceId } from "@/lib/server/kace/operations";
import { createSysaidUpstream } from "@/lib/server/sysaid";
import { EXAMPLES as SYSAID_EXAMPLES } from "@/lib/server/sysaid/operations/examples";
import { SYSAID_OPERATIONS, type OperationId as SysaidId } from "@/lib/server/sysaid/operations";
import { type Example, toCarried } from "@/lib/server/upstream/example";
import { fillPath } from "@/lib/server/upstream/fill-path";
import type { OperationRow } from "@/lib/server/upstream/operation";
import type { Upstream, UpstreamSession } from "@/lib/server/upstream/port";
import { createClock } from "@/simulators/appliance/clock";
import { startAppliance } from "@/simulators/appliance/serve";
import { type DemoAccount, generateCompany } from "@/simulators/fleet";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";

// Records what a small simulated company answers to every operation, for the page /developers. The company and its
// clock are always the same, so that a second recording differs only where the product does. `npm run examples`.

const NOW = Date.UTC(2026, 9, 25, 12);
const company = generateCompany({ seed: 7, devices: 120, tickets: 200, cis: 30, now: NOW });
const call = { priority: "person" } as const;

/** Rows kept of each list: two, and more of them where they are short. */
const ROWS_MIN = 2;
const ROWS_MAX = 10;
const ROWS_TEXT_MAX = 1_500;
const TEXT_MAX = 12_000;

interface Answered {
  example: RecordedExample;
  parsed: unknown;
}

interface Caller {
  source: Source;
  upstream: Upstream;
  /** What must not be told: the simulator's passing address, and passwords. */
  hide(text: string): string;
}

function accountOf(role: DemoAccount["role"]) {
  const found = company.accounts.find((one) => one.role === role);
  if (!found?.kace || !found.sysaid) throw new Error(`${role} has no account in both systems`);
  return { kace: found.kace, sysaid: found.sysaid, personId: found.personId };
}
const administrator = accountOf("administrator");

async function send(
  { source, upstream, hide }: Caller,
  row: OperationRow,
  wanted: Example,
  session: UpstreamSession | null,
): Promise<Answered> {
  const { json } = wanted;
  const filled = fillPath(row, wanted.path);
  const carried = toCarried(wanted);
  const answer = await upstream.carry({ row, path: filled, ...carried, session }, call);
  const bytes = new Uint8Array(await new Response(answer.body).arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const asked = carried.query === "" ? filled : `${filled}?${carried.query}`;
  const example: RecordedExample = {
    path: steady(decodeURI(`/api/${source}${asked}`)),
    sent: json === undefined ? null : steady(hide(JSON.stringify(json, null, 2))),
    status: answer.status,
    contentType: bytes.byteLength === 0 ? null : answer.headers.get("content-type"),
    text: row.answer.kind === "binary" || text === "" ? null : steady(hide(shorten(text))),
    isCut: row.answer.kind !== "binary" && isCut(text),
    bytes: bytes.byteLength,
  };
  const expected = row.answer;
  const isJson = expected.kind === "json";
  return { example, parsed: isJson ? expected.schema.parse(readJson(text)) : null };
}

function readJson(text: string): unknown {
  return text === "" ? "" : JSON.parse(text);
}

/** JSON with its lists cut to their first rows, or the beginning of a text. */
function shorten(text: string): string {
  try {
    return JSON.stringify(cut(JSON.parse(text)), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return text.slice(0, TEXT_MAX);
    throw error;
  }
}

function isCut(text: string): boolean {
  const compact = (value: string) => value.replace(/\s+/g, "");
  return compact(shorten(text)).length < compact(text).length;
}

function cut(value: unknown): unknown {
  if (Array.isArray(value)) return firstRows(value.map(cut));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cut(member)]));
}

function firstRows(rows: readonly unknown[]): unknown[] {
  let length = 0;
  return rows.filter((row, at) => {
    length += JSON.stringify(row).length;
    return at < ROWS_MIN || (at < ROWS_MAX && length <= ROWS_TEXT_MAX);
  });
}

/** Drawn at random by the simulators: the same in every recording, so that only real changes show. */
function steady(text: string): string {
  return text
    .replace(/\b[0-9a-f]{32,64}\b/g, "one-time-token")
    .replace(/(?<!\d)\d{7,9}_\d{7,9}(?!\d)/g, "483033303_646689267");
}

const Row = z.record(z.string(), z.unknown());
const rowsIn = (parsed: unknown, collection?: string): Record<string, unknown>[] => {
  if (parsed === null || parsed === "") return [];
  if (typeof parsed === "number") return [{ value: parsed }];
  if (Array.isArray(parsed)) return z.array(Row).parse(parsed);
  const body = Row.parse(parsed);
  return collection === undefined ? [body] : z.array(Row).parse(body[collection] ?? []);
};

/** Records one operation after the other; those that fail are told and left out. */
async function record<Id extends string>(
  source: Source,
  ids: readonly Id[],
  call: (id: Id) => Promise<Answered>,
): Promise<number> {
  const examples: [string, RecordedExample][] = [];
  for (const id of ids) {
    try {
      examples.push([id, (await call(id)).example]);
    } catch (error) {
      console.error(`${source}:${id} is left out: ${error instanceof Error ? error.message : "?"}`);
    }
  }
  const path = fileURLToPath(
    new URL(`../lib/server/developers/examples/${source}.json`, import.meta.url),
  );
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(examples), null, 1)}\n`);
  console.log(`${source}: ${examples.length} of ${ids.length} operations recorded`);
  return ids.length - examples.length;
}

async function recordKace(): Promise<number> {
  const { app } = createKaceSimulator({
    company,
    clock: createClock(NOW),
    settings: {
      archivedDevices: "works",
      organizations: 2,
      isLinked: true,
      samlUser: administrator.kace.userName,
    },
  });
  const appliance = await startAppliance({ app });
  const { userName, password } = administrator.kace;
  const upstream = createKaceUpstream({
    url: appliance.url,
    serviceUser: userName,
    servicePassword: password,
    ca: null,
    organization: null,
    timeZone: null,
  });
  const hide = (text: string) =>
    text
      .replaceAll(appliance.url, "https://kace.example")
      .replaceAll(`"${password}"`, '"your-password"');
  const caller: Caller = { source: "kace", upstream, hide };
  const rowOf = (id: KaceId) => KACE_OPERATIONS.find((row) => row.id === id) ?? fail(id);
  const second = company.accounts.find(({ role }) => role === "secondFactor")?.kace;
  if (!second) throw new Error("nobody has a second factor");
  const open = async (account: { userName: string; password: string }) => {
    const result = await upstream.signIn(account, call);
    if (result.outcome === "refused") throw new Error(`${account.userName} is refused`);
    return result.session;
  };
  const shared = await open(administrator.kace);
  const missing = await record(
    "kace",
    KACE_OPERATIONS.map(({ id }) => id),
    async (id) => {
      const row = rowOf(id);
      const isHalfWay = id === "security.verify_2factor";
      const isItsOwn = isHalfWay || row.session !== "none";
      const session = isItsOwn ? await open(isHalfWay ? second : administrator.kace) : shared;
      const ask = (wanted: KaceId, example: Example) =>
        send(caller, rowOf(wanted), example, session);
      const example = await KACE_EXAMPLES[id]({
        rows: async (wanted, asked = {}) =>
          rowsIn((await ask(wanted, asked)).parsed, rowOf(wanted).collection),
        write: async (wanted, asked) => {
          const Written = z.looseObject({ IDs: z.array(z.number()).min(1) });
          return Written.parse((await ask(wanted, asked)).parsed).IDs[0] ?? 0;
        },
        account: { userName, password, code: second.secondFactorCode ?? "" },
      });
      return ask(id, example);
    },
  );
  await appliance.close();
  return missing;
}

async function recordSysaid(): Promise<number> {
  const { app, control } = createSysaidSimulator({
    company,
    clock: createClock(NOW),
    settings: { passwordResetMethod: "user", loginLimit: 1_000, requestLimit: 1_000_000 },
  });
  const appliance = await startAppliance({ app });
  const { userName, password } = administrator.sysaid;
  const upstream = createSysaidUpstream({
    url: appliance.url,
    serviceUser: userName,
    servicePassword: password,
    ca: null,
    accountId: null,
  });
  const hide = (text: string) =>
    text
      .replaceAll(appliance.url, "https://sysaid.example")
      .replaceAll(`"${password}"`, '"your-password"')
      .replaceAll(`"${password}-New1"`, '"your-new-password"');
  const caller: Caller = { source: "sysaid", upstream, hide };
  const rowOf = (id: SysaidId) => SYSAID_OPERATIONS.find((row) => row.id === id) ?? fail(id);
  const result = await upstream.signIn(administrator.sysaid, call);
  if (result.outcome !== "connected") throw new Error(`${userName} is not let in`);
  const { session } = result;
  const person = company.people.find(({ id }) => id === administrator.personId);
  const answers = {
    1: company.sites.find(({ id }) => id === person?.siteId)?.city ?? "",
    2: company.departments.find(({ id }) => id === person?.departmentId)?.name ?? "",
  };
  const ask = (wanted: SysaidId, example: Example) => {
    const row = rowOf(wanted);
    return send(caller, row, example, row.session === "opens" ? null : session);
  };
  const missing = await record(
    "sysaid",
    SYSAID_OPERATIONS.map(({ id }) => id),
    async (id) => {
      const example = await SYSAID_EXAMPLES[id]({
        rows: async (wanted, asked = {}) => rowsIn((await ask(wanted, asked)).parsed),
        account: { userName, password, answers },
      });
      return ask(id, example);
    },
  );
  control.reset();
  await appliance.close();
  return missing;
}

function fail(id: string): never {
  throw new Error(`No operation ${id}`);
}

const missing = (await recordKace()) + (await recordSysaid());
process.exit(missing === 0 ? 0 : 1);
