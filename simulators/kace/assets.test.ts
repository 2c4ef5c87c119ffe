import { expect, test } from "vitest";
import { ARCHIVE_DELAY_MS } from "./archiving";
import { serveSimulator, type Caller } from "./test-client";

const { control, signIn, url } = serveSimulator();
const ASSETS = "/api/asset/assets";
const BARCODES = "/api/asset/barcodes";
const setting = (body: object) =>
  fetch(url("/__simulator/settings"), { method: "POST", body: JSON.stringify(body) });
const created = async ({ send }: Caller, asset: object) => {
  const { status, body } = await send("POST", ASSETS, { Assets: [asset] });
  expect([status, body["Result"]]).toEqual([200, "Success"]);
  const [id] = body["IDs"] as number[];
  return id ?? 0;
};
const all = { shaping: "asset all" };
test("an asset is created with what was said and is there in the next read", async () => {
  const ada = await signIn("ada");
  const id = await created(ada, {
    asset_type_id: 5,
    name: "Beamer",
    owner_id: 104,
    asset_status_id: 2,
    location_id: 3,
    mapped_id: 2,
    field_10001: "INV-7",
    unheard_of: "ignored",
  });
  expect(await ada.rows(`${ASSETS}/${id}/`, all)).toEqual([
    expect.objectContaining({
      id,
      asset_type_id: 5,
      asset_type_name: "Device",
      name: "Beamer",
      owner_id: 104,
      asset_status_id: 2,
      location_id: 3,
      mapped_id: 2,
      archive: "",
      field_10001: "INV-7",
      field_10002: "",
      created: "2026-03-01 07:00:00",
      modified: "2026-03-01 07:00:00",
    }),
  ]);
  const uma = await signIn("uma");
  expect(await uma.rows(ASSETS, { filtering: "name eq beamer" })).toHaveLength(1);
});

test("several assets in one request are all stored, or none where one is wrong", async () => {
  const { get, send } = await signIn("ada");
  const two = [
    { asset_type_id: 1, name: "Room 1" },
    { asset_type_id: 7, name: "Office (9)" },
  ];
  expect((await send("POST", ASSETS, { Assets: two })).body).toEqual({
    Result: "Success",
    IDs: [4, 5],
  });
  const wrong = [...two, { asset_type_id: 5, name: "X", owner_id: 999 }];
  expect((await send("POST", ASSETS, { Assets: wrong })).status).toBe(400);
  expect((await get(ASSETS)).body).toMatchObject({ Count: 5 });
});

test.each([
  ["no list", {}],
  ["an empty list", { Assets: [] }],
  ["no name", { Assets: [{ asset_type_id: 5 }] }],
  ["no type", { Assets: [{ name: "X" }] }],
  ["a type that is not there", { Assets: [{ name: "X", asset_type_id: 99 }] }],
  ["a status that is not there", { Assets: [{ name: "X", asset_type_id: 5, asset_status_id: 9 }] }],
  ["a field of another type", { Assets: [{ name: "X", asset_type_id: 1, field_10001: "7" }] }],
  [
    "an attachment without its file",
    { Assets: [{ name: "X", asset_type_id: 5, field_10002: { attachmentSet: "A" } }] },
  ],
])("creating with %s is 400 with the appliance's error body", async (_case, body) => {
  const { get, send } = await signIn("ada");
  const answer = await send("POST", ASSETS, body);
  expect([answer.status, Object.keys(answer.body)]).toEqual([
    400,
    ["errorCode", "errorDescription"],
  ]);
  expect((await get(ASSETS)).body).toMatchObject({ Count: 3 });
});

