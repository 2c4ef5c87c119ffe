import fc from "fast-check";
import { expect, test } from "vitest";
import { boundaryOf, collect, readParts, UploadError } from "./multipart";

const BOUNDARY = "----B0undary";

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, chunkSize: number) {
  const parts: { name: string; fileName: string | null; type: string; bytes: string }[] = [];
  for await (const part of readParts(inChunks(bytes, chunkSize), BOUNDARY)) {
    const content = await collect(part.bytes, 1_000_000);
    parts.push({ ...part, bytes: content.toString("latin1") });
  }
  return parts;
}

const nameOf = fc.stringMatching(/^[A-Za-z0-9_. [\]-]{1,20}$/);
/** Bytes that look like boundaries and line ends more often than chance would have it. */
const contentOf = fc
  .array(
    fc.oneof(fc.constantFrom("\r\n", "--", `--${BOUNDARY.slice(0, 9)}`, "\r\n--"), fc.string()),
  )
  .map((pieces) => Buffer.from(pieces.join(""), "utf8").toString("latin1"));
const partOf = fc.record({
  name: nameOf,
  fileName: fc.option(nameOf),
  bytes: contentOf.filter((text) => !`${text}\r\n`.includes(`\r\n--${BOUNDARY}`)),
});

function write(parts: readonly { name: string; fileName: string | null; bytes: string }[]): Buffer {
  const written = parts.map(({ name, fileName, bytes }) => {
    const file = fileName === null ? "" : `; filename="${fileName}"\r\nContent-Type: text/x`;
    const head = `Content-Disposition: form-data; name="${name}"${file}`;
    return `--${BOUNDARY}\r\n${head}\r\n\r\n${bytes}\r\n`;
  });
  return Buffer.from(`${written.join("")}--${BOUNDARY}--\r\n`, "latin1");
}

test("every form comes out as it went in, however the network tears it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(partOf), fc.integer({ min: 1, max: 200 }), async (parts, size) => {
      const expected = parts.map((part) => ({
        ...part,
        type: part.fileName === null ? "" : "text/x",
      }));
      expect(await read(write(parts), size)).toEqual(expected);
    }),
  );
});

test("a form that breaks off is refused wherever it breaks", async () => {
  const whole = write([{ name: "a", fileName: "a.txt", bytes: "one\r\ntwo" }]);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 5 }), async (end) => {
      await expect(read(whole.subarray(0, end), 7)).rejects.toThrow(UploadError);
    }),
  );
});

test.each([
  `--${BOUNDARY}\r\nContent-Type: text/plain\r\n\r\nx\r\n--${BOUNDARY}--`,
  `--${BOUNDARY}xx\r\n\r\nx\r\n--${BOUNDARY}--`,
  `--${BOUNDARY}\r\nX: ${"x".repeat(20_000)}\r\n\r\n\r\n--${BOUNDARY}--`,
])("a malformed form is refused (%#)", async (text) => {
  await expect(read(Buffer.from(text), 50)).rejects.toThrow(UploadError);
});

test.each([
  ["multipart/form-data; boundary=abc", "abc"],
  ['Multipart/Form-Data; charset=utf-8; boundary="a b"', "a b"],
  ["multipart/form-data", null],
  ["application/json; boundary=abc", null],
  [undefined, null],
])("the boundary of %s is %s", (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary);
});
