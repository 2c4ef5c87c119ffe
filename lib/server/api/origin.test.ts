import { expect, test } from "vitest";
import { Forbidden } from "../failures";
import { requireSameOrigin } from "./origin";

const AUTH_URL = "https://sightline.example";
// Behind a proxy that ends TLS the server hears another host than the browser asked.
const host = "10.0.0.5:3000";
const isLet = (headers: Record<string, string>, authUrl: string | null = AUTH_URL) => {
  try {
    requireSameOrigin(
      new Request("http://x/", { method: "POST", headers: { host, ...headers } }),
      authUrl,
    );
    return true;
  } catch (error) {
    if (error instanceof Forbidden) return false;
    throw error;
  }
};

test.each<[string, Record<string, string>, boolean]>([
  ["our own page", { "sec-fetch-site": "same-origin" }, true],
  ["our own page behind a proxy", { "sec-fetch-site": "same-origin", origin: AUTH_URL }, true],
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
  ["a sister site", { "sec-fetch-site": "same-site" }, false],
  ["an address typed by hand", { "sec-fetch-site": "none" }, false],
  [
    "another site that claims our header",
    { "sec-fetch-site": "cross-site", "x-sightline": "1" },
    false,
  ],
  ["an older browser, directly", { origin: `http://${host}` }, true],
  ["an older browser behind a proxy", { origin: AUTH_URL }, true],
  ["an older browser, another site", { origin: "https://evil.example" }, false],
  ["another port of our host", { origin: "http://10.0.0.5:3001" }, false],
  ["our address as a part of another", { origin: `${AUTH_URL}.evil.example` }, false],
  ["our name without TLS", { origin: "http://sightline.example" }, false],
  ["a page without an origin", { origin: "null", "x-sightline": "1" }, false],
  ["a program with our header", { "x-sightline": "1" }, true],
  ["a program without", {}, false],
  ["a program with a token, whose cookies nobody looks at", { authorization: "Bearer x" }, true],
  ["a page behind a proxy's own password", { authorization: "Basic YTpi" }, false],
])("%s", (_who, headers, expected) => {
  expect(isLet(headers)).toBe(expected);
});

test("without AUTH_URL only the host that was asked counts", () => {
  expect(isLet({ origin: AUTH_URL }, null)).toBe(false);
  expect(isLet({ origin: `http://${host}` }, null)).toBe(true);
});
