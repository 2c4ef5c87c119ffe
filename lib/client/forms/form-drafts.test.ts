import fc from "fast-check";
import { expect, test } from "vitest";
import type { FormField, FormValue } from "@/lib/domain/record-form";
import {
  NO_DRAFT,
  changeField,
  draftKey,
  fitDraft,
  isUntouched,
  keepFormDraft,
  readFormDraft,
  seeTheirs,
  type FormDraft,
} from "./form-drafts";
import { storage } from "../testing/storage";

const NOW = Date.UTC(2026, 0, 20);
const field = (key: string, value: FormValue, readOnly: string | null = null): FormField => ({
  key,
  label: key,
  kind: typeof value === "string" ? "text" : "choices",
  group: null,
  required: false,
  readOnly,
  value,
  text: null,
  from: null,
  options: null,
  section: null,
});

test("whatever was typed is back after a reload, for the same person and record alone", () => {
  const content = fc.oneof(
    fc.string({ unit: "binary" }).map((text) => text.toWellFormed()),
    fc.array(fc.string({ unit: "grapheme" })),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,9}$/), content), (values) => {
      const store = storage();
      const draft: FormDraft = { values, base: values };
      keepFormDraft(store, draftKey("ada", "kace:asset:1"), draft, NOW);
      const back = readFormDraft(store, draftKey("ada", "kace:asset:1"), NOW);
      expect(back).toEqual(isUntouched(draft) ? NO_DRAFT : draft);
      expect(readFormDraft(store, draftKey("abe", "kace:asset:1"), NOW)).toEqual(NO_DRAFT);
    }),
  );
});

test("a change remembers what was seen first, and typing it back is no change", () => {
  const first = changeField(NO_DRAFT, field("name", "PC-1"), "PC-2");
  // The form was read again meanwhile: what the person saw is still what they saw.
  const later = changeField(first, field("name", "PC-9"), "PC-3");
  expect(later).toEqual({ values: { name: "PC-3" }, base: { name: "PC-1" } });
  expect(changeField(first, field("name", "PC-1"), "PC-1")).toEqual(NO_DRAFT);
  const list = changeField(NO_DRAFT, field("for", ["a", "b"]), ["b", "a"]);
  expect(isUntouched(list)).toBe(true);
});

test("who has seen the others' value and keeps theirs saves against it", () => {
  const draft = changeField(NO_DRAFT, field("name", "PC-1"), "PC-2");
  expect(seeTheirs(draft, "name", "PC-9").base).toEqual({ name: "PC-9" });
});

test("a field that is gone or closed by now leaves the draft", () => {
  const draft = { values: { a: "1", b: "2", c: "3" }, base: { a: "", b: "", c: "" } };
  const fitted = fitDraft(draft, [field("a", ""), field("b", "", "closed")]);
  expect(fitted).toEqual({ values: { a: "1" }, base: { a: "" } });
});
