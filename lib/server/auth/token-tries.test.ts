import { expect, test } from "vitest";
import { TooMany } from "../failures";
import { clientOf, noteKnown, noteUnknown, requireTry } from "./token-tries";

const SECOND = 1000;
const START = 1_800_000_000_000;
const isLet = (client: string, token: string, now: number) => {
  try {
    requireTry(client, token, now);
    return true;
  } catch (error) {
    if (error instanceof TooMany) return false;
    throw error;
  }
};

test("each further unknown token doubles the wait, and a quarter of an hour forgets", () => {
  let now = START;
  const waits: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    const asked = now;
    while (!isLet("a", `t${n}`, now)) now += SECOND;
    waits.push((now - asked) / SECOND);
    noteUnknown("a", `t${n}`, now);
  }
  expect(waits).toEqual([0, 0, 0, 2, 4, 8, 16]);
  expect(isLet("a", "another", now + 900 * SECOND)).toBe(true);
});

test("however many come at once, an address is never free for ever", () => {
  for (let n = 0; n < 500; n += 1) noteUnknown("b", `u${n}`, START);
  expect(isLet("b", "next", START + 299 * SECOND)).toBe(false);
  const later = START + 901 * SECOND;
  for (let n = 0; n < 4; n += 1) noteUnknown("b", `v${n}`, later);
  expect(isLet("b", "next", later)).toBe(false);
});

test("the same token again, a token that opened something, and other addresses are not kept waiting", () => {
  for (let n = 0; n < 20; n += 1) noteUnknown("c", "one", START);
  expect(isLet("c", "two", START)).toBe(true);
  for (let n = 0; n < 5; n += 1) noteUnknown("c", `w${n}`, START);
  noteKnown("good");
  expect([isLet("c", "two", START), isLet("c", "good", START), isLet("d", "two", START)]).toEqual([
    false,
    true,
    true,
  ]);
});

test("an address is the one that the nearest proxy saw, whatever the client wrote before it", () => {
  const client = (value: string) => clientOf(new Headers({ "x-forwarded-for": value }));
  expect(client("10.0.0.1, 192.0.2.7")).toBe("192.0.2.7");
  expect(client("192.0.2.7")).toBe("192.0.2.7");
  expect(clientOf(new Headers())).toBe("");
});
