import fc from "fast-check";
import { expect, test } from "vitest";
import { forgetDrafts } from "../draft-shelf";
import { keepFormDraft } from "../forms/form-drafts";
import { storage } from "../testing/storage";
import { giveBack, keepDraft, mergeDrafts, parseDraft, readDraft, type KeptDraft } from "./drafts";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 0, 20);
const aDraft = (text: string, more: Partial<KeptDraft> = {}): KeptDraft => ({
  text,
  internal: false,
  atMs: NOW,
  isSaved: false,
  by: null,
  ...more,
});

test("an unsent comment stays with its ticket, and who was to read it stays too", () => {
  const store = storage();
  const draft = aDraft("half a thought", { internal: true, isSaved: true, by: "kace:user:1" });
  keepDraft(store, "kace:ticket:1", draft);
  expect(readDraft(store, "kace:ticket:1", NOW)).toEqual(draft);
  expect(readDraft(store, "kace:ticket:2", NOW)).toBeNull();
});

test("an emptied box leaves nothing behind, and an old draft is forgotten", () => {
  const store = storage();
  keepDraft(store, "a", aDraft("x"));
  expect(readDraft(store, "a", NOW + 13 * DAY_MS)).not.toBeNull();
  expect(readDraft(store, "a", NOW + 15 * DAY_MS)).toBeNull();
  keepDraft(store, "a", aDraft("  "));
  expect(store.length).toBe(0);
});

test("a full storage does not stop anybody from typing, and gives up what is old", () => {
  const store = storage(190);
  keepDraft(store, "old", aDraft("x".repeat(40), { atMs: NOW - 20 * DAY_MS }));
  keepDraft(store, "new", aDraft("y".repeat(80)));
  expect(store.getItem("sightline.draft.old")).toBeNull();
});

test("sign-out forgets every draft and nothing else", () => {
  const store = storage();
  keepDraft(store, "a", aDraft("x"));
  keepDraft(store, "b", aDraft("y"));
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
  expect(giveBack(" first\n", " first\n")).toBe(" first\n");
  expect(giveBack("first", "second")).toBe("first\n\nsecond");
});

test("a draft from before the server kept any is read as one that is still to be saved", () => {
  const store = storage();
  store.setItem("sightline.draft.a", JSON.stringify({ text: "x", internal: true, atMs: NOW }));
  expect(readDraft(store, "a", NOW)).toEqual(aDraft("x", { internal: true }));
});

const remote = (text: string, atMs: number) => ({ text, internal: false, atMs });

test.each([
  ["nothing anywhere", null, null, "leave"],
  ["only the server's", null, remote("b", NOW), "take"],
  ["only here, not saved yet", aDraft("a"), null, "save"],
  ["sent or emptied in another browser", aDraft("a", { isSaved: true }), null, "drop"],
  ["the same in both", aDraft("a", { isSaved: true }), remote("a", NOW + 5), "leave"],
  ["the same in both, which is news here", aDraft("a"), remote("a", NOW), "take"],
  ["written on in another browser", aDraft("a", { isSaved: true }), remote("b", NOW - 5), "take"],
  ["newer here", aDraft("a"), remote("b", NOW - 1), "save"],
  ["newer there", aDraft("a"), remote("b", NOW + 1), "take"],
  ["emptied here just now, and not told yet", aDraft(""), remote("b", NOW - 1), "save"],
  ["emptied here long ago", aDraft("", { isSaved: true }), remote("b", NOW), "take"],
  ["emptied in both", aDraft("", { isSaved: true }), null, "leave"],
] as const)("a draft that is %s", (_how, own, there, expected) => {
  expect(mergeDrafts(own, there, false)).toBe(expected);
});

test("of two unsaved texts the newer always wins, in whichever browser it was typed, and typing is never disturbed", () => {
  const aTime = fc.integer({ min: NOW - DAY_MS, max: NOW + DAY_MS });
  fc.assert(
    fc.property(aTime, aTime, fc.boolean(), (here, there, isSaved) => {
      const own = aDraft("here", { atMs: here, isSaved });
      expect(mergeDrafts(own, remote("there", there), true)).toBe("leave");
      expect(mergeDrafts(own, null, true)).toBe(isSaved ? "drop" : "leave");
      const verdict = mergeDrafts({ ...own, isSaved: false }, remote("there", there), false);
      expect(verdict).toBe(there > here ? "take" : "save");
    }),
  );
});
