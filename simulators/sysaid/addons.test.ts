import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { refusal, startTiny, type Caller, type Tiny } from "./test-harness";

let tiny: Tiny;
let ada: Caller;
beforeAll(async () => {
  tiny = await startTiny();
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.control("reset");
  ada = await tiny.signIn("ada");
});

interface Told {
  name: string;
  active: boolean;
  implemented: boolean;
  params: { name: string; value: string; encrypted: boolean }[] | null;
}
const read = async (name: string): Promise<Told> => (await ada.get(`addons/${name}`)).json();
const values = async (name: string) =>
  Object.fromEntries(((await read(name)).params ?? []).map((one) => [one.name, one.value]));
const MESSAGE = "addon-message";

test("a list tells no parameters, one add-on tells them all, secrets in full", async () => {
  const list: Told[] = await (await ada.get("addons")).json();
  expect(list.length).toBeGreaterThan(3);
  for (const { params } of list) expect(params).toBeNull();
  expect(new Set(list.map(({ active }) => active))).toEqual(new Set([true, false]));
  const secret = (await read("bomgar")).params?.find(({ encrypted }) => encrypted);
  expect(secret?.value).not.toBe("");
  expect(await refusal(ada.get("addons/nonsense"))).toEqual([400, "Invalid add-on name"]);
});

test("an update changes the switch and editable values, and lasts; everything else is ignored", async () => {
  const before = await values("jira");
  const answer = await ada.send("PUT", "addons/jira", {
    name: "other",
    active: false,
    title: "Mine",
    params: [
      { name: "jira_url", value: "https://new.example" },
      { name: "jira_site_id", value: "changed" },
      { name: "nonsense", value: "x" },
    ],
  });
  expect([answer.status, await answer.text(), answer.headers.get(MESSAGE)]).toEqual([
    200,
    "",
    "Add-on was updated",
  ]);
  expect(await read("jira")).toMatchObject({ name: "jira", title: "Jira", active: false });
  expect(await values("jira")).toEqual({ ...before, jira_url: "https://new.example" });
  await tiny.control("reset");
  ada = await tiny.signIn("ada");
  expect(await values("jira")).toEqual(before);
});

test("what cannot run is not switched on", async () => {
  const on = { active: true };
  const answer = await ada.send("PUT", "addons/teams", on);
  expect([answer.status, answer.headers.get(MESSAGE)]).toEqual([
    400,
    "Missing mandatory parameter teams_webhook_url",
  ]);
  expect((await read("teams")).active).toBe(false);
  expect(await refusal(ada.send("PUT", "addons/erp", on))).toEqual([
    400,
    "Add-on is not implemented",
  ]);
});

test("a connection is tried with the values sent, and changes nothing", async () => {
  const before = await values("bomgar");
  const testWith = (value: string) =>
    ada.send("POST", "addons/bomgar/testConnection", { params: [{ name: "bomgar_url", value }] });
  expect((await testWith("https://ok.example")).status).toBe(200);
  expect((await testWith("https://gone.invalid")).status).toBe(400);
  expect((await testWith("ftp://x.example")).status).toBe(400);
  expect(await refusal(testWith(""))).toEqual([400, "Missing mandatory parameter bomgar_url"]);
  expect(await values("bomgar")).toEqual(before);
});

test("the document's other spelling leads to the same add-on", async () => {
  expect((await ada.send("PUT", "addon/bomgar", { active: false })).status).toBe(200);
  expect((await read("bomgar")).active).toBe(false);
  expect((await ada.send("POST", "addon/bomgar/testConnection", {})).status).toBe(200);
});

test("a refresh says that it went well", async () => {
  const answer = await ada.send("POST", "addons/refresh");
  expect(await answer.json()).toEqual({ status: 200, message: expect.any(String) });
});

test("barcodes are known while their add-on is on", async () => {
  const types = async () => (await (await ada.get("ci/type?barcode=true")).json()).length;
  const cis = () => ada.ids("ci?supportBarcode=true");
  expect([await types(), await cis()]).toEqual([1, ["1", "2", "3"]]);
  expect(await ada.ids("ci/barcode?fields=id")).toEqual(["1", "2", "3"]);
  await ada.send("PUT", "addons/barcode", { active: false });
  expect([await types(), await cis()]).toEqual([0, []]);
});

test("nobody but a SysAid administrator comes near", async () => {
  for (const name of ["abe", "uma"]) {
    const caller = await tiny.signIn(name);
    for (const answer of [
      caller.get("addons"),
      caller.get("addons/bomgar"),
      caller.send("PUT", "addons/bomgar", { active: false }),
      caller.send("POST", "addons/bomgar/testConnection", {}),
      caller.send("POST", "addons/refresh"),
    ]) {
      expect((await refusal(answer))[0]).toBe(403);
    }
  }
});
