import { expect, test } from "vitest";
import fc from "fast-check";
import { toRef } from "@/lib/domain/ref";
import { toSafeHtml } from "../safe-html";
import { pictureFor } from "./pictures";

const REF = toRef("kace", "ticket", 7);
const FILES = [
  { id: "12-3", name: "image001.png", sizeBytes: 10 },
  { id: "111_222", name: "screen shot.jpg", sizeBytes: null },
  { id: "12-4", name: "evil.svg", sizeBytes: 10 },
];
const html = (text: string) => toSafeHtml(text, (source) => pictureFor(REF, FILES, source));
const shown = (id: string, name: string) =>
  `<img src="/api/tickets/kace%3Aticket%3A7/files/${id}?show=1" alt="${name}" loading="lazy" />`;

test.each([
  [
    '<p>See <img src="cid:image001.png@01D8.ABC"></p>',
    `<p>See ${shown("12-3", "image001.png")}</p>`,
  ],
  ['<img src="/packages/hd_attachments/7/IMAGE001.PNG">', shown("12-3", "image001.png")],
  [
    '<img src="https://sysaid.corp/getFile?table=service_req&id=6&getFile=111_222" onerror=x>',
    shown("111_222", "screen shot.jpg"),
  ],
  ['<img src="x/screen%20shot.jpg" width=1>', shown("111_222", "screen shot.jpg")],
  ['<img src="https://tracker.example/p.gif">', "<em>[Picture: p.gif]</em>"],
  ['<img src="/x/evil.svg">', "<em>[Picture: evil.svg]</em>"],
  ['<img src="data:image/png;base64,AAAA">', "<em>[Picture: file]</em>"],
  ["<img>", "<em>[Picture: file]</em>"],
  ['<img src="cid:<b>x</b>">', "<em>[Picture: b&gt;]</em>"],
])("%s becomes %s", (text, expected) => {
  expect(html(text)).toBe(expected);
});

test("whatever a picture refers to, nothing but the ticket's own files is loaded", () => {
  const piece = fc.constantFrom(
    "cid:",
    "image001.png",
    "//evil.example/",
    "https:",
    "/",
    "?",
    "&a=",
    "111_222",
    "javascript:",
    "\\",
    "%2e%2e",
    "..",
    "@",
    "'",
    "\u202e",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = html(`<img src="${pieces.join("")}">`);
      expect(text).toMatch(
        /^(<em>\[Picture: [^<]*\]<\/em>|<img src="\/api\/tickets\/kace%3Aticket%3A7\/files\/(12-3|111_222)\?show=1" alt="[^"<]*" loading="lazy" \/>)$/,
      );
    }),
  );
});
