import { expect, test } from "vitest";
import fc from "fast-check";
import { UnsafePathError, joinUrl } from "./origin";

test.each([
  ["https://kace.example", "/api/users/me/", undefined, "https://kace.example/api/users/me/"],
  ["https://help.example/itsm", "/api/v1/sr", "a=b", "https://help.example/itsm/api/v1/sr?a=b"],
  ["https://help.example/itsm/", "/x", "q=%23", "https://help.example/itsm/x?q=%23"],
  ["https://help.example", "/x", "q=a#b&c=d", "https://help.example/x?q=a%23b&c=d"],
  ["https://kace.example", "/a%20b/c%2Cd", "s=a%20b", "https://kace.example/a%20b/c%2Cd?s=a%20b"],
])("%s and %s become one address", (base, path, query, url) => {
  expect(joinUrl(base, path, query).href).toBe(url);
});

test.each([
  "api",
  "",
  "//evil.example/x",
  "/../x",
  "/api/../../x",
  "/api/%2e%2E/x",
  "/api/.%2e/x",
  "/a/./b",
  "/\\evil.example",
  "/a%5c..%5cb",
  "/a?b=c",
  "/a#b",
  "/a b",
  "/a\nb",
])("a path that could leave its address is refused: %j", (path) => {
  expect(() => joinUrl("https://kace.example/base", path)).toThrow(UnsafePathError);
});

test("no path and no query reach another host or leave the prefix", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (path, query) => {
      let url: URL;
      try {
        url = joinUrl("https://kace.example/base", `/${path}`, query);
      } catch (error) {
        return error instanceof UnsafePathError;
      }
      return url.host === "kace.example" && url.pathname.startsWith("/base/") && url.hash === "";
    }),
  );
});
