import { expect, test } from "vitest";
import { findChoices } from "./choice-list";

const choices = ["Ada Lovelace", "Grace Hopper", "Nada Grey"].map((label) => ({
  id: label,
  label,
}));
const found = (text: string) => findChoices(choices, text).map((one) => one.label);

test("typing leaves what holds every word, what begins with it first", () => {
  expect(found("")).toHaveLength(3);
  expect(found("gr")).toEqual(["Grace Hopper", "Nada Grey"]);
  expect(found("ada")).toEqual(["Ada Lovelace", "Nada Grey"]);
  expect(found(" LOVE ada ")).toEqual(["Ada Lovelace"]);
  expect(found("x")).toEqual([]);
});
