import { expect, test } from "vitest";
import { forgetDrafts } from "../draft-shelf";
import { keepFormDraft } from "../devices/asset-form/form-drafts";
import { giveBack, keepDraft, parseDraft, readDraft } from "./drafts";

/** A browser's storage with room for so many characters. */
function storage(room = Number.POSITIVE_INFINITY): Storage {
  const held = new Map<string, string>();
  const used = () => [...held.values()].reduce((sum, one) => sum + one.length, 0);
  return {
    get length() {
      return held.size;
    },
    key: (at) => [...held.keys()][at] ?? null,
    getItem: (key) => held.get(key) ?? null,
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
    setItem: (key, value) => {
      if (used() - (held.get(key)?.length ?? 0) + value.length > room) {
        throw new DOMException("full", "QuotaExceededError");
      }
      held.set(key, value);
    },
  };
}

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 0, 20);

test("an unsent comment stays with its ticket, and who was to read it stays too", () => {
  const store = storage();
  keepDraft(store, "kace:ticket:1", { text: "half a thought", internal: true }, NOW);
  expect(readDraft(store, "kace:ticket:1", NOW)).toEqual({
    text: "half a thought",
    internal: true,
  });
  expect(readDraft(store, "kace:ticket:2", NOW)).toBeNull();
});

test("an emptied box leaves nothing behind, and an old draft is forgotten", () => {
  const store = storage();
  keepDraft(store, "a", { text: "x", internal: false }, NOW);
  expect(readDraft(store, "a", NOW + 13 * DAY_MS)).not.toBeNull();
  expect(readDraft(store, "a", NOW + 15 * DAY_MS)).toBeNull();
  keepDraft(store, "a", { text: "  ", internal: false }, NOW);
  expect(store.length).toBe(0);
});

test("a full storage does not stop anybody from typing, and gives up what is old", () => {
  const store = storage(140);
  keepDraft(store, "old", { text: "x".repeat(40), internal: false }, NOW - 20 * DAY_MS);
  keepDraft(store, "new", { text: "y".repeat(80), internal: false }, NOW);
  expect(store.getItem("sightline.draft.old")).toBeNull();
});

test("sign-out forgets every draft and nothing else", () => {
  const store = storage();
  keepDraft(store, "a", { text: "x", internal: false }, NOW);
  keepDraft(store, "b", { text: "y", internal: true }, NOW);
  store.setItem("other", "stays");
  keepFormDraft(store, "kace|ada|kace:asset:1", { values: { a: "1" }, base: { a: "" } }, NOW);
  forgetDrafts(store);
  expect([store.length, store.getItem("other")]).toEqual([1, "stays"]);
});

test.each(["", "{", "[]", '"x"', '{"text":1,"internal":true}', '{"text":"x"}', "null"])(
  "what is no draft counts as none: %s",
  (text) => {
    expect(parseDraft(text)).toBeNull();
    const store = storage();
    store.setItem("sightline.draft.a", text);
    expect(readDraft(store, "a", NOW)).toBeNull();
  },
);

test("a refused comment comes back whole, before what was typed since", () => {
  expect(giveBack("first", "")).toBe("first");
  expect(giveBack("first", "first ")).toBe("first");
  expect(giveBack("first", "second")).toBe("first\n\nsecond");
});
