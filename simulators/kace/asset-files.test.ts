import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { serveSimulator } from "./test-client";

const { signIn } = serveSimulator();
const ASSETS = "/api/asset/assets";
const all = { shaping: "asset all" };
/** A form as the reference's examples show it: the list, then the files that it names. */
const formOf = (asset: object, files: Record<string, Blob>) => {
  const form = new FormData();
  form.append("Assets", JSON.stringify([asset]));
  for (const [name, file] of Object.entries(files)) form.append(name, file, `${name}.bin`);
  return form;
};

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

test("the files of a removed asset and of a refused request are forgotten", async () => {
  const { rows, send, upload, download } = await signIn("ada");
  const file = { Bill: new Blob(["bill"]) };
  await upload("POST", `${ASSETS}/1`, formOf({ field_10002: { attachmentSet: "Bill" } }, file));
  await send("DELETE", `${ASSETS}/1`, {});
  expect((await download(`${ASSETS}/1/attachment/10002`)).status).toBe(404);
  for (const wish of [
    { field_10002: { attachmentSet: "Else" } },
    { field_10001: { attachmentSet: "Bill" } },
    { field_10002: { attachmentSet: "Bill" }, owner_id: 999 },
  ])
    expect((await upload("PUT", `${ASSETS}/2`, formOf(wish, file))).status).toBe(400);
  expect(await rows(`${ASSETS}/2`, all)).toMatchObject([{ field_10002: "" }]);
  expect((await upload("PUT", `${ASSETS}/2`, new FormData())).status).toBe(400);
});

test("changes of one asset that come at once are all kept", async () => {
  const { rows, send, upload } = await signIn("ada");
  const form = formOf(
    { field_10002: { attachmentSet: "Big" } },
    { Big: new Blob([new Uint8Array(4_000_000)]) },
  );
  const wishes = [{ owner_id: 105 }, { location_id: 3 }, { field_10001: "INV-1" }];
  await Promise.all([
    upload("PUT", `${ASSETS}/1`, form),
    ...wishes.map((wish) => send("PUT", `${ASSETS}/1`, { Assets: [wish] })),
  ]);
  expect(await rows(`${ASSETS}/1`, all)).toMatchObject([
    { owner_id: 105, location_id: 3, field_10001: "INV-1", field_10002: "Big.bin" },
  ]);
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
