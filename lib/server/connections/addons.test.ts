import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { toProblem } from "../api/problem";
import { BadRequest, NotFound, SourceSignInNeeded } from "../failures";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { captureLog, enter, openStage } from "../testing/stage";
import { UpstreamRefusal } from "../upstream/errors";
import { listAddons, readAddon, refreshAddons, tryAddon, updateAddon } from "./addons";
import { readOrganizations } from "./organizations";

// ada administers SysAid, abe is an agent there; "bomgar" is on and has a password.

const company = createTestCompany();
const kace = createKaceSimulator({ company, settings: { organizations: 3 } });
const sysaid = createSysaidSimulator({ company, settings: { loginLimit: 100 } });
const SECRET = "s3cret-Bomgar-pw";
const right = (userName: string) => ({ userName, password: TINY_PASSWORD });

let runtime: Runtime;
let ada: Viewer;
let sysaidUrl = "";
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const servers = {
    kace: await startAppliance({ app: kace.app }),
    sysaid: await startAppliance({ app: sysaid.app }),
  };
  sysaidUrl = servers.sysaid.url;
  runtime = await openStage({
    urls: { kace: servers.kace.url, sysaid: servers.sysaid.url },
    password: TINY_PASSWORD,
  });
  closers.push(() => runtime.stop(), servers.kace.close, servers.sysaid.close);
  ada = await enter(runtime, { kace: right("ada"), sysaid: right("ada") });
});
afterAll(async () => {
  for (const close of closers) await close();
});
afterEach(() => sysaid.control.faults.clear());

const { signal } = new AbortController();
const as = (viewer: Viewer) => ({ runtime, viewer, requestId: "r-1", signal });
const BOMGAR = { source: "sysaid", name: "bomgar" };
const update = (active: boolean, values: { name: string; value: string }[] = [], place = BOMGAR) =>
  updateAddon(as(ada), place, { active, values });
const lastAudit = async () => (await readAudit(runtime.store.db, 1))[0];
const refusalOf = async (act: Promise<unknown>) => {
  const error: unknown = await act.catch((thrown: unknown) => thrown);
  return toProblem(error, "r", Date.now());
};

