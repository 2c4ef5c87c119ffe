import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { z } from "zod";
import { serveSimulator, type Caller } from "./test-client";

const { signIn, control, url } = serveSimulator();
const TICKETS = "/api/service_desk/tickets";
const SHAPING = { shaping: "hd_ticket_change all,attachments all" };
const rowsSchema = z.array(z.record(z.string(), z.unknown()));
const md5 = (bytes: Uint8Array | string) => createHash("md5").update(bytes).digest("hex");
const text = (content: string, type = "text/plain") => new Blob([content], { type });

/** A ticket's form as the service desk's examples have it. */
function formOf(ticket: unknown, files: readonly (readonly [part: string, name: string, Blob])[]) {
  const form = new FormData();
  form.set("Tickets", JSON.stringify(ticket));
  for (const [part, name, content] of files) form.append(part, content, name);
  return form;
}

async function attachments(caller: Caller, id: number) {
  const change = (await caller.rows(`${TICKETS}/${id}/changes`, SHAPING)).at(-1);
  const path = `${TICKETS}/${id}/changes/${String(change?.["id"])}/attachments`;
  return { change, path, rows: rowsSchema.parse(change?.["attachments"] ?? []) };
}

test("files come with a comment, are listed with their checksums and come back byte for byte", async () => {
  const abe = await signIn("abe");
  const photo = Buffer.from([0, 255, 13, 10, 45, 45, 13, 10]);
  const change = { comment: "See the files", attachmentSet: "FILES" };
  const form = formOf(
    [{ change }],
    [
      ["FILES[]", "C:\\Temp\\Łódź.png", new Blob([photo], { type: "image/png" })],
      ["FILES[]", "log.txt", text("line\r\n")],
      ["OTHER[]", "ignored.txt", text("not named")],
    ],
  );
  expect((await abe.upload("PUT", `${TICKETS}/1`, form)).body).toEqual({
    Result: "Success",
    IDs: [1],
  });
  const { change: stored, path, rows } = await attachments(abe, 1);
  expect(stored).toMatchObject({ comment: "See the files", owners_only: 0 });
  expect(rows).toMatchObject([
    {
      file_name: "Łódź.png",
      file_size: 8,
      checksum: md5(photo),
      hd_ticket_change_id: stored?.["id"],
    },
    { file_name: "log.txt", file_size: 6, checksum: md5("line\r\n") },
  ]);
  const answer = await abe.download(`${path}/${String(rows[0]?.["id"])}`);
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(answer.headers.get("content-length")).toBe("8");
  expect(answer.headers.get("content-disposition")).toContain(
    "filename*=UTF-8''%C5%81%C3%B3d%C5%BA.png",
  );
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(photo);
});

test("a new ticket comes with files, named in any of the ways that are known", async () => {
  const uma = await signIn("uma");
  for (const attachmentSet of ["A", ["A"], { first: "A[]" }]) {
    const form = formOf({ Tickets: [{ title: "Broken", change: { attachmentSet } }] }, [
      ["A[]", "a.txt", text("a")],
    ]);
    const { body } = await uma.upload("POST", TICKETS, form);
    const [id = 0] = z.array(z.number()).parse(body["IDs"]);
    expect((await attachments(uma, id)).rows).toMatchObject([{ file_name: "a.txt" }]);
  }
});

test("five files are taken and six refused, with nothing left behind", async () => {
  const abe = await signIn("abe");
  const upload = (count: number) => {
    const files = Array.from(
      { length: count },
      (_, at) => ["F[]", `${at}.txt`, text("x")] as const,
    );
    return abe.upload("POST", `${TICKETS}/1`, formOf([{ change: { attachmentSet: "F" } }], files));
  };
  expect((await upload(6)).status).toBe(400);
  expect(await abe.rows(`${TICKETS}/1/changes`)).toHaveLength(4);
  expect((await upload(5)).status).toBe(200);
  expect((await attachments(abe, 1)).rows).toHaveLength(5);
});

test("a form is refused for whom a ticket is refused, and when it holds no tickets", async () => {
  const form = () =>
    formOf([{ change: { comment: "x", attachmentSet: "F" } }], [["F[]", "a", text("a")]]);
  const put = async (user: string, id: number, body = form()) =>
    (await (await signIn(user)).upload("PUT", `${TICKETS}/${id}`, body)).status;
  expect(await put("rita", 1)).toBe(403);
  expect(await put("uma", 2)).toBe(404);
  expect(await put("uma", 1)).toBe(200);
  expect(await put("ada", 1, formOf("x", []))).toBe(400);
  expect(await put("ada", 1, formOf([{ change: { attachmentSet: 5 } }], []))).toBe(400);
  const broken = new FormData();
  broken.set("Tickets", "{no json");
  expect(await put("ada", 1, broken)).toBe(400);
});

