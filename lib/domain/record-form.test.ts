import fc from "fast-check";
import { expect, test } from "vitest";
import { findFormFaults, isKeptAs, type FormField } from "./record-form";

const field = (over: Partial<FormField>): FormField => ({
  key: "title",
  label: "Title",
  kind: "text",
  group: null,
  required: false,
  readOnly: null,
  value: "",
  text: null,
  from: null,
  options: null,
  section: null,
  ...over,
});
const faultsOf = (fields: FormField[], values: Record<string, string | string[]>, isNew = false) =>
  findFormFaults(fields, new Map(Object.entries(values)), { isNew });

test("a required field may stay empty where it stands so, and must be filled in where it is new", () => {
  const title = field({ required: true });
  expect(faultsOf([title], {})).toEqual({});
  expect(faultsOf([title], {}, true)).toHaveProperty("title");
  expect(faultsOf([title], { title: "x" }, true)).toEqual({});
  expect(faultsOf([field({ required: true, value: "x" })], { title: "  " })).toHaveProperty(
    "title",
  );
  expect(faultsOf([field({ required: true, readOnly: "no" })], {}, true)).toEqual({});
});

test("a field that came with its values takes no other", () => {
  const options = [{ id: "a", label: "A" }];
  const one = field({ kind: "choice", options });
  expect(faultsOf([one], { title: "a" })).toEqual({});
  expect(faultsOf([one], { title: "b" })).toHaveProperty("title");
  expect(faultsOf([field({ kind: "choice", options, value: "gone" })], { title: "gone" })).toEqual(
    {},
  );
  const several = field({ kind: "choices", options, value: [] });
  expect(faultsOf([several], { title: ["a"] })).toEqual({});
  expect(faultsOf([several], { title: ["a", "b"] })).toHaveProperty("title");
});

test("a text is refused for characters that cannot be stored, and for no others", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const isStorable = text.isWellFormed() && !text.includes("\0");
      expect(faultsOf([field({})], { title: text })).toEqual(
        isStorable ? {} : { title: expect.stringMatching(/^Character \d+ of this text/) },
      );
    }),
  );
  expect(faultsOf([field({})], { title: "half \ud800" })).toHaveProperty("title");
  expect(faultsOf([field({})], { title: "null \0" })).toHaveProperty("title");
});

test("a value that is spelt otherwise is kept all the same; another one is not", () => {
  expect(isKeptAs({ kind: "number", value: "12.50" }, "12.5")).toBe(true);
  expect(isKeptAs({ kind: "localTime", value: "2026-03-01T12:00:00" }, "2026-03-01T12:00")).toBe(
    true,
  );
  expect(isKeptAs({ kind: "text", value: "cut" }, "cut off")).toBe(false);
  expect(isKeptAs({ kind: "number", value: "" }, "0")).toBe(false);
});
