import { expect, test } from "vitest";
import type { NoticeHandler } from "./hub";
import { keepUntilChanged } from "./keep-until-changed";

function aHub() {
  const handlers = new Set<NoticeHandler>();
  return {
    handlers,
    subscribe(handler: NoticeHandler) {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    tell: () => handlers.forEach((handler) => handler({ kind: "changes", changes: [] })),
  };
}

test("one reading serves all who ask the same of a hub's index until something changes", async () => {
  const hub = aHub();
  const ask = keepUntilChanged<number>();
  let readings = 0;
  const read = () => Promise.resolve((readings += 1));
  expect(await Promise.all([ask(hub, "a", read), ask(hub, "a", read)])).toEqual([1, 1]);
  expect(await ask(hub, "b", read)).toBe(2);
  expect(await ask(aHub(), "a", read)).toBe(3);
  hub.tell();
  expect(await ask(hub, "a", read)).toBe(4);
  expect(hub.handlers.size).toBe(1);
});

test("a reading that was under way when something changed is not kept", async () => {
  const hub = aHub();
  const ask = keepUntilChanged<string>();
  let answer: (text: string) => void = () => undefined;
  const early = ask(hub, "a", () => new Promise((resolve) => (answer = resolve)));
  hub.tell();
  const late = ask(hub, "a", () => Promise.resolve("after"));
  answer("before");
  expect([await early, await late]).toEqual(["before", "after"]);
  expect(await ask(hub, "a", () => Promise.resolve("again"))).toBe("after");
});

test("a reading that failed is tried again", async () => {
  const hub = aHub();
  const ask = keepUntilChanged<number>();
  await expect(ask(hub, "a", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
  expect(await ask(hub, "a", () => Promise.resolve(1))).toBe(1);
});
