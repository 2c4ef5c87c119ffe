import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { ARCHIVE_DELAY_MS } from "./archiving";
import { serveSimulator, type Caller } from "./test-client";

const { control, signIn, url } = serveSimulator();
const ASSETS = "/api/asset/assets";
const BARCODES = "/api/asset/barcodes";
const SCAN = {
  asset_id: 1,
  barcode_data: "0042",
  barcode_format: "QR",
  barcode_name: "Door",
  scanned_geolocation: "32.8,35.0",
  scanned_method: "SCANNED",
};
const setting = (body: object) =>
  fetch(url("/__simulator/settings"), { method: "POST", body: JSON.stringify(body) });
const created = async ({ send }: Caller, asset: object) => {
  const { status, body } = await send("POST", ASSETS, { Assets: [asset] });
  expect([status, body["Result"]]).toEqual([200, "Success"]);
  const [id] = body["IDs"] as number[];
  return id ?? 0;
};
const all = { shaping: "asset all" };
/** A form as the reference's examples show it: the list, then the files that it names. */
const formOf = (asset: object, files: Record<string, Blob>) => {
  const form = new FormData();
  form.append("Assets", JSON.stringify([asset]));
  for (const [name, file] of Object.entries(files)) form.append(name, file, `${name}.bin`);
  return form;
};

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

test("a removed asset is gone, with its barcodes and attachments", async () => {
  const { rows, send, upload, download } = await signIn("ada");
  await upload(
    "POST",
    `${ASSETS}/1`,
    formOf({ field_10002: { attachmentSet: "Bill" } }, { Bill: new Blob(["bill"]) }),
  );
  expect((await send("DELETE", `${ASSETS}/1/`, {})).body).toEqual({ Result: "Success", IDs: [1] });
  expect(await rows(`${ASSETS}/1`)).toEqual([]);
  expect((await rows(ASSETS)).map((row) => row["id"])).toEqual([2, 3]);
  expect((await rows(BARCODES)).map((row) => row["id"])).toEqual([2]);
  expect((await download(`${ASSETS}/1/attachment/10002`)).status).toBe(404);
  expect((await send("DELETE", `${ASSETS}/1`, {})).status).toBe(404);
  const [next] = (await send("POST", ASSETS, { Assets: [{ asset_type_id: 5, name: "N" }] })).body[
    "IDs"
  ] as number[];
  expect(next).toBe(4);
});

test("files come with a new asset, are read by field, replaced and removed", async () => {
  const { rows, send, upload, download } = await signIn("ada");
  const asset = {
    asset_type_id: 5,
    name: "With files",
    field_10002: { attachmentSet: "One" },
    field_10003: { attachmentSet: "Two" },
  };
  const png = new Blob([new Uint8Array([0, 13, 10, 45, 45, 255])], { type: "image/png" });
  const { body } = await upload(
    "POST",
    ASSETS,
    formOf(asset, { One: png, Two: new Blob(["zwei"]) }),
  );
  const [id] = body["IDs"] as number[];
  expect(await rows(`${ASSETS}/${id}`, all)).toMatchObject([
    { field_10002: "One.bin", field_10003: "Two.bin" },
  ]);
  for (const path of ["attachment/10002", "attachments/field_10002", "attachment/field_10002/"]) {
    const answer = await download(`${ASSETS}/${id}/${path}`);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("content-length")).toBe("6");
    expect(answer.headers.get("content-disposition")).toContain('filename="One.bin"');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(
      new Uint8Array(await png.arrayBuffer()),
    );
  }
  const replaced = formOf({ field_10003: { attachmentSet: "New" } }, { New: new Blob(["drei"]) });
  await upload("PUT", `${ASSETS}/${id}`, replaced);
  expect(await (await download(`${ASSETS}/${id}/attachment/10003`)).text()).toBe("drei");
  await send("PUT", `${ASSETS}/${id}`, { Assets: [{ field_10002: { remove: "1" } }] });
  expect((await download(`${ASSETS}/${id}/attachment/10002`)).status).toBe(404);
  expect((await download(`${ASSETS}/${id}/attachment/10001`)).status).toBe(404);
  expect((await download(`${ASSETS}/${id}/attachment/nothing`)).status).toBe(404);
});

test("an owner reads the attachments of their asset, others do not", async () => {
  const ada = await signIn("ada");
  const form = formOf({ field_10002: { attachmentSet: "Bill" } }, { Bill: new Blob(["bill"]) });
  await ada.upload("PUT", `${ASSETS}/2`, form);
  const read = async (userName: string) =>
    (await (await signIn(userName)).download(`${ASSETS}/2/attachment/10002`)).status;
  expect(await read("uma")).toBe(200);
  expect(await read("rita")).toBe(200);
  expect(await read("leo")).toBe(404);
});

