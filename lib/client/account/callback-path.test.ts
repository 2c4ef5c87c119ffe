import fc from "fast-check";
import { expect, test } from "vitest";
import { toCallbackPath, toSignInPath } from "./callback-path";

const HERE = "https://sightline.example";

test("a page of this site comes back with its search and fragment", () => {
  expect(toCallbackPath("/tickets?flag=mine,open&open=kace:ticket:1#x")).toBe(
    "/tickets?flag=mine,open&open=kace:ticket:1#x",
  );
  expect(toCallbackPath("/devices/sysaid%3Aasset%3A0A-3E")).toBe("/devices/sysaid%3Aasset%3A0A-3E");
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/..//evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "tickets",
  "",
])("nothing that a browser may read as another site is followed: %j", (wanted) => {
  const path = toCallbackPath(wanted);
  expect(new URL(path, HERE).origin).toBe(HERE);
  expect(path).toBe("/");
});

test("whatever is wanted, the browser stays on this site and does not loop through sign-in", () => {
  const hostile = fc.array(
    fc.constantFrom("/", "\\", "\t", "\n", "@", ":", ".", "%2f", "evil.example", "?", "#", "a"),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        hostile.map((parts) => `/${parts.join("")}`),
      ),
      (wanted) => {
        const url = new URL(toCallbackPath(wanted), HERE);
        expect(url.origin).toBe(HERE);
        expect(url.pathname).not.toMatch(/^\/sign-in(\/|$)/);
      },
    ),
  );
});

test("routes that are no pages, and the sign-in itself, lead to the start", () => {
  for (const path of ["/api/tickets", "/sign-in?callbackUrl=/", "/_next/x", undefined, null])
    expect(toCallbackPath(path)).toBe("/");
});

test("the sign-in remembers where somebody came from", () => {
  expect(toSignInPath("/team?q=a b")).toBe("/sign-in?callbackUrl=%2Fteam%3Fq%3Da%2520b");
  expect(toSignInPath("/")).toBe("/sign-in");
});
