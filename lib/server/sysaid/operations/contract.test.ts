import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { fillPath } from "@/lib/server/upstream/fill-path";
import { createMatcher } from "@/lib/server/upstream/match-operation";
import type { Upstream, UpstreamSession } from "@/lib/server/upstream/port";
import { startAppliance } from "@/simulators/appliance/serve";
import { generateCompany } from "@/simulators/fleet";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { createSysaidUpstream } from "../index";
import { EXAMPLES, type Example, type Finder } from "./examples";
import { type OperationId, SYSAID_OPERATIONS, operationOf } from "./index";

// The contract of every operation: the client's own way to the server, the server as it is known, and the answer as
// the row says that it is.

const company = generateCompany({
  seed: 7,
  devices: 60,
  tickets: 300,
  cis: 30,
  now: Date.UTC(2026, 9, 25, 12),
});
const administrator = company.accounts.find(({ role }) => role === "administrator");
const account = administrator?.sysaid;
if (!account) throw new Error("the administrator has no account");
const person = company.people.find(({ id }) => id === administrator?.personId);
const answers = {
  1: company.sites.find(({ id }) => id === person?.siteId)?.city ?? "",
  2: company.departments.find(({ id }) => id === person?.departmentId)?.name ?? "",
};
const call = { priority: "person" } as const;

let appliance: Awaited<ReturnType<typeof startAppliance>>;
let sysaid: Upstream;
let session: UpstreamSession;
beforeAll(async () => {
  const { app } = createSysaidSimulator({
    company,
    // Users who choose their password themselves are the one way on which there is a token.
    settings: { passwordResetMethod: "user" },
  });
  appliance = await startAppliance({ app });
  sysaid = createSysaidUpstream({
    url: appliance.url,
    serviceUser: account.userName,
    servicePassword: account.password,
    ca: null,
    accountId: null,
  });
  const result = await sysaid.signIn(account, call);
  if (result.outcome !== "connected") throw new Error(result.outcome);
  session = result.session;
});
afterAll(() => appliance.close());

/** What came back, and what the row's schema made of it. */
async function send(id: OperationId, { path = {}, query = {}, json, form }: Example) {
  const row = operationOf(id);
  const body = form ? toForm(form) : json === undefined ? null : JSON.stringify(json);
  const request = new Request("http://form.example", { method: "POST", body });
  const type = form ? String(request.headers.get("content-type")) : "application/json";
  const pairs = Object.entries(query).map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
  const answer = await sysaid.carry(
    {
      row,
      path: fillPath(row, path),
      query: pairs.join("&"),
      headers: body === null ? {} : { "content-type": type },
      body: request.body,
      session: row.session === "opens" ? null : session,
    },
    call,
  );
  const text = await new Response(answer.body).text();
  const parsed = row.answer.kind === "json" ? row.answer.schema.parse(JSON.parse(text)) : null;
  return { text, parsed };
}

function toForm(parts: NonNullable<Example["form"]>): FormData {
  const form = new FormData();
  for (const { name, text, fileName } of parts) {
    if (fileName === undefined) form.set(name, text);
    else form.set(name, new Blob([text], { type: "text/plain" }), fileName);
  }
  return form;
}

const Row = z.record(z.string(), z.unknown());
const find: Finder = {
  async rows(id, example = {}) {
    const { parsed } = await send(id, example);
    if (parsed === null || parsed === "") return [];
    return Array.isArray(parsed) ? z.array(Row).parse(parsed) : [Row.parse(parsed)];
  },
  account: { ...account, answers },
};

test.each(SYSAID_OPERATIONS.map(({ id }) => id))("%s is answered as its row says", async (id) => {
  const row = operationOf(id);
  const example = await EXAMPLES[id](find);

  // The example itself keeps to the row.
  expect(createMatcher(SYSAID_OPERATIONS)(row.method, fillPath(row, example.path))?.row).toBe(row);
  const known = new Set(row.query.map(({ name }) => name));
  const given = Object.keys(example.query ?? {});
  if (!row.anyFilter) expect(given.filter((name) => !known.has(name))).toEqual([]);
  const needed = row.query.filter(({ required }) => required).map(({ name }) => name);
  expect(given).toEqual(expect.arrayContaining(needed));
  if (row.body.kind === "json") row.body.schema.parse(example.json);
  const bodyKind = example.form ? "multipart" : example.json === undefined ? "none" : "json";
  expect(bodyKind).toBe(row.body.kind);

  const { text, parsed } = await send(id, example);
  if (row.answer.kind === "json") expect(parsed).not.toEqual([]);
  if (row.answer.kind === "json") expect(parsed).not.toBe("");
  if (row.answer.kind === "empty") expect(text).toBe("");
  if (row.answer.kind === "binary") expect(text).toBe("a picture");
});
