import { afterAll, beforeAll, expect, test } from "vitest";
import type { SysaidRecord } from "../fleet/model";
import { startTiny, type Tiny } from "./test-harness";

let tiny: Tiny;
beforeAll(async () => {
  tiny = await startTiny();
});
afterAll(() => tiny.close());

const ALL = "sr?type=all&archive=1&sort=id&fields=id";
const PORTAL = { referer: "https://helpdesk.example/servicePortal" };
const idsOf = (isSeen: (record: SysaidRecord) => boolean) =>
  tiny.company.sysaid.records.filter(isSeen).map(({ id }) => String(id));

test("administrators see every record", async () => {
  for (const name of ["ada", "abe"]) {
    expect(await (await tiny.signIn(name)).ids(ALL)).toEqual(idsOf(() => true));
  }
});

test("an end user sees own requests and those that carry the own address in copy, in list, count, search and form", async () => {
  const uma = await tiny.signIn("uma");
  const seen = idsOf(({ requestUserId, cc }) => requestUserId === 4 || cc !== "");
  expect(await uma.ids(ALL)).toEqual(seen);
  expect(await (await uma.get("sr/count?type=all&archive=1")).json()).toEqual({
    count: seen.length,
  });
  expect(await uma.ids("sr/search?query=of&type=all&archive=1&sort=id&fields=id")).toEqual(seen);
  const hidden = idsOf(() => true).find((id) => !seen.includes(id));
  expect((await uma.get(`sr/${seen[0]}`)).status).toBe(200);
  const refused = await uma.get(`sr/${hidden}`);
  expect([refused.status, await refused.json()]).toEqual([
    400,
    { status: 400, message: "Invalid service record id" },
  ]);
});

test("a manager sees the people below, at any depth, only when asking for it", async () => {
  const mia = await tiny.signIn("mia");
  expect(await mia.ids(ALL)).toEqual(idsOf(({ requestUserId }) => requestUserId === 3));
  expect(await mia.ids(`${ALL}&supervisedRequests=Y`)).toEqual(
    idsOf(({ requestUserId }) => [3, 4, 5].includes(requestUserId)),
  );
  const leo = await tiny.signIn("leo");
  expect(await leo.ids(`${ALL}&supervisedRequests=Y`)).toEqual(
    idsOf(({ requestUserId }) => requestUserId === 5),
  );
});

test("a Referer of the service portal makes an administrator an end user", async () => {
  const ada = await tiny.signIn("ada");
  expect(await ada.ids(ALL, PORTAL)).toEqual(idsOf(({ requestUserId }) => requestUserId === 1));
  expect((await ada.get("ci", PORTAL)).status).toBe(403);
  expect(await ada.ids(ALL, { referer: "https://dashboard.example/tickets" })).toEqual(
    idsOf(() => true),
  );
});

test("rights over a record follow the caller", async () => {
  const rights = async (name: string) => {
    const [row] = await (
      await tiny.signIn(name)
    ).rows("sr?type=all&archive=1&ids=7,4&sort=id&fields=id");
    return [row?.["canUpdate"], row?.["canDelete"], row?.["canArchive"]];
  };
  expect(await rights("ada")).toEqual([true, true, true]);
  expect(await rights("abe")).toEqual([true, false, false]);
  // Record 7 has Uma in copy, record 4 is Mia's own.
  expect(await rights("uma")).toEqual([false, false, false]);
  expect(await rights("mia")).toEqual([true, false, false]);
});

test("assets: all for administrators, own for end users; CIs for administrators alone", async () => {
  const [ada, uma] = [await tiny.signIn("ada"), await tiny.signIn("uma")];
  expect(await ada.ids("asset")).toHaveLength(3);
  expect(await uma.ids("asset")).toEqual(["02-00-00-00-00-02"]);
  expect((await uma.get("asset/02-00-00-00-00-01")).status).toBe(400);
  expect((await uma.get("ci")).status).toBe(403);
  expect((await uma.get("ci/1/relation")).status).toBe(403);
  expect((await uma.send("POST", "ci/1/relation", [])).status).toBe(403);
});

test("end users reach no other user, nor others' permissions or names in filters", async () => {
  const uma = await tiny.signIn("uma");
  const statuses = [];
  for (const path of [
    "users",
    "users/search?query=a",
    "users/1",
    "users/1/permission",
    "users/4",
  ]) {
    statuses.push((await uma.get(path)).status);
  }
  expect(statuses).toEqual([403, 403, 403, 403, 200]);
  const filter = await (await uma.get("filters/request_user")).json();
  expect(filter.values).toEqual([{ id: "4", caption: "Uma Unger" }]);
});

test("without a session nothing answers, and asks nothing of the limits", async () => {
  for (const path of ["sr", "users", "ci", "asset", "list", "filters", "sr/1"]) {
    expect((await fetch(`${tiny.url}/api/v1/${path}`)).status).toBe(401);
  }
});
