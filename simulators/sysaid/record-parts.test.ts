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

const FORBIDDEN = [403, "User is not authorized to perform this action"];
const pdf = new File([new Uint8Array([0, 13, 10, 45, 45, 255])], 'Größe "1".pdf', {
  type: "application/pdf",
});
/** A record's list in its form, `[]` where the form says that there is nothing. */
async function listOf(caller: Caller, key: string, id = "1") {
  const value = (await caller.form(`sr/${id}?fields=${key}`))[key];
  return Array.isArray(value) ? value : [];
}
const web = (caller: Caller | null, path: string) =>
  fetch(`${tiny.url}${path}`, {
    headers: caller ? { cookie: caller.cookie } : {},
    redirect: "manual",
  });

test("links are added and deleted by name, and each change is a change of the record", async () => {
  const before = await ada.form("sr/1?fields=version,update_time");
  await tiny.control("clock", { advanceMs: 60_000 });
  const link = { name: "Manual", link: "https://x.example/?a=1&b=2" };
  expect([(await ada.send("POST", "sr/1/link", link)).status]).toEqual([200]);
  await ada.send("POST", "sr/1/link", { name: "Wiki", link: "https://w.example" });
  expect(await refusal(ada.send("POST", "sr/1/link", link))).toEqual([
    400,
    "Link name already exists",
  ]);
  expect(await listOf(ada, "links")).toEqual([link, { name: "Wiki", link: "https://w.example" }]);
  const after = await ada.form("sr/1?fields=version,update_time,update_user");
  expect(after).toMatchObject({ version: Number(before["version"]) + 2, update_user: 1 });
  expect(Number(after["update_time"])).toBeGreaterThan(Number(before["update_time"]));
  expect((await ada.send("DELETE", "sr/1/link", { name: "Manual" })).status).toBe(200);
  expect(await listOf(ada, "links")).toMatchObject([{ name: "Wiki" }]);
  expect(await refusal(ada.send("DELETE", "sr/1/link", { name: "Manual" }))).toEqual([
    400,
    "Invalid link name",
  ]);
  expect((await ada.send("POST", "sr/1/link", { name: "x" })).status).toBe(400);
});

test("an attachment comes back byte by byte, from the web address and through the API, until it is deleted", async () => {
  expect((await ada.upload("sr/1/attachment", { file: pdf })).status).toBe(200);
  const [entry] = await listOf(ada, "attachments");
  expect(entry).toEqual({
    fileId: expect.stringMatching(/^\d{9}_\d{9}$/),
    fileName: pdf.name,
    realFileName: pdf.name,
    chatSessionId: null,
    fileDate: expect.any(Number),
  });
  const address = `/getFile?table=service_req&id=1&getFile=${entry.fileId}`;
  const download = `file?file=${encodeURIComponent(address)}`;
  for (const answer of [await web(ada, address), await ada.get(download)]) {
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(await answer.bytes()).toEqual(await pdf.bytes());
  }
  // Only by the record that it belongs to, and only for whom that record exists.
  const [mia, uma] = [await tiny.signIn("mia"), await tiny.signIn("uma")];
  expect((await web(ada, address.replace("id=1", "id=2"))).status).toBe(404);
  expect((await mia.get(download)).status).toBe(404);
  expect(await (await uma.get(download)).bytes()).toEqual(await pdf.bytes());
  expect((await ada.send("DELETE", "sr/1/attachment", { fileId: entry.fileId })).status).toBe(200);
  expect([await listOf(ada, "attachments"), (await ada.get(download)).status]).toEqual([[], 404]);
  expect(await refusal(ada.send("DELETE", "sr/1/attachment", { fileId: "1_1" }))).toEqual([
    400,
    "Invalid file id",
  ]);
});

test("without a session the web address leads to the sign-in page", async () => {
  const answer = await web(null, "/getFile?table=service_req&id=1&getFile=1_1");
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/Login.jsp"]);
});

test("what is no upload is refused, and a deleted record takes its files along", async () => {
  expect((await ada.send("POST", "sr/1/attachment", { file: "x" })).status).toBe(400);
  expect(await refusal(ada.upload("sr/1/attachment", { file: "text" }))).toEqual([
    400,
    "No file was sent",
  ]);
  await ada.upload("sr/1/attachment", { file: pdf });
  const [entry] = await listOf(ada, "attachments");
  await ada.send("DELETE", "sr?ids=1,2");
  const address = `/getFile?table=service_req&id=1&getFile=${entry.fileId}`;
  expect((await web(ada, address)).status).toBe(404);
});

test("activities join those of the record's life, and ids stay when one goes", async () => {
  const [old] = await listOf(ada, "activities");
  const posted = { userId: "abe", fromTime: "1378501200000", toTime: "1378846800000" };
  await ada.send("POST", "sr/1/activity", { ...posted, description: "Called" });
  await ada.send("POST", "sr/1/activity", { ...posted, userId: 1 });
  const all = await listOf(ada, "activities");
  expect(all).toMatchObject([
    old,
    { userId: "abe", description: "Called", fromTime: 1378501200000, totalTime: 345_600_000 },
    { userId: "ada" },
  ]);
  await ada.send("DELETE", "sr/1/activity", { id: all[1].id });
  expect((await listOf(ada, "activities")).map(({ id }) => id)).toEqual([old.id, all[2].id]);
  for (const wrong of [
    { ...posted, userId: "nobody" },
    { ...posted, toTime: 5 },
    { ...posted, fromTime: "soon" },
  ]) {
    expect((await ada.send("POST", "sr/1/activity", wrong)).status).toBe(400);
  }
  expect((await ada.send("DELETE", "sr/1/activity", { id: 999 })).status).toBe(400);
});

