import { expect, test } from "vitest";
import { serveSimulator } from "./test-client";

const { signIn } = serveSimulator();
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