test.each(["PUT", "POST"])("%s changes what it names and leaves the rest", async (method) => {
  const { rows, send } = await signIn("ada");
  control.clock.advance(3_600_000);
  const wish = { Assets: [{ name: "Renamed", owner_id: 105, field_10004: "2027-01-31" }] };
  expect(await send(method, `${ASSETS}/1`, wish)).toMatchObject({
    status: 200,
    body: { Result: "Success", IDs: [1] },
  });
  expect(await rows(`${ASSETS}/1`, all)).toMatchObject([
    { name: "Renamed", owner_id: 105, mapped_id: 1, modified: "2026-03-01 08:00:00" },
  ]);
  expect(await rows(ASSETS, { filtering: "field_10004 eq 2027-01-31" })).toHaveLength(1);
  await send(method, `${ASSETS}/1`, { Assets: [{ field_10004: { remove: "1" } }] });
  expect(await rows(`${ASSETS}/1`, all)).toMatchObject([{ field_10004: "" }]);
  expect((await send(method, `${ASSETS}/1`, { Assets: [{ asset_type_id: 1 }] })).status).toBe(400);
  expect((await send(method, `${ASSETS}/99`, wish)).status).toBe(404);
});

test("PUT without an id fails as on real appliances", async () => {
  const { send } = await signIn("ada");
  expect((await send("PUT", ASSETS, { Assets: [{ name: "X" }] })).status).toBe(500);
});

test("a removed asset is gone, with its barcodes, and its id is not given again", async () => {
  const ada = await signIn("ada");
  expect((await ada.send("DELETE", `${ASSETS}/1/`, {})).body).toEqual({
    Result: "Success",
    IDs: [1],
  });
  expect(await ada.rows(`${ASSETS}/1`)).toEqual([]);
  expect((await ada.rows(ASSETS)).map((row) => row["id"])).toEqual([2, 3]);
  expect((await ada.rows(BARCODES)).map((row) => row["id"])).toEqual([2]);
  expect((await ada.send("DELETE", `${ASSETS}/1`, {})).status).toBe(404);
  const id = await created(ada, { asset_type_id: 5, name: "Next" });
  await ada.send("DELETE", `${ASSETS}/${id}`, {});
  expect(await created(ada, { asset_type_id: 5, name: "Next" })).toBe(id + 1);
});

test("archiving is pending, can be cancelled, and takes the machine away when its time has come", async () => {
  const { get, rows, send } = await signIn("ada");
  const state = async () => {
    const [asset] = await rows(`${ASSETS}/1`, all);
    return [asset?.["archive"], asset?.["archive_reason"], asset?.["mapped_id"]];
  };
  const archive = (reason = "") => send("POST", `${ASSETS}/1/archive`, { archive_reason: reason });
  expect((await archive("Old")).body).toEqual({ Result: "Success", IDs: [1] });
  expect(await state()).toEqual(["pending", "Old", 1]);
  expect((await archive()).status).toBe(400);
  expect((await send("POST", `${ASSETS}/1/cancel_archive/`, {})).body).toMatchObject({ IDs: [1] });
  expect((await send("POST", `${ASSETS}/1/cancel_archive`, {})).status).toBe(400);
  control.clock.advance(ARCHIVE_DELAY_MS);
  const later = await signIn("ada");
  expect((await later.rows(`${ASSETS}/1`, all))[0]).toMatchObject({ archive: "" });

  await later.send("POST", `${ASSETS}/1/archive`, {});
  control.clock.advance(ARCHIVE_DELAY_MS - 1);
  const before = await signIn("ada");
  expect(await before.rows("/api/inventory/machines/1")).toHaveLength(1);
  control.clock.advance(1);
  expect((await before.rows(`${ASSETS}/1`, all))[0]).toMatchObject({
    archive: "completed",
    mapped_id: 0,
  });
  expect(await before.rows("/api/inventory/machines/1")).toEqual([]);
  expect((await before.send("POST", `${ASSETS}/1/cancel_archive`, {})).status).toBe(400);
  expect((await before.send("POST", `${ASSETS}/3/archive`, {})).status).toBe(400);
  expect((await get("/api/asset/archived_devices/1")).status).toBe(401);
  expect((await before.get("/api/asset/archived_devices/1")).status).toBe(500);
});

