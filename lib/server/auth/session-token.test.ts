import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { readVaultId } from "./session-token";

const SECRET = "s".repeat(32);
const NAME = "next-auth.session-token";

const cookieOf = async (vaultId: string, secondsLeft = 60, secret = SECRET) =>
  `theme=dark; ${NAME}=${await encode({ token: { sub: vaultId }, secret, maxAge: secondsLeft })}`;

test("a session cookie names its vault entry, also when it comes again", async () => {
  const cookies = await cookieOf("entry-1");
  expect(await readVaultId(cookies, SECRET)).toBe("entry-1");
  expect(await readVaultId(cookies, SECRET)).toBe("entry-1");
  expect(await readVaultId(cookies.replace("theme=dark; ", ""), SECRET)).toBe("entry-1");
});

test("what one cookie says is never taken for another's", async () => {
  const [first, second] = [await cookieOf("entry-1"), await cookieOf("entry-2")];
  expect(await readVaultId(first, SECRET)).toBe("entry-1");
  expect(await readVaultId(second, SECRET)).toBe("entry-2");
});

test.each([
  ["none", async () => "theme=dark"],
  ["one that has ended", () => cookieOf("entry-1", -60)],
  ["one sealed with another secret", () => cookieOf("entry-1", 60, "x".repeat(32))],
  ["one that was changed", async () => `${await cookieOf("entry-1")}x`],
])("%s names nothing", async (_, cookies) => {
  expect(await readVaultId(await cookies(), SECRET)).toBeNull();
});

test("a known cookie names nothing under another secret", async () => {
  const cookies = await cookieOf("entry-1");
  expect(await readVaultId(cookies, SECRET)).toBe("entry-1");
  expect(await readVaultId(cookies, "y".repeat(32))).toBeNull();
});
