import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketName, hashToken, makeVerifier, newToken, seal, unseal, verifies } from "./seal";

const SECRET = "a".repeat(32);

test("what was sealed opens again, whatever it holds", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, place) => {
      expect(unseal(SECRET, place, seal(SECRET, place, value))).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
    { numRuns: 50 },
  );
});

test("a sealed value opens neither in another place, nor with another secret, nor changed", () => {
  const sealed = seal(SECRET, "v1|kace", { cookies: "x" });
  expect(unseal(SECRET, "v2|kace", sealed)).toBeNull();
  expect(unseal("b".repeat(32), "v1|kace", sealed)).toBeNull();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unseal(SECRET, "v1|kace", changed)).toBeNull();
  }
  expect(unseal(SECRET, "v1|kace", Buffer.alloc(3))).toBeNull();
});

test("the sealed bytes do not show the value", () => {
  expect(seal(SECRET, "p", { cookie: "kboxid=secret" }).toString("latin1")).not.toContain("kboxid");
});

test("a verifier knows its password and no other", () => {
  const verifier = makeVerifier("pässword");
  expect(verifies("pässword", verifier)).toBe(true);
  expect(verifies("password", verifier)).toBe(false);
  expect(verifies("pässword", "broken")).toBe(false);
});

test("tries are counted under a name that does not show the user, and differs per source", () => {
  expect(bucketName(SECRET, "kace", "anna")).toBe(bucketName(SECRET, "kace", "anna"));
  expect(bucketName(SECRET, "kace", "anna")).not.toBe(bucketName(SECRET, "sysaid", "anna"));
  expect(bucketName(SECRET, "kace", "anna")).not.toContain("anna");
});

test("tokens differ, and their hash does not show them", () => {
  const token = newToken();
  expect(newToken()).not.toBe(token);
  expect(hashToken(token)).not.toBe(token);
  expect(hashToken(token)).toBe(hashToken(token));
});