test("a hundred megabytes go up and come down unharmed", async () => {
  const { upload, download } = await signIn("ada");
  const chunk = randomBytes(1_048_576);
  const sha = (parts: Iterable<Uint8Array>) => {
    const hash = createHash("sha1");
    for (const part of parts) hash.update(part);
    return hash.digest("hex");
  };
  const chunks = Array.from({ length: 100 }, () => chunk);
  const form = formOf({ field_10002: { attachmentSet: "Big" } }, { Big: new Blob(chunks) });
  expect((await upload("POST", `${ASSETS}/1`, form)).status).toBe(200);
  const answer = await download(`${ASSETS}/1/attachment/10002`);
  const hash = createHash("sha1");
  for await (const part of answer.body ?? []) hash.update(part);
  expect(hash.digest("hex")).toBe(sha(chunks));
}, 60_000);

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

test("barcodes are listed, read, and told per asset to who sees the asset", async () => {
  const { get, rows } = await signIn("rita");
  expect((await get(`${BARCODES}/`)).body).toMatchObject({
    Count: 2,
    Barcodes: [{ id: 1, barcode_data: "T-1", barcode_format: "CODE_128" }, { id: 2 }],
  });
  expect(await rows(BARCODES, { sorting: "id desc", paging: "limit 1" })).toMatchObject([
    { id: 2 },
  ]);
  expect(await rows(`${BARCODES}/2`, { shaping: "barcode all" })).toMatchObject([
    { id: 2, asset_id: 2 },
  ]);
  expect((await get(`${ASSETS}/2/barcodes`)).body).toMatchObject({ Barcodes: [{ id: 2 }] });
  const uma = await signIn("uma");
  expect((await uma.rows(BARCODES)).map((row) => row["id"])).toEqual([2]);
  expect(await uma.rows(`${BARCODES}/1`)).toEqual([]);
  expect(await uma.rows(`${ASSETS}/1/barcodes`)).toEqual([]);
});

test("a barcode is made, scanned again and removed", async () => {
  const { rows, send } = await signIn("ada");
  for (const key of ["Barcode Data", "Barcodes"])
    expect((await send("POST", BARCODES, { [key]: [SCAN] })).body["Result"]).toBe("Success");
  expect(await rows(`${BARCODES}/3`, { shaping: "barcode all" })).toEqual([
    {
      id: 3,
      asset_id: 1,
      barcode_data: "0042",
      barcode_format: "QR",
      barcode_name: "Door",
      first_scanned_user: "ada",
      first_scanned_method: "SCANNED",
      first_scanned_geolocation: "32.8,35.0",
      last_scanned_user: "ada",
      last_scanned_method: "SCANNED",
      last_scanned_geolocation: "32.8,35.0",
    },
  ]);
  const again = { ...SCAN, asset_id: 2, barcode_data: "0043", scanned_method: "MANUAL" };
  expect((await send("PUT", `${BARCODES}/3/`, { Barcodes: [again] })).body).toMatchObject({
    IDs: [3],
  });
  expect(await rows(`${BARCODES}/3`, { shaping: "barcode all" })).toMatchObject([
    {
      asset_id: 1,
      barcode_data: "0043",
      first_scanned_method: "SCANNED",
      last_scanned_method: "MANUAL",
    },
  ]);
  expect((await send("DELETE", `${BARCODES}/3`, {})).body).toMatchObject({ IDs: [3] });
  expect(await rows(`${BARCODES}/3`)).toEqual([]);
  for (const method of ["PUT", "DELETE"])
    expect((await send(method, `${BARCODES}/3`, { Barcodes: [SCAN] })).status).toBe(404);
});

test.each([
  { Barcodes: [] },
  { Barcodes: [{ ...SCAN, barcode_data: "" }] },
  { Barcodes: [{ ...SCAN, scanned_method: "GUESSED" }] },
  { Barcodes: [{ ...SCAN, asset_id: 99 }] },
  {},
])("%j makes no barcode", async (body) => {
  const { get, send } = await signIn("ada");
  expect((await send("POST", BARCODES, body)).status).toBe(400);
  expect((await get(BARCODES)).body).toMatchObject({ Count: 2 });
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
  const body = JSON.stringify({ Assets: [{ name: "X", asset_type_id: 5 }], Barcodes: [SCAN] });
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
