import fc from "fast-check";
import { expect, test } from "vitest";
import { fillPath } from "./fill-path";
import { createMatcher } from "./match-operation";
import { METHODS, type Method } from "./operation";

const row = (method: Method, path: string, ...spellings: string[]) => ({ method, path, spellings });

const ROWS = [
  row("GET", "/api/asset/assets"),
  row("POST", "/api/asset/assets"),
  row("GET", "/api/asset/assets/types"),
  row("GET", "/api/asset/assets/{id}", "/api/asset/assets/{id}/"),
  row("PUT", "/api/asset/assets/{id}"),
  row("GET", "/api/asset/assets/{assetID}/attachment/{fieldName}"),
  row("POST", "/api/asset/assets/{id}/archive"),
  row("GET", "/api/mi/mamaged_installs/{id}/machines", "/api/mi/managed_installs/{id}/machines"),
  row("GET", "/api/users/me/", "/api/users/me"),
  row("GET", "/api/inventory/machines/{id}/custom_inventory/"),
  row("GET", "/api/inventory/machines/{machineID}/custom_inventory"),
  row("GET", "/api/v1/sr/{id}/activity"),
  row("GET", "/api/v1/sr/count"),
];
const match = createMatcher(ROWS);
const found = (method: string, path: string) => {
  const result = match(method, path);
  return result && [result.row.path, result.values];
};

test("a path leads to its operation, with decoded values", () => {
  expect(found("GET", "/api/asset/assets")).toEqual(["/api/asset/assets", {}]);
  expect(found("GET", "/api/asset/assets/7")).toEqual(["/api/asset/assets/{id}", { id: "7" }]);
  expect(found("GET", "/api/asset/assets/7/attachment/a%20b%3Bc")).toEqual([
    "/api/asset/assets/{assetID}/attachment/{fieldName}",
    { assetID: "7", fieldName: "a b;c" },
  ]);
  expect(found("GET", "/api/asset/assets/50%25")?.[1]).toEqual({ id: "50%" });
  expect(found("GET", "/api/asset/assets/J%C3%B6rg")?.[1]).toEqual({ id: "Jörg" });
});

test("every spelling leads to the same operation, with and without the closing slash", () => {
  const path = "/api/mi/mamaged_installs/{id}/machines";
  expect(found("GET", "/api/mi/mamaged_installs/3/machines")).toEqual([path, { id: "3" }]);
  expect(found("GET", "/api/mi/managed_installs/3/machines/")).toEqual([path, { id: "3" }]);
  expect(found("GET", "/api/users/me")).toEqual(["/api/users/me/", {}]);
  expect(found("GET", "/api/users/me/")).toEqual(["/api/users/me/", {}]);
});

test("where both forms are documented the closing slash tells two operations apart", () => {
  const path = "/api/inventory/machines/5/custom_inventory";
  expect(found("GET", path)?.[1]).toEqual({ machineID: "5" });
  expect(found("GET", `${path}/`)?.[1]).toEqual({ id: "5" });
});

test("a literal part wins over a value, whatever the method and however it is encoded", () => {
  expect(found("GET", "/api/asset/assets/types")?.[0]).toBe("/api/asset/assets/types");
  expect(found("GET", "/api/asset/assets/%74ypes")?.[0]).toBe("/api/asset/assets/types");
  expect(match("PUT", "/api/asset/assets/types")).toBeNull();
  // Nothing stands below the literal, so that it can only be meant as a value.
  expect(found("GET", "/api/v1/sr/count/activity")?.[1]).toEqual({ id: "count" });
});

test("what is no operation is refused", () => {
  const refused = ["/", "", "api/asset/assets", "/api/asset", "/api/asset/assets/7/nothing"];
  for (const path of refused) expect(match("GET", path), path).toBeNull();
  for (const method of ["DELETE", "HEAD", "get", "OPTIONS", "TRACE", "constructor"]) {
    expect(match(method, "/api/asset/assets"), method).toBeNull();
  }
});

