import fc from "fast-check";
import { expect, test } from "vitest";
import { toSafeHtml } from "./safe-html";

test.each([
  ["<p>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>"],
  ["one\ntwo", "one<br />two"],
  ["5 < 6 & 7 > 3", "5 &lt; 6 &amp; 7 &gt; 3"],
  ["<script>alert(1)</script>left", "left"],
  ['<img src=x onerror="alert(1)">left', "left"],
  [
    '<a href="javascript:alert(1)">x</a>',
    '<a rel="noopener noreferrer nofollow" target="_blank">x</a>',
  ],
  [
    '<a href="https://example.com" onclick="x()">x</a>',
    '<a href="https://example.com" rel="noopener noreferrer nofollow" target="_blank">x</a>',
  ],
  ['<p style="position:fixed" class="x">y</p>', "<p>y</p>"],
  ["<style>body{display:none}</style>y", "y"],
  ["<form action=/x><input name=a><button>go</button></form>", "go"],
  ["<h1>Big</h1>", "<h3>Big</h3>"],
  ["   ", ""],
  ["From: Leo <leo@tiny.example>", "From: Leo &lt;leo@tiny.example&gt;"],
  ["<p>From: Leo <leo@tiny.example></p>", "<p>From: Leo &lt;leo@tiny.example&gt;</p>"],
  ["List<String> of <https://x.example/>", "List&lt;String&gt; of &lt;https://x.example/&gt;"],
  ["AT&amp;T\nand so on", "AT&amp;T<br />and so on"],
  ["R&D and 5&6", "R&amp;D and 5&amp;6"],
  ["<p><o:p></o:p>Hello<font color=red>!</font></p>", "<p>Hello!</p>"],
])("%s becomes %s", (text, html) => {
  expect(toSafeHtml(text)).toBe(html);
});

test("whatever the text, nothing that runs or loads is left", () => {
  const piece = fc.constantFrom(
    "<script>",
    "</script>",
    "<img src=x onerror=y>",
    "<svg onload=z>",
    "<a href='javascript:q'>",
    "<iframe src=/>",
    "<",
    ">",
    '"',
    "'",
    "text",
    "&lt;script&gt;",
    "<p>",
    "</p>",
    "<style>",
    "\u0000",
    "<math><mi xlink:href='data:x'>",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const html = toSafeHtml(pieces.join(""));
      expect(html).not.toMatch(/<(script|img|svg|iframe|style|math|form|object|link|meta)/i);
      expect(html).not.toMatch(/<[^>]*\s(on\w+|style|src)\s*=/i);
      expect(html).not.toMatch(/<[^>]*href="(?!https?:|mailto:|tel:)[a-z]+:/i);
    }),
    { numRuns: 500 },
  );
});

test("a text that is no HTML is shown character by character", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom(
      "<",
      ">",
      "&",
      "<leo@tiny.example>",
      "List<String>",
      "a<b",
      "\r\n",
      "\u00a0",
      "😀",
    ),
  );
  const shownOf = (html: string) =>
    html
      .replaceAll("<br />", "\n")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join("");
      fc.pre(!/<\/?[a-z]+[\s>/]|&#?[a-z\d]+;/i.test(text));
      expect(shownOf(toSafeHtml(text))).toBe(text.trim().replace(/\r\n?/g, "\n"));
    }),
    { numRuns: 500 },
  );
});
