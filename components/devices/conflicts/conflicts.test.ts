import { expect, test } from "vitest";
import { CONFLICT_OUTCOMES, CONFLICT_SORT_FIELDS } from "@/lib/contracts/conflict-fields";
import { ATTRIBUTES, ATTRIBUTE_NAMES } from "@/lib/domain/merge/attributes";
import type { WinReason } from "@/lib/domain/merge/merge-records";
import { attributeText, winWords } from "@/lib/format/attribute-words";
import { CONFLICT_COLUMNS } from "./conflict-columns";
import { whyNotTogether } from "./picked-bar";
import { summaryWords } from "./take-dialog";
import { otherSource } from "./use-conflict-acts";

test("every order that the server knows can be asked for by a column", () => {
  const offered = CONFLICT_COLUMNS.flatMap((column) => column.sortField ?? []);
  expect(offered.toSorted()).toEqual([...CONFLICT_SORT_FIELDS].sort());
});

test("conflicts of several attributes are not written together", () => {
  expect(whyNotTogether([{ attribute: "site" }, { attribute: "site" }])).toBeNull();
  expect(whyNotTogether([{ attribute: "site" }, { attribute: "owner" }])).toContain(
    "one attribute",
  );
});

test("a summary counts every outcome in its own word", () => {
  const outcomes = CONFLICT_OUTCOMES.map((outcome) => ({ outcome, message: null }));
  const words = summaryWords([...outcomes, { outcome: "done", message: null }]);
  expect(words.split(", ")).toHaveLength(CONFLICT_OUTCOMES.length);
  expect(words).toContain("2 written");
});

test("taking one system's value writes the other", () => {
  expect([otherSource("kace"), otherSource("sysaid")]).toEqual(["sysaid", "kace"]);
});

test("why a value is shown is told in words, and not where nobody tells another", () => {
  const by = ["kept", "archived", "hollow", "absent"] as const;
  const reasons: WinReason[] = [
    ...by.map((one) => ({ by: one, first: "kace" as const })),
    { by: "silent", first: "sysaid", days: 1 },
  ];
  const words = reasons.map((reason) => winWords(reason, "en"));
  expect(new Set(words).size).toBe(reasons.length);
  expect(words.at(-1)).toContain("1 day longer");
  expect(winWords({ by: "alone", first: "kace" }, "en")).toBeNull();
});

test("every attribute's value is shown for people: sizes with a unit, kinds by their word", () => {
  expect(attributeText("ram", String(16 * 2 ** 30), "en")).toBe("16 GB");
  expect(attributeText("kind", "virtual", "en")).toBe("Virtual machine");
  for (const name of ATTRIBUTE_NAMES.filter((one) => ATTRIBUTES[one].unit === "text")) {
    expect(attributeText(name, "As Told", "en")).toBe("As Told");
  }
});
