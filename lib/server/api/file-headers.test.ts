import fc from "fast-check";
import { expect, test } from "vitest";
import { dispositionOf, pictureTypeOf } from "./file-headers";

test.each([
  ["89504e470d0a1a0a0000000d49484452", "image/png"],
  ["ffd8ffe000104a4649460001", "image/jpeg"],
  [Buffer.from("GIF89a____").toString("hex"), "image/gif"],
  [Buffer.from("RIFF____WEBPVP8 ").toString("hex"), "image/webp"],
  [Buffer.from("<svg xmlns='x'>").toString("hex"), null],
  [Buffer.from("<!doctype html>").toString("hex"), null],
  [Buffer.from("%PDF-1.7").toString("hex"), null],
  ["", null],
])("bytes %s are %s", (bytes, type) => {
  expect(pictureTypeOf(Buffer.from(bytes, "hex"))).toBe(type);
});

test.each([
  ["a b.png", `attachment; filename="a b.png"; filename*=UTF-8''a%20b.png`],
  ['x"; y=1.txt', `attachment; filename="x__ y=1.txt"; filename*=UTF-8''x%22%3B%20y%3D1.txt`],
  ["März.pdf", `attachment; filename="M_rz.pdf"; filename*=UTF-8''M%C3%A4rz.pdf`],
  [
    "a\r\nset-cookie: b",
    `attachment; filename="a__set-cookie: b"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20b`,
  ],
])("%j is named safely", (name, header) => {
  expect(dispositionOf("attachment", name)).toBe(header);
});

test("whatever the name, the header is one line of ASCII with two quotation marks, and the name can be read from it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const header = dispositionOf("inline", name);
      expect(header).toMatch(/^inline; filename="[^"\\]*"; filename\*=UTF-8''[\w%.~-]*$/);
      expect(header).toMatch(/^[\x20-\x7e]*$/);
      const spelled = header.split("UTF-8''")[1] ?? "";
      expect(decodeURIComponent(spelled)).toBe(name.toWellFormed());
    }),
  );
});
