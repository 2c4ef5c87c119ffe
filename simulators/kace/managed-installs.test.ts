import { expect, test } from "vitest";
import { serveSimulator, type Caller } from "./test-client";

const { signIn } = serveSimulator();
const MANAGED = "/api/managed_install/managed_installs";
const ids = (rows: Record<string, unknown>[]) => rows.map((row) => row["id"]);
const targets = async (caller: Caller, id = 1) =>
  ids(await caller.rows(`${MANAGED}/${id}/machines`));

test("managed installs answer the whole query syntax, and one by id", async () => {
  const ada = await signIn("ada");
  expect((await ada.get(`${MANAGED}/`)).body).toMatchObject({
    Count: 2,
    Warnings: {},
    MIs: [{ id: 1, name: "Zoo Editor 1.0", software_id: 1, enabled: 1, platform: "windows" }, {}],
  });
  const query = { filtering: "software.name co reader", shaping: "mi limited", sorting: "id desc" };
  expect(await ada.rows(MANAGED, query)).toEqual([{ id: 2, name: "abc Reader 24.1" }]);
  expect(ids(await ada.rows(`${MANAGED}/2`))).toEqual([2]);
  expect(await ada.rows(`${MANAGED}/99`)).toEqual([]);
});

test.each(["/api/managed_install", "/api/mi"])(
  "under %s the machines of an install answer in both spellings, with id, name and user",
  async (base) => {
    const rita = await signIn("rita");
    const path = "/managed_installs/1/machines";
    const { body } = await rita.get(base + path, { sorting: "name desc" });
    expect(body).toMatchObject({ Count: 2, Machines: [{ id: 4, name: "delta" }, { id: 2 }] });
    expect(Object.keys((await rita.rows(base + path))[0] ?? {})).toEqual(["id", "name", "user"]);
    expect(await rita.rows(`${base}${path.replace("managed", "mamaged")}/`)).toEqual(
      await rita.rows(base + path),
    );
    expect(ids(await rita.rows(`${base}/compatible_machines`))).toEqual([1, 2, 3, 4, 5]);
    expect(await rita.rows(`${base}/files`, { filtering: "file_name st zoo" })).toMatchObject([
      { id: 1, file_name: "Zoo-Editor-1.0.msi", file_size: 3_145_728 },
    ]);
  },
);

test("compatible machines are those of the install's own platform", async () => {
  const ada = await signIn("ada");
  expect(ids(await ada.rows(`${MANAGED}/1/compatible_machines`))).toEqual([1, 2, 4, 5]);
  expect(
    await ada.rows(`${MANAGED}/1/compatible_machines`, { filtering: "name eq delta" }),
  ).toHaveLength(1);
});

test("the file of an install is described", async () => {
  const { body } = await (await signIn("ada")).get(`${MANAGED}/2/file`);
  expect(body).toMatchObject({ Files: [{ id: 2, file_name: "abc-Reader-24.1.msi" }] });
});

test("machines are added and removed, and the next read shows them", async () => {
  const ada = await signIn("ada");
  const added = await ada.send("PUT", `${MANAGED}/1/add_to_machines/`, { Machines: ["1", 2] });
  expect(added).toMatchObject({ status: 200, body: {} });
  expect(await targets(ada)).toEqual([1, 2, 4]);
  const removed = await ada.send("PUT", `${MANAGED}/1/remove_from_machines`, { Machines: [4, 5] });
  expect(removed.status).toBe(200);
  expect(await targets(ada)).toEqual([1, 2]);
  expect(await targets(ada, 2)).toEqual([1, 2, 4, 5]);
  expect((await ada.rows(`${MANAGED}/1`))[0]).toMatchObject({ modified: "2026-03-01 07:00:00" });
});

test("one machine that does not fit keeps the whole write out, and the error names it", async () => {
  const ada = await signIn("ada");
  const answer = await ada.send("PUT", `${MANAGED}/1/add_to_machines`, { Machines: [1, 3] });
  expect(answer).toMatchObject({ status: 400, body: { errorCode: -1 } });
  expect(answer.body["errorDescription"]).toMatch(/Gamma is not compatible/);
  expect(await targets(ada)).toEqual([2, 4]);
});

test.each([null, {}, { Machines: [] }, { Machines: ["all"] }, { Machines: [99] }])(
  "%j adds and removes nothing",
  async (body) => {
    const ada = await signIn("ada");
    for (const verb of ["add_to_machines", "remove_from_machines"])
      expect((await ada.send("PUT", `${MANAGED}/1/${verb}`, body)).status).toBe(400);
    expect(await targets(ada)).toEqual([2, 4]);
  },
);

test("writes are for administrators; unknown installs are not found", async () => {
  for (const user of ["abe", "rita", "uma"])
    for (const verb of ["add_to_machines", "remove_from_machines"]) {
      const caller = await signIn(user);
      expect((await caller.send("PUT", `${MANAGED}/1/${verb}`, { Machines: [1] })).status).toBe(
        403,
      );
    }
  const ada = await signIn("ada");
  expect((await ada.send("PUT", `${MANAGED}/9/add_to_machines`, { Machines: [1] })).status).toBe(
    404,
  );
  for (const part of ["machines", "compatible_machines", "file"])
    expect((await ada.get(`${MANAGED}/9/${part}`)).status).toBe(404);
});

test("a standard user sees the installs that are meant for machines of theirs, and those machines", async () => {
  const uma = await signIn("uma");
  expect(ids(await uma.rows(MANAGED))).toEqual([1, 2]);
  expect(await targets(uma)).toEqual([4]);
  expect(ids(await uma.rows("/api/mi/compatible_machines"))).toEqual([4]);
  const mia = await signIn("mia");
  expect(await mia.rows(MANAGED)).toEqual([]);
  expect((await mia.get(`${MANAGED}/1/file`)).status).toBe(404);
  expect(await mia.rows("/api/mi/files")).toEqual([]);
});