test("a message is kept with whom it reached, and its files join the record unless told otherwise", async () => {
  const message = JSON.stringify({
    fromUserId: "2",
    toUsers: "1,999,[10]",
    ccUsers: "4",
    msgSubject: "About 1",
    msgBody: "Shalom \u05e9",
  });
  const two = [pdf, new File(["b"], "b.txt")];
  expect((await ada.upload("sr/1/message?method=SMS", { message, file: two })).status).toBe(200);
  await ada.upload("sr/1/message?addAttachmentToSr=false", { message, file: pdf });
  await ada.upload("sr/1/message", { message });
  expect(await listOf(ada, "messages")).toMatchObject([
    {
      id: 1,
      method: "sms",
      fromUser: "abe",
      toUsers: "Ada Adler, N1 Service Desk",
      ccUsers: "Uma Unger",
      msgSubject: "About 1",
      msgBody: "Shalom \u05e9",
      files: [pdf.name, "b.txt"],
    },
    { id: 2, method: "email", files: [pdf.name] },
    { id: 3, files: [] },
  ]);
  expect((await listOf(ada, "attachments")).map(({ fileName }) => fileName)).toEqual([
    pdf.name,
    "b.txt",
  ]);
  expect((await ada.upload("sr/1/message", { message: "{" })).status).toBe(400);
  expect((await ada.upload("sr/1/message?method=pigeon", { message })).status).toBe(400);
});

test("an end user adds links and files to own requests and nothing more", async () => {
  const uma = await tiny.signIn("uma");
  const link = { name: "Mine", link: "https://m.example" };
  expect((await uma.send("POST", "sr/1/link", link)).status).toBe(200);
  expect((await uma.upload("sr/1/attachment", { file: pdf })).status).toBe(200);
  const [{ fileId }] = await listOf(uma, "attachments");
  const refused = [
    uma.send("DELETE", "sr/1/link", { name: "Mine" }),
    uma.send("DELETE", "sr/1/attachment", { fileId }),
    uma.send("POST", "sr/1/activity", {}),
    uma.send("DELETE", "sr/1/activity", { id: 3 }),
    uma.upload("sr/1/message", { message: "{}" }),
    // Record 7 only names her in copy.
    uma.send("POST", "sr/7/link", link),
  ];
  for (const answer of refused) expect(await refusal(answer)).toEqual(FORBIDDEN);
  expect(await refusal(uma.send("POST", "sr/4/link", link))).toEqual([
    400,
    "Invalid service record id",
  ]);
});

test("a photo of up to 500 KB is shown by its address, and the next one takes its place", async () => {
  const uma = await tiny.signIn("uma");
  const photoUrl = async () => (await ada.form("users/4?fields=my_photo_url"))["my_photo_url"];
  expect(await photoUrl()).toBeNull();
  const photo = (sizeBytes: number) => new File([new Uint8Array(sizeBytes).fill(7)], "me.png");
  expect((await uma.upload("users/4/photo", { file: photo(500 * 1024) })).status).toBe(200);
  const first = String(await photoUrl());
  expect((await (await ada.get(`file?file=${encodeURIComponent(first)}`)).bytes()).length).toBe(
    500 * 1024,
  );
  expect(await refusal(uma.upload("users/4/photo", { file: photo(500 * 1024 + 1) }))).toEqual([
    400,
    "File size exceeds the limit",
  ]);
  expect(await photoUrl()).toBe(first);
  await ada.upload("users/4/photo", { file: photo(3) });
  expect((await ada.get(`file?file=${encodeURIComponent(first)}`)).status).toBe(404);
  expect(await refusal(uma.upload("users/1/photo", { file: photo(1) }))).toEqual(FORBIDDEN);
  expect((await ada.upload("users/999/photo", { file: photo(1) })).status).toBe(400);
  expect((await ada.get("file")).status).toBe(400);
  expect((await ada.get("file?file=/etc/passwd")).status).toBe(404);
});

test("writes that meet at one record are all kept", async () => {
  const links = Array.from({ length: 12 }, (_, at) => ({ name: `L${at}`, link: "https://x" }));
  const notes = links.map(({ name }) => ({ info: [{ key: "notes", value: [{ text: name }] }] }));
  await Promise.all([
    ...links.map((link) => ada.send("POST", "sr/1/link", link)),
    ...notes.map((body) => ada.send("PUT", "sr/1", body)),
    ...links.map(({ name }) => ada.upload("sr/1/attachment", { file: new File(["x"], name) })),
  ]);
  const lengths = [];
  for (const key of ["links", "notes", "attachments"]) {
    lengths.push((await listOf(ada, key)).length);
  }
  expect(lengths).toEqual([12, 13, 12]);
});
