import { expect, test } from "vitest";
import { keepBriefly } from "./keep-briefly";

test("one reading serves all who ask of one key within its time, and each key has its own", async () => {
  const asked: string[] = [];
  const read = keepBriefly(60_000, (key: { name: string }) => {
    asked.push(key.name);
    return Promise.resolve(asked.length);
  });
  const [a, b] = [{ name: "a" }, { name: "b" }];
  expect(await Promise.all([read(a), read(a)])).toEqual([1, 1]);
  expect([await read(a), await read(b)]).toEqual([1, 2]);
  expect(asked).toEqual(["a", "b"]);
});

test("an answer whose time is over is read again", async () => {
  let readings = 0;
  const read = keepBriefly(0, () => Promise.resolve((readings += 1)));
  const key = {};
  expect([await read(key), await read(key)]).toEqual([1, 2]);
});

test("a reading that failed is tried again by the next who asks", async () => {
  let readings = 0;
  const read = keepBriefly(60_000, () => {
    readings += 1;
    return readings === 1 ? Promise.reject(new Error("gone")) : Promise.resolve(readings);
  });
  const key = {};
  await expect(read(key)).rejects.toThrow("gone");
  expect(await read(key)).toBe(2);
});
