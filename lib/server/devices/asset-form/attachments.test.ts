import { expect, test } from "vitest";
import { FormResult } from "@/lib/contracts/record-form";
import { createTestAppliances } from "@/simulators/test-appliances";
import { NotFound, TooLarge } from "@/lib/server/failures";
import { quoteName } from "@/lib/server/upstream/multipart";
import { readAudit } from "@/lib/server/store/audit-repo";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import { downloadAttachment, removeAttachment, uploadAttachment } from "./attachments";
import { ASSET, CI, stageForms } from "./testing/form-stage";

const { kace, start } = createTestAppliances();
const stage = stageForms(start);
const { as, valueOf } = stage;

const PHOTO = { device: ASSET, record: ASSET, field: "field_10003" };
const request = (bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  new Request("https://sightline.example/", { method: "PUT", body: bytes, headers });
const upload = (bytes: Uint8Array<ArrayBuffer>, name: string, who = "ada") => {
  const headers = { "content-length": String(bytes.byteLength), "content-type": "image/png" };
  return uploadAttachment(as(who), request(bytes, headers), { ...PHOTO, name });
};
const bytesOf = (length: number) =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 255);
const download = async (who = "ada") => {
  const answer = await downloadAttachment(as(who), PHOTO);
  return { headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
};
/** How many uploads KACE has heard. */
async function posts(): Promise<number> {
  const heard: unknown = await (await kace.app.request("/__simulator/requests")).json();
  const rows = Array.isArray(heard) ? heard : [];
  const isUpload = (row: { method?: string; url?: string }) =>
    row.method === "POST" && JSON.stringify(row).includes("/api/asset/assets");
  return rows.filter(isUpload).length;
}

test("a file goes into its field as it is, comes back as it is, and cannot run on the way", async () => {
  // Bytes that look like the end of a part.
  const bytes = new Uint8Array([...bytesOf(300_000), ...new TextEncoder().encode("\r\n--x--\r\n")]);
  const { form } = FormResult.parse(await upload(bytes, "photo.png"));
  expect(form.fields.find(({ key }) => key === "field_10003")?.value).toBe("photo.png");
  const back = await download();
  expect(back.bytes).toEqual(bytes);
  expect(back.headers.get("content-security-policy")).toContain("sandbox");
  expect(back.headers.get("content-disposition")).toMatch(/^attachment; filename="photo.png"/);
  const audit = (await readAudit(stage.runtime().store.db, 1))[0];
  expect(audit).toMatchObject({ operation: "devices.attach", outcome: "ok", target: ASSET });
  expect(JSON.stringify(audit)).not.toContain("photo.png");
});

test("a new file takes the place of the old one, and a removed one is gone", async () => {
  await upload(bytesOf(10), "one.png");
  await upload(bytesOf(20), "two.png");
  expect((await download()).bytes).toHaveLength(20);
  await removeAttachment(as("ada"), PHOTO);
  expect(await valueOf(ASSET, "field_10003")).toBe("");
  await expect(download()).rejects.toThrow(NotFound);
});

test.each([
  ['evil"; filename="x.exe', "evil%22; filename=%22x.exe"],
  ["a\r\nContent-Type: text/html\r\n\r\n<script>", "script>"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\me\\bill.pdf", "bill.pdf"],
  ["", "file"],
  ["наклейка 👩🏽‍🚒.png", "наклейка 👩🏽‍🚒.png"],
])("the name %j stays one name", async (name, expected) => {
  const quoted = quoteName(name);
  expect(quoted).not.toMatch(/["\r\n/\\]/);
  expect(quoted).toContain(expected);
  await upload(bytesOf(3), name);
  const held = await valueOf(ASSET, "field_10003");
  expect(decodeURIComponent(String(held))).toContain(decodeURIComponent(expected));
  expect((await download()).bytes).toEqual(bytesOf(3));
});

test("what is too large is refused before anything is sent, announced or not", async () => {
  const before = await posts();
  const max = stage.runtime().settings.uploadMaxBytes;
  const announced = request(bytesOf(4), { "content-length": String(max + 1) });
  const place = { ...PHOTO, name: "big" };
  await expect(uploadAttachment(as("ada"), announced, place)).rejects.toThrow(TooLarge);
  expect(await posts()).toBe(before);
});

test("who may not write sends no file, and a refusal is the source's own", async () => {
  const before = await posts();
  for (const who of ["rita", "leo"]) await expect(upload(bytesOf(3), "a", who)).rejects.toThrow();
  expect(await posts()).toBe(before);
  // The appliance lets administrators alone change assets.
  await expect(upload(bytesOf(3), "a", "abe")).rejects.toThrow(UpstreamHttpError);
  expect((await readAudit(stage.runtime().store.db, 1))[0]).toMatchObject({ outcome: "refused" });
});

test("a field without files, a CI and another's record have none", async () => {
  const places = [
    { ...PHOTO, field: "field_10001" },
    { ...PHOTO, field: "../../users/users" },
    { device: CI, record: CI, field: "serial" },
    { ...PHOTO, record: "kace:asset:2" },
  ];
  for (const place of places) {
    await expect(downloadAttachment(as("ada"), place)).rejects.toThrow(NotFound);
  }
});
