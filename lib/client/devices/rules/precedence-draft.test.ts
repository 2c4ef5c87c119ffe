import { expect, test } from "vitest";
import type { PrecedenceResult } from "@/lib/contracts/rules";
import { changesIn, fromDraft, toDraft, toRules, usualDrafts } from "./precedence-draft";

const KACE_90 = { order: ["kace" as const, "sysaid" as const], silenceDays: 90 };
const SYSAID_NEVER = { order: ["sysaid" as const, "kace" as const], silenceDays: null };
const ROWS: PrecedenceResult["attributes"] = [
  { name: "model", label: "Model", group: "Hardware", rule: SYSAID_NEVER, usual: KACE_90 },
  { name: "site", label: "Site", group: "People", rule: SYSAID_NEVER, usual: SYSAID_NEVER },
].map((row) => ({ ...row, name: row.name === "model" ? "model" : "site", disagreements: 0 }));

test("a rule shown in its controls and read back is the same rule", () => {
  for (const rule of [KACE_90, SYSAID_NEVER]) expect(fromDraft(toDraft(rule))).toEqual(rule);
});

test("days that cannot be are a change that cannot be saved, and never a rule", () => {
  for (const days of ["soon", "0", "-3", "1.5", "1e3", "99999"]) {
    expect(fromDraft({ first: "kace", days })).toBeNull();
    const drafts = { model: { first: "kace" as const, days } };
    expect(changesIn(ROWS, drafts)).toEqual([{ name: "model", rule: null }]);
    expect(toRules(ROWS, drafts)).toEqual({ model: SYSAID_NEVER });
  }
});

test("what is chosen and put back is no change", () => {
  expect(changesIn(ROWS, { site: toDraft(SYSAID_NEVER) })).toEqual([]);
  expect(changesIn(ROWS, {})).toEqual([]);
});

test("only what differs from the usual is sent, and setting all to the usual sends nothing", () => {
  expect(toRules(ROWS, {})).toEqual({ model: SYSAID_NEVER });
  expect(changesIn(ROWS, usualDrafts(ROWS))).toEqual([{ name: "model", rule: KACE_90 }]);
  expect(toRules(ROWS, usualDrafts(ROWS))).toEqual({});
});
