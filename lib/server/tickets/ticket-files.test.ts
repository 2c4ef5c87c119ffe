import { beforeAll, expect, test } from "vitest";
import { TicketDetailResult, type TicketDetail } from "@/lib/contracts/tickets";
import { SendFilesResult, type FilesHead } from "@/lib/contracts/ticket-files";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { createTestAppliances } from "@/simulators/test-appliances";
import { toProblem } from "../api/problem";
import { ActUnclear, BadRequest, Forbidden, NotFound, TicketChanged, TooLarge } from "../failures";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { stageAppliances } from "../testing/appliance-stage";
import { UpstreamRefusal } from "../upstream/errors";
import { downloadFile } from "./download-file";
import { readTicket } from "./read-ticket";
import { removeFile } from "./remove-file";
import { sendFiles } from "./send-files";
import { writeTicket } from "./write-ticket";

// Files on tickets of both systems. ada administers both; leo only asks for help.

const { kace, sysaid, start } = createTestAppliances();
const stage = stageAppliances(start);
const { as } = stage;

let runtime: Runtime;
let ada: Viewer;
let leo: Viewer;
beforeAll(async () => {
  runtime = stage.runtime();
  ada = await stage.enter("ada");
  leo = await stage.enter("leo");
});

const KACE = toRef("kace", "ticket", 10);
const SYSAID = toRef("sysaid", "record", 1);
const LEOS = { kace: toRef("kace", "ticket", 2), sysaid: toRef("sysaid", "record", 2) };
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const PAGE = Buffer.from("<!doctype html><script>alert(1)</script>");

const read = async (ref: Ref, viewer = ada) =>
  TicketDetailResult.parse(await readTicket(as(viewer), ref, { fresh: "1" })).ticket;
interface Sent {
  name: string;
  bytes: Buffer;
}
const requestOf = (head: unknown, files: readonly Sent[]) => {
  const text = Buffer.from(JSON.stringify(head));
  const body = new Uint8Array(Buffer.concat([text, ...files.map(({ bytes }) => bytes)]));
  const request = new Request("https://sightline.example/", { method: "POST", body });
  return { request, headBytes: text.byteLength };
};
const headOf = (files: readonly Sent[], comment: FilesHead["comment"]): FilesHead => ({
  files: files.map(({ name, bytes }) => ({ name, type: "", sizeBytes: bytes.byteLength })),
  comment,
});
const send = async (
  ref: Ref,
  files: readonly Sent[],
  { comment = null, viewer = ada }: { comment?: FilesHead["comment"]; viewer?: Viewer } = {},
) =>
  SendFilesResult.parse(await sendFiles(as(viewer), ref, requestOf(headOf(files, comment), files)));
const fileOf = ({ events }: TicketDetail, name: string) =>
  events.flatMap(({ attachments }) => attachments).find((file) => file.name === name);
const get = (ref: Ref, id: string, { show = false, viewer = ada } = {}) =>
  downloadFile(as(viewer), ref, { id, show });
const lastAudit = async () => (await readAudit(runtime.store.db, 1))[0];
const failureOf = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error: unknown) => error,
  );
async function countPosts(source: "kace" | "sysaid"): Promise<number> {
  const url = runtime.settings[source]?.url ?? "";
  const asked: { method: string }[] = await (await fetch(`${url}/__simulator/requests`)).json();
  return asked.filter(({ method }) => method === "POST").length;
}

test("files go to KACE with their comment in one request, and come back as they were", async () => {
  const asked = await countPosts("kace");
  const files = [
    { name: "shot.png", bytes: PNG },
    { name: "log ü.txt", bytes: Buffer.from("line\r\n--sightline-x\r\nline") },
  ];
  const comment = { text: "Two <b>files</b>", internal: false };
  const { ticket, arrival } = await send(KACE, files, { comment });
  expect(await countPosts("kace")).toBe(asked + 1);
  expect(arrival).toBe("told");
  const entry = ticket.events.find(({ attachments }) => attachments.length === 2);
  expect(entry).toMatchObject({ kind: "comment", html: expect.stringContaining("files") });
  expect(entry?.attachments).toMatchObject([
    { name: "shot.png", sizeBytes: 16, kind: "picture" },
    { name: "log ü.txt", kind: "file" },
  ]);
  const saved = await readTicket(as(ada), KACE, { fresh: "0" });
  expect(saved.ticket.events.find(({ id }) => id === entry?.id)).toEqual(entry);
  for (const { name, bytes } of files) {
    const answer = await get(KACE, fileOf(ticket, name)?.id ?? "");
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  }
  const line = await lastAudit();
  expect(line).toMatchObject({ operation: "tickets.sendFiles", target: KACE, outcome: "ok" });
  expect(line?.detail).toEqual({ files: 2, bytes: 41, internal: false, characters: 16 });
  expect(JSON.stringify(line)).not.toContain("shot");
});