test("archived devices answer as documented where the appliance's fault is switched off", async () => {
  await setting({ archivedDevices: "works" });
  const archived = async (userName: string, id: number) =>
    (await (await signIn(userName)).get(`/api/asset/archived_devices/${id}/`)).body;
  const row = { id: 2, asset_id: 2, name: "PC-2" };
  expect(await archived("ada", 2)).toEqual({ ArchivedDevices: [row] });
  expect(await archived("ada", 1)).toEqual({ ArchivedDevices: [] });
  expect(await archived("leo", 2)).toEqual({ ArchivedDevices: [] });
});

test("asset types tell their custom fields and statuses are read one by one", async () => {
  const { get, rows } = await signIn("uma");
  const types = await rows(`${ASSETS}/types/`);
  expect(types[1]).toMatchObject({ AssetTypeID: 5, CanDelete: false });
  expect(types[1]?.["properties"]).toContainEqual(
    expect.objectContaining({ ColumnName: "FIELD_10002", Type: "Attachment" }),
  );
  expect((await get("/api/asset/asset_status/2")).body).toMatchObject({
    AssetStatus: [{ id: 2, name: "Retired" }],
  });
  expect(await rows("/api/asset/asset_status", { filtering: "name co act" })).toHaveLength(1);
  expect(await rows("/api/asset/asset_status/99")).toEqual([]);
});

test("licences are listed alone, and by the title that they apply to", async () => {
  const ada = await signIn("ada");
  const id = await created(ada, {
    asset_type_id: 7,
    name: "Zoo (12)",
    owner_id: 104,
    field_10011: [{ id: 1 }],
  });
  await created(ada, { asset_type_id: 7, name: "Other" });
  const listed = async ({ get }: Caller, query = {}) =>
    (await get("/api/asset/licenses", { ...all, ...query })).body;
  expect(await listed(ada)).toMatchObject({ Count: 2, Licenses: [{ id }, { name: "Other" }] });
  expect(await listed(ada, { appliesToSoftware: "1" })).toMatchObject({
    Count: 1,
    Licenses: [{ id, field_10010: "12", field_10011: "1" }],
  });
  expect(await listed(ada, { appliesToSoftware: "2" })).toMatchObject({ Count: 0 });
  expect(await listed(ada, { appliesToSoftware: "" })).toMatchObject({ Count: 2 });
  expect(await listed(await signIn("uma"))).toMatchObject({ Count: 1 });
  expect((await ada.get("/api/asset/licenses", { appliesToSoftware: "x" })).status).toBe(400);
});

test.each([
  ["POST", ASSETS],
  ["PUT", ASSETS],
  ["POST", `${ASSETS}/1`],
  ["PUT", `${ASSETS}/1`],
  ["DELETE", `${ASSETS}/1`],
  ["POST", `${ASSETS}/1/archive`],
  ["POST", `${ASSETS}/1/cancel_archive`],
  ["POST", BARCODES],
  ["PUT", `${BARCODES}/1`],
  ["DELETE", `${BARCODES}/1`],
])("%s %s is for administrators alone", async (method, path) => {
  const body = JSON.stringify({ Assets: [{ name: "X", asset_type_id: 5 }], Barcodes: [{}] });
  const headers = { "x-kace-api-version": "13" };
  expect((await fetch(url(path), { method, body, headers })).status).toBe(401);
  for (const userName of ["rita", "abe", "uma"]) {
    const { send } = await signIn(userName);
    const answer = await send(method, path, JSON.parse(body));
    expect([userName, answer.status, answer.body["errorCode"]]).toEqual([userName, 403, -1]);
  }
  const { get } = await signIn("ada");
  expect((await get(ASSETS)).body).toMatchObject({ Count: 3 });
  expect((await get(BARCODES)).body).toMatchObject({ Count: 2 });
});