test("files of the company are there from the beginning; those for owners alone stay theirs", async () => {
  const [abe, leo, uma] = [await signIn("abe"), await signIn("leo"), await signIn("uma")];
  const open = async (caller: Caller) => {
    const answer = await caller.download(`${TICKETS}/10/changes/38/attachments/380`);
    return [answer.status, (await answer.text()).includes("Looking at 10")];
  };
  expect(await open(abe)).toEqual([200, true]);
  expect(await open(uma)).toEqual([200, true]);
  expect(await open(leo)).toEqual([404, false]);
  const hidden = `${TICKETS}/5/changes/19/attachments/190`;
  expect((await abe.download(hidden)).status).toBe(200);
  expect((await leo.download(hidden)).status).toBe(404);
  expect((await leo.get(`${TICKETS}/5/changes/18/attachments/190`)).body).toMatchObject({
    errorDescription: "Attachment not found.",
  });
});

test("a deleted ticket and a reset take their files with them", async () => {
  const ada = await signIn("ada");
  const form = formOf([{ change: { attachmentSet: "F" } }], [["F[]", "a.txt", text("a")]]);
  await ada.upload("PUT", `${TICKETS}/1`, form);
  const { path, rows } = await attachments(ada, 1);
  await ada.send("DELETE", `${TICKETS}/1`, undefined);
  expect((await ada.download(`${path}/${String(rows[0]?.["id"])}`)).status).toBe(404);
  control.reset();
  expect(await (await signIn("ada")).rows(`${TICKETS}/1/changes`)).toHaveLength(4);
});

test("a script's dependency is uploaded, described, downloaded, replaced and removed", async () => {
  const ada = await signIn("ada");
  const path = "/api/script/2/dependency/tool%20box.bin";
  const form = (content: string) => {
    const one = new FormData();
    one.set("file", text(content), "C:\\other.bin");
    return one;
  };
  expect((await ada.upload("PUT", path, form("x"))).status).toBe(404);
  const { body } = await ada.upload("POST", path, form("first"));
  expect(body).toEqual({ name: "tool box.bin", fileSize: 5, checksum: md5("first") });
  expect((await ada.upload("POST", path, form("again"))).status).toBe(400);
  expect((await ada.get(`${path}/`)).body).toEqual(body);
  expect((await ada.get("/api/script/2/dependencies")).body["list"]).toEqual([body]);
  expect(await (await ada.download(`${path}/download/`)).text()).toBe("first");
  const replaced = await ada.upload("PUT", path, new Uint8Array(Buffer.from("raw bytes")));
  expect(replaced.body).toMatchObject({ fileSize: 9, checksum: md5("raw bytes") });
  expect(await (await ada.download(`${path}/download`)).text()).toBe("raw bytes");
  expect((await ada.send("DELETE", path, undefined)).status).toBe(200);
  for (const gone of [path, `${path}/download`]) expect((await ada.get(gone)).status).toBe(404);
  const none = new FormData();
  none.set("note", "no file");
  expect((await ada.upload("POST", path, none)).body).toMatchObject({ errorCode: -1 });
});

test("a file of many chunks passes whole, up and down", async () => {
  const ada = await signIn("ada");
  const bytes = new Uint8Array(6_000_000).map((_, at) => (at * 31 + (at >> 9)) & 255);
  const form = new FormData();
  form.set("file", new Blob([bytes]), "big.bin");
  const { body } = await ada.upload("POST", "/api/script/1/dependency/big.bin", form);
  expect(body).toMatchObject({ fileSize: 6_000_000, checksum: md5(bytes) });
  const back = await ada.download("/api/script/1/dependency/big.bin/download");
  expect(md5(new Uint8Array(await back.arrayBuffer()))).toBe(md5(bytes));
});

test("an upload that its sender gives up is not kept, and the appliance answers on", async () => {
  const ada = await signIn("ada");
  const path = "/api/script/1/dependency/half.bin";
  const { port } = new URL(url(path));
  const socket = connect(Number(port), "127.0.0.1");
  const headers = Object.entries({ ...ada.headers, host: "x", "content-length": "900000" });
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  await once(socket, "connect");
  socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\n`);
  await new Promise((resolve) => socket.write(new Uint8Array(300_000), resolve));
  socket.destroy();
  await once(socket, "close");
  expect((await ada.get(path)).status).toBe(404);
  expect((await ada.get("/api/script/1/dependencies")).body["list"]).toEqual([]);
});