test("a file goes to SysAid alone, comes back, and can be deleted there", async () => {
  const { ticket } = await send(SYSAID, [{ name: "plan.gif", bytes: Buffer.from("GIF89a plan") }]);
  const file = fileOf(ticket, "plan.gif");
  const answer = await get(SYSAID, file?.id ?? "", { show: true });
  expect(await answer.text()).toBe("GIF89a plan");
  expect(answer.headers.get("content-type")).toBe("image/gif");
  const gone = TicketDetailResult.parse(await removeFile(as(ada), SYSAID, file?.id)).ticket;
  expect(fileOf(gone, "plan.gif")).toBeUndefined();
  expect(await lastAudit()).toMatchObject({ operation: "tickets.removeFile", outcome: "ok" });
  expect(await failureOf(get(SYSAID, file?.id ?? ""))).toBeInstanceOf(NotFound);
});

test("only a plain picture is shown in its place, whatever a file is called", async () => {
  const files = [
    { name: "page.png", bytes: PAGE },
    { name: "real.png", bytes: PNG },
  ];
  const { ticket } = await send(KACE, files);
  const page = await get(KACE, fileOf(ticket, "page.png")?.id ?? "", { show: true });
  expect(page.headers.get("content-type")).toBe("application/octet-stream");
  expect(page.headers.get("content-disposition")).toMatch(/^attachment; /);
  for (const show of [true, false]) {
    const { headers } = await get(KACE, fileOf(ticket, "real.png")?.id ?? "", { show });
    expect(headers.get("content-disposition")).toMatch(show ? /^inline; / : /^attachment; /);
    expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test.each([
  ['bill\u202Egpj".exe', 'billgpj".exe'],
  ["../../a\r\nset-cookie: b=c.txt", "a set-cookie: b=c.txt"],
  [`${"n".repeat(320)}.txt`, `${"n".repeat(196)}.txt`],
])("a file called %j arrives under a sound name", async (name, sound) => {
  const { ticket } = await send(KACE, [{ name, bytes: PAGE }]);
  const file = fileOf(ticket, sound);
  expect(file).toBeDefined();
  const { headers } = await get(KACE, file?.id ?? "");
  expect(headers.get("set-cookie")).toBeNull();
  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="[^"]*"; filename\*=/);
});

test("an end user has the files of what they may read, and no internal one by its number", async () => {
  const own = await send(LEOS.kace, [{ name: "secret.png", bytes: PNG }], {
    comment: { text: "For us", internal: true },
  });
  const open = await send(LEOS.kace, [{ name: "open.png", bytes: PNG }], {
    comment: { text: "For you", internal: false },
  });
  const shown = await read(LEOS.kace, leo);
  expect(fileOf(shown, "secret.png")).toBeUndefined();
  const readable = fileOf(shown, "open.png")?.id ?? "";
  expect((await get(LEOS.kace, readable, { viewer: leo })).status).toBe(200);
  const hidden = fileOf(own.ticket, "secret.png")?.id ?? "";
  expect(await failureOf(get(LEOS.kace, hidden, { viewer: leo }))).toBeInstanceOf(NotFound);
  const other = fileOf(open.ticket, "open.png")?.id ?? "";
  expect(await failureOf(get(toRef("kace", "ticket", 3), other))).toBeInstanceOf(NotFound);
  expect(await failureOf(get(LEOS.kace, "../../x"))).toBeInstanceOf(NotFound);
});

test("who only asks for help adds files to what is theirs, with words that everybody reads", async () => {
  const mine = await send(LEOS.sysaid, [{ name: "mine.txt", bytes: PAGE }], { viewer: leo });
  expect(fileOf(mine.ticket, "mine.txt")).toBeDefined();
  const comment = { text: "Psst", internal: true };
  const files = [{ name: "a.txt", bytes: PAGE }];
  expect(await failureOf(send(LEOS.kace, files, { comment, viewer: leo }))).toBeInstanceOf(
    Forbidden,
  );
  expect(
    await failureOf(removeFile(as(leo), LEOS.sysaid, fileOf(mine.ticket, "mine.txt")?.id)),
  ).toBeInstanceOf(Forbidden);
  expect(await failureOf(removeFile(as(ada), LEOS.kace, "1-1"))).toBeInstanceOf(Forbidden);
});

test("what cannot go is refused before anything of it is sent", async () => {
  const one = { name: "a.txt", bytes: PAGE };
  const six = Array.from({ length: 6 }, () => one);
  const asked = [await countPosts("kace"), await countPosts("sysaid")];
  expect(await failureOf(send(KACE, six))).toBeInstanceOf(BadRequest);
  expect(await failureOf(send(SYSAID, [one, one]))).toBeInstanceOf(BadRequest);
  const silent = { text: "", internal: true };
  expect(await failureOf(send(KACE, [one], { comment: silent }))).toBeInstanceOf(UpstreamRefusal);
  const comment = { text: "Note", internal: true };
  expect(await failureOf(send(SYSAID, [one], { comment }))).toBeInstanceOf(BadRequest);
  expect(await failureOf(send(KACE, [{ name: "empty", bytes: Buffer.from("") }]))).toBeInstanceOf(
    BadRequest,
  );
  const { uploadMaxBytes } = runtime.settings;
  runtime.settings.uploadMaxBytes = 20;
  expect(await failureOf(send(KACE, [one]))).toBeInstanceOf(TooLarge);
  runtime.settings.uploadMaxBytes = uploadMaxBytes;
  expect([await countPosts("kace"), await countPosts("sysaid")]).toEqual(asked);
});

test.each([
  ["fewer", -1],
  ["more", 1],
])("a body with %s bytes than its files have writes nothing", async (_what, difference) => {
  const before = (await read(KACE)).events.length;
  const files = [{ name: "a.txt", bytes: PAGE }];
  const head = headOf([{ name: "a.txt", bytes: Buffer.alloc(PAGE.length - difference) }], null);
  const error = await failureOf(sendFiles(as(ada), KACE, requestOf(head, files)));
  expect(error).toBeInstanceOf(BadRequest);
  expect((await read(KACE)).events).toHaveLength(before);
});

test("files with a comment are held while its author has not seen how the ticket stands", async () => {
  const { events, statusLabel, assigneeRef, assigneeName } = await read(KACE);
  const seen = {
    entries: events.slice(0, -1).map(({ id }) => id),
    from: null,
    statuses: ["Something else", statusLabel].slice(0, 1),
    assignees: [{ ref: assigneeRef, name: assigneeName }],
  };
  const files = [{ name: "held.txt", bytes: PAGE }];
  const head = { ...headOf(files, { text: "Held", internal: false }), seen };
  const error = await failureOf(sendFiles(as(ada), KACE, requestOf(head, files)));
  expect(error).toBeInstanceOf(TicketChanged);
  expect(fileOf(await read(KACE), "held.txt")).toBeUndefined();
});

const FAULTS = [
  ["kace", KACE, "/api/service_desk/*"],
  ["sysaid", SYSAID, "/api/v1/sr/*"],
] as const;
test.each(FAULTS)(
  "at %s an answer that is lost before the write is told as not arrived",
  async (source, ref, path) => {
    const { control } = source === "kace" ? kace : sysaid;
    control.faults.order({ method: "POST", path, times: 1, fault: { kind: "reset" } });
    const asked = await countPosts(source);
    const error = await failureOf(send(ref, [{ name: `lost-${source}.txt`, bytes: PAGE }]));
    expect(error).toBeInstanceOf(ActUnclear);
    expect(toProblem(error, "r", 0).title).toContain("it did not arrive");
    expect(await countPosts(source)).toBe(asked + 1);
    expect(await lastAudit()).toMatchObject({ operation: "tickets.sendFiles", outcome: "failed" });
  },
);

test.each(FAULTS)(
  "at %s an error after the write is looked into: the file stands there, and is not sent again",
  async (source, ref, path) => {
    const { control } = source === "kace" ? kace : sysaid;
    const fault = { kind: "status", status: 500, carriedOut: true } as const;
    control.faults.order({ method: "POST", path, times: 1, fault });
    const asked = await countPosts(source);
    const { ticket, arrival } = await send(ref, [{ name: `late-${source}.txt`, bytes: PAGE }]);
    expect(arrival).toBe("found");
    expect(fileOf(ticket, `late-${source}.txt`)).toBeDefined();
    expect(await countPosts(source)).toBe(asked + 1);
  },
);

test("a comment whose answer is lost is looked for and told truly", async () => {
  const { events, statusLabel, assigneeRef, assigneeName } = await read(KACE);
  const seen = {
    entries: events.map(({ id }) => id),
    from: null,
    statuses: [statusLabel],
    assignees: [{ ref: assigneeRef, name: assigneeName }],
  };
  const order = { method: "PUT", path: "/api/service_desk/*", times: 1 };
  const act = { act: "comment", text: "Did it come?", internal: false, seen } as const;
  kace.control.faults.order({ ...order, fault: { kind: "reset" } });
  expect(await failureOf(writeTicket(as(ada), KACE, act))).toBeInstanceOf(ActUnclear);
  kace.control.faults.order({ ...order, fault: { kind: "status", status: 500, carriedOut: true } });
  const { ticket } = await writeTicket(as(ada), KACE, act);
  const said = ticket.events.filter(({ html }) => html.includes("Did it come?"));
  expect(said).toHaveLength(1);
});