test.each([
  "//api/asset/assets",
  "/api//asset/assets",
  "/api/asset/assets//",
  "/api/asset/./assets",
  "/api/asset/assets/x/../7",
  "/api/asset/assets/..",
  "/api/asset/assets/%2e%2e",
  "/api/asset/assets/.%2E",
  "/api/asset/assets/%252e%252e",
  "/api/asset/assets/%25252e.",
  "/api/asset/assets/..;x=1",
  "/api/asset/assets/%2e%2e%3bx",
  "/api/asset/assets/..%20",
  "/api/asset/assets/a%2fb",
  "/api/asset/assets/a%2Fb",
  "/api/asset/assets/a%5cb",
  "/api/asset/assets/a%255Cb",
  "/api/asset/assets/%zz%252f",
  "/api/asset/assets/%25zz%252f",
  "/api/asset/assets/a\\b",
  "/api/asset/assets/7%00",
  "/api/asset/assets/7%2500",
  "/api/asset/assets/7%0d%0aX-Injected:1",
  "/api/asset/assets/7%7f",
  "/api/asset/assets/7\n",
  "/api/asset/assets/7 8",
  "/api/asset/assets/ö",
  "/api/asset/assets/%",
  "/api/asset/assets/%e4",
  "/api/asset/assets/%c0%af",
  "/api/asset/assets/%ed%a0%80",
  "/api/asset/assets/%2525252525",
  "/api/asset/assets/7?shaping=x",
  "/api/asset/assets/7#x",
  "http://elsewhere/api/asset/assets",
])("a path that can be read in two ways is refused: %j", (path) => {
  expect(match("GET", path)).toBeNull();
});

test("two rows that claim one method and path are an error of the catalogue", () => {
  const rows = [row("GET", "/a/{id}"), row("GET", "/a/{name}")];
  expect(() => createMatcher(rows)).toThrow("two rows are GET /a/{name}");
});

/** Paths near the catalogue: its own parts, awkward values, and any text, joined by slashes. */
const literals = ROWS.flatMap(({ path }) => path.split("/")).filter((part) => !/[{}]/.test(part));
const anyPart = fc.oneof(
  fc.constantFrom(...literals),
  fc.constantFrom("7", "..", "%2e", "%252e%252e", "a;b", "%2F", "%5c", "x%20y", "%25", "%c3%b6"),
  fc.string({ unit: "binary" }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.string(),
);
const nearPath = fc
  .constantFrom(...ROWS.flatMap(({ path, spellings }) => [path, ...spellings]))
  .chain((path) => fc.tuple(...path.split("/").map((part) => nearPart(part))))
  .map((parts) => parts.join("/"));
function nearPart(part: string) {
  if (part === "") return fc.constant(part);
  const own = part.startsWith("{") ? anyPart : fc.constant(part);
  return fc.oneof({ weight: 12, arbitrary: own }, { weight: 1, arbitrary: anyPart });
}
const anyPath = fc.array(anyPart, { maxLength: 8 }).map((parts) => `/${parts.join("/")}`);

test("whatever is matched, the path built from it is one plain path that leads to the same operation", () => {
  const request = fc.record({
    method: fc.constantFrom(...METHODS),
    path: fc.oneof({ weight: 5, arbitrary: nearPath }, anyPath),
  });
  let matched = 0;
  const property = fc.property(request, ({ method, path }) => {
    const first = match(method, path);
    if (first === null) return;
    matched += 1;
    const built = fillPath(first.row, first.values);
    expect(match(method, built)).toEqual(first);
    // A URL parser, which folds dots and backslashes, must not see another path than the one built.
    const url = new URL(`https://upstream.example${built}`);
    expect([url.pathname, url.search, url.hash]).toEqual([built, "", ""]);
    expect(built.split("/").length).toBe(first.row.path.split("/").length);
  });
  fc.assert(property, { numRuns: 3000 });
  expect(matched).toBeGreaterThan(100);
});

test("a path is not built from a value that is missing or would climb", () => {
  const asset = { path: "/api/asset/assets/{id}" };
  expect(fillPath(asset, { id: "a/b ;ü" })).toBe("/api/asset/assets/a%2Fb%20%3B%C3%BC");
  expect(() => fillPath(asset, {})).toThrow("/api/asset/assets/{id} needs id");
  for (const id of ["", ".", ".."]) expect(() => fillPath(asset, { id })).toThrow(TypeError);
});
