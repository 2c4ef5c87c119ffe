import { expect, test } from "vitest";
import { scriptsOf } from "./screens.mjs";

test("a first load is what the page names as script, preload or part to hydrate, each once", () => {
  const html = `
    <link rel="preload" as="script" href="/_next/static/chunks/a.js"/>
    <link rel="stylesheet" href="/_next/static/chunks/style.css"/>
    <script src="/_next/static/chunks/a.js" async=""></script>
    <script src="/_next/static/chunks/b.js?dpl=1" async="" nonce="x"></script>
    <script src="/_next/static/chunks/old.js" noModule=""></script>
    <script>self.__next_f.push([1,"[\\"/_next/static/chunks/c-1.js\\",\\"/_next/static/chunks/old.js\\"]"])</script>`;
  expect(scriptsOf(html).sort()).toEqual([
    "/_next/static/chunks/a.js",
    "/_next/static/chunks/b.js",
    "/_next/static/chunks/c-1.js",
  ]);
});