/** What SysAid itself holds, secrets included. */
async function truth(name: string): Promise<Record<string, string>> {
  const login = await fetch(`${sysaidUrl}/api/v1/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user_name: "ada", password: TINY_PASSWORD }),
  });
  const cookie = login.headers.getSetCookie().map((line) => line.split(";")[0]);
  const answer = await fetch(`${sysaidUrl}/api/v1/addons/${name}`, {
    headers: { cookie: cookie.join("; ") },
  });
  const { params }: { params: { name: string; value: string }[] } = await answer.json();
  return Object.fromEntries(params.map((one) => [one.name, one.value]));
}

test("add-ons are listed with their switch; one tells its fields, and never a secret", async () => {
  const { addons } = await listAddons(as(ada), "sysaid");
  expect(addons.find(({ name }) => name === "bomgar")).toMatchObject({
    title: "Bomgar",
    active: true,
  });
  const detail = await readAddon(as(ada), BOMGAR);
  expect(detail.fields.find(({ secret }) => secret)).toMatchObject({ value: null, isSet: true });
  expect(detail.fields.find(({ name }) => name === "bomgar_url")?.value).toMatch(/^https:/);
  expect(JSON.stringify([addons, detail])).not.toContain(SECRET);
});

test("what was not typed stays, secrets above all; what was typed is there, and the audit holds no value", async () => {
  const logged = captureLog();
  const before = await truth("bomgar");
  const typed = [{ name: "bomgar_user_name", value: "new-user" }];
  const { addon, message } = await update(false, typed);
  expect(message).toBe("Add-on was updated");
  expect(addon.active).toBe(false);
  expect(await truth("bomgar")).toEqual({ ...before, bomgar_user_name: "new-user" });
  expect(await lastAudit()).toMatchObject({
    who: "ada",
    operation: "addons.update",
    target: "bomgar",
    outcome: "ok",
    detail: { active: false, fields: ["bomgar_user_name"] },
  });
  await update(true, [{ name: "bomgar_password", value: "another secret" }]);
  expect((await truth("bomgar")).bomgar_password).toBe("another secret");
  logged.end();
  expect(JSON.stringify([await lastAudit(), logged.lines])).not.toMatch(/another secret|new-user/);
});

test("SysAid's refusal comes in its own words, and the audit says so", async () => {
  const teams = { source: "sysaid", name: "teams" };
  expect(await refusalOf(update(true, [], teams))).toMatchObject({
    code: "source_refused",
    title: expect.stringContaining("Missing mandatory parameter teams_webhook_url"),
  });
  expect(await lastAudit()).toMatchObject({ operation: "addons.update", outcome: "refused" });
});

test("an error told in a header of an answer that is otherwise fine is an error", async () => {
  sysaid.control.faults.order({
    method: "PUT",
    path: "/api/v1/addons/*",
    fault: { kind: "status", status: 200, body: "", headers: { "Resp-Error-Text": "No licence" } },
  });
  expect(await refusalOf(update(true))).toMatchObject({
    title: expect.stringContaining("No licence"),
  });
});

test("a change that SysAid confirms and does not make is told", async () => {
  sysaid.control.faults.order({
    method: "PUT",
    path: "/api/v1/addons/*",
    fault: { kind: "status", status: 200, body: "" },
  });
  const act = update(false, [{ name: "bomgar_url", value: "https://elsewhere.example" }]);
  await expect(act).rejects.toThrow(UpstreamRefusal);
  await expect(act).rejects.toThrow(/still shows other values for the switch, bomgar_url/);
});

test("a connection is tried with what was typed, and nothing is kept", async () => {
  const before = await truth("bomgar");
  const attempt = (value: string) =>
    tryAddon(as(ada), BOMGAR, { values: [{ name: "bomgar_url", value }] });
  expect((await attempt("https://ok.example")).message).toBe("Connection succeeded");
  expect(await refusalOf(attempt("https://gone.invalid"))).toMatchObject({
    title: expect.stringContaining("bomgar_url cannot be reached"),
  });
  expect(await truth("bomgar")).toEqual(before);
  expect(await lastAudit()).toMatchObject({ operation: "addons.test", outcome: "refused" });
});

test("a refresh gives the list anew, with SysAid's words", async () => {
  const { addons, message } = await refreshAddons(as(ada), "sysaid");
  expect(addons.length).toBeGreaterThan(3);
  expect(message).toBe("Add-ons were refreshed");
});

test("fields that do not exist or must not be changed are refused before SysAid hears of it", async () => {
  const jira = { source: "sysaid", name: "jira" };
  const act = update(
    true,
    [
      { name: "jira_site_id", value: "x" },
      { name: "nonsense", value: "x" },
    ],
    jira,
  );
  await expect(act).rejects.toThrow(BadRequest);
  for (const name of ["..", ".", "a/b", "a?b", "", undefined]) {
    await expect(readAddon(as(ada), { source: "sysaid", name })).rejects.toThrow(NotFound);
  }
});

test("only whoever SysAid lets see them does: an agent is refused in its words, a stranger signs in", async () => {
  const abe = await enter(runtime, { sysaid: right("abe") });
  expect(await refusalOf(listAddons(as(abe), "sysaid"))).toMatchObject({ code: "forbidden" });
  const kim = await enter(runtime, { kace: right("kim") });
  await expect(listAddons(as(kim), "sysaid")).rejects.toThrow(SourceSignInNeeded);
  await expect(listAddons(as(ada), "kace")).rejects.toThrow(NotFound);
});

test("KACE's organisations are listed with the one that the session is in", async () => {
  const { held, organizations } = await readOrganizations(as(ada), "kace");
  expect(held).toBe("Default");
  expect(organizations.length).toBeGreaterThan(1);
  expect(organizations.filter(({ current }) => current)).toMatchObject([{ id: "1" }]);
  await expect(readOrganizations(as(ada), "sysaid")).rejects.toThrow(NotFound);
});
