import { expect, test } from "vitest";
import type { AddonField } from "@/lib/contracts/connections";
import { changedValues, missingFields } from "./addon-values";

const field = (name: string, rest: Partial<AddonField> = {}): AddonField => ({
  name,
  description: null,
  type: "text",
  value: "old",
  secret: false,
  isSet: true,
  mandatory: true,
  editable: true,
  ...rest,
});
const URL_FIELD = field("url");
const SECRET = field("password", { secret: true, value: null });
const FIXED = field("site", { editable: false });
const FIELDS = [URL_FIELD, SECRET, FIXED];

test("only what was changed is sent", () => {
  expect(changedValues(FIELDS, {})).toEqual([]);
  expect(changedValues(FIELDS, { url: "old", site: "other" })).toEqual([]);
  expect(changedValues(FIELDS, { url: "new" })).toEqual([{ name: "url", value: "new" }]);
  expect(changedValues(FIELDS, { url: "" })).toEqual([{ name: "url", value: "" }]);
});

test("a secret is sent when a new one was typed, and never emptied", () => {
  expect(changedValues(FIELDS, { password: "" })).toEqual([]);
  expect(changedValues(FIELDS, { password: "p" })).toEqual([{ name: "password", value: "p" }]);
});

test("what must be filled in and is not is named; a secret that is held counts as filled", () => {
  expect(missingFields(FIELDS, {})).toEqual([]);
  expect(missingFields(FIELDS, { url: "  " })).toEqual(["url"]);
  const unset = [field("token", { secret: true, value: null, isSet: false })];
  expect(missingFields(unset, {})).toEqual(["token"]);
  expect(missingFields(unset, { token: "t" })).toEqual([]);
});
