import fc from "fast-check";
import { expect, test } from "vitest";
import { createApplianceClock } from "./clock";
import { parseSteps, toChangeEvents } from "./map-talk";
import { ChangeWire, normalise } from "./wire";

const step = (field: string, before: string | null, after: string | null) => ({
  field,
  before,
  after,
});

test.each([
  ['Changed ticket Status from "New" to "Opened".', [step("Status", "New", "Opened")]],
  [
    'Changed ticket Owner from "Unassigned" to "ann".\r\nChanged ticket Priority from "Low" to "High".',
    [step("Owner", "Unassigned", "ann"), step("Priority", "Low", "High")],
  ],
  ['Changed ticket Approval from "" to "Approved"', [step("Approval", null, "Approved")]],
  ['Changed ticket Due Date from "2026-01-01" to "".', [step("Due Date", "2026-01-01", null)]],
  ["Ticket Created", []],
  ['Changed ticket Status from "New" to "Opened".\nEmailed somebody.', []],
  ['Changed ticket Title from "a" to "b" to "c".', []],
  ['Changed ticket Title from "x" from "y" to "z".', []],
  ['Changed ticket Summary from "<p>a</p>" to "b".', []],
  ['Changed ticket Title from "Tom &amp; Ann" to "b".', []],
  ["", []],
])("%j is told as %j", (description, steps) => {
  expect(parseSteps(description)).toEqual(steps);
});

test("plain values come out as they went in", () => {
  const value = fc.stringMatching(/^[A-Za-z0-9 .,:-]{1,30}$/);
  fc.assert(
    fc.property(value, value, (before, after) => {
      const told = parseSteps(`Changed ticket Category from "${before}" to "${after}".`);
      expect(told).toEqual([step("Category", before, after)]);
    }),
  );
});

test("files stand with their change's words, and alone where it has none; who may read them is the change's matter", () => {
  const of = (row: Record<string, unknown>) =>
    toChangeEvents(ChangeWire.parse(normalise({ id: 3, ...row })), createApplianceClock("UTC"));
  const Attachments = [
    { ID: "18", File_Name: "a.png", File_Size: "12", HD_Ticket_Change_ID: 3 },
    { id: 19, file_name: "", checksum: "x" },
    { file_name: "no number" },
  ];
  expect(of({ comment: "Look", Attachments })).toMatchObject([
    {
      id: "change-3-comment",
      kind: "comment",
      attachments: [
        { id: "3-18", name: "a.png", sizeBytes: 12 },
        { id: "3-19", name: "File 19", sizeBytes: null },
      ],
    },
  ]);
  expect(of({ owners_only: 1, attachments: Attachments.slice(0, 1) })).toMatchObject([
    { kind: "internal", body: "", attachments: [{ id: "3-18" }] },
  ]);
  expect(of({ attachments: "" })).toEqual([]);
});
